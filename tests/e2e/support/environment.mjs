// SPDX-License-Identifier: BSD-3-Clause
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A program of the build, whose path ctest passes in a variable. */
function builtProgram(variable) {
  const file = process.env[variable];
  if (!file || !isProgram(file))
    throw new Error(`${variable} must name a program of the build, but is ${file ?? "not set"}; run ./test.sh`);
  return file;
}

export const thrumdProgram = () => builtProgram("THRUM_E2E_THRUMD");
export const fakebluezProgram = () => builtProgram("THRUM_E2E_FAKEBLUEZ");

export function chromiumProgram() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (!found)
    throw new Error(`none of ${names.join(", ")} is installed; run ./test.sh, which installs Chromium`);
  return found;
}
