// SPDX-License-Identifier: BSD-3-Clause
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Child } from "./child.mjs";
import { History } from "./history.mjs";

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** The interpreter that has the client library `name` as its requirements file pins it. */
function interpreterOf(name) {
  const folder = pathOf(`../../../build/python/${name}`);
  const wanted = textOf(pathOf(`../python/requirements-${name}.txt`));
  if (wanted === undefined || textOf(`${folder}/.installed-requirements.txt`) !== wanted)
    throw new Error(`the Python library ${name} is not installed as its requirements file says; run ./test.sh, which installs it`);
  return `${folder}/bin/python`;
}

/** A program of ../python: it says each step that it has done and waits there until goOn(). */
export class PythonClient {
  steps;
  #child;

  constructor(stage, library, script, args) {
    this.steps = new History(`steps of ${script}`);
    const file = pathOf(`../python/${script}`);
    this.#child = stage.adopt(new Child(script, interpreterOf(library), [file, ...args], { env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } }));
    this.#child.out.follow((line) => this.steps.push(JSON.parse(line)));
    this.#child.err.follow((line) => /^Traceback|Error/.test(line) && this.steps.close(`it failed: ${line}`));
  }

  /** Waits for a step and returns its detail. */
  async step(name) {
    const step = await this.steps.find((one) => one.step === name, `the step "${name}"`);
    return step.detail;
  }

  goOn() {
    this.#child.send("go on");
  }

  /** Its end after the last step; returns what it wrote to standard error. */
  async end() {
    const outcome = await this.#child.end();
    return { ...outcome, complaints: this.#child.err.items };
  }
}
