// SPDX-License-Identifier: BSD-3-Clause
// node run.mjs FILE: runs one file of tests, after a look at what it needs.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Well below the limit of ctest, so that a test that hangs still cleans up behind itself. */
const fileLimit = 240000;
const folder = dirname(dirname(fileURLToPath(import.meta.url)));

function textOf(...path) {
  try {
    return readFileSync(join(folder, ...path), "utf8");
  } catch {
    return undefined;
  }
}

function giveUp(why) {
  console.error(why);
  process.exit(1);
}

if (Number(process.versions.node.split(".")[0]) < 18)
  giveUp(`Node.js 18 or newer is needed, this is ${process.version}; run ./test.sh, which installs it.`);
if (textOf("node_modules", ".installed-lock.json") !== textOf("package-lock.json"))
  giveUp("The client libraries of the end-to-end tests are not installed as package-lock.json says; run ./test.sh, which installs them.");
setTimeout(() => giveUp(`${process.argv[2]} took longer than ${fileLimit / 1000} s.`), fileLimit).unref();
await import(pathToFileURL(resolve(process.argv[2])).href);
