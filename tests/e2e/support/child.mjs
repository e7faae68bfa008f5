// SPDX-License-Identifier: BSD-3-Clause
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { History, within } from "./history.mjs";

const running = new Set();

/** A program that was started: its lines, its end, and the promise that it does not outlive this process. */
export class Child {
  /** Lines of standard output, and of standard error. */
  out;
  err;
  #process;
  #ended;

  /**
   * With `group` it gets a process group, and kill() ends the programs that it started, too. With `endsWithInput` it is
   * never killed by putDown(), because it ends by itself when its input does, and has to clear up then.
   */
  constructor(name, command, args, { env = process.env, group = false, endsWithInput = false } = {}) {
    this.name = name;
    this.group = group;
    this.endsWithInput = endsWithInput;
    this.out = new History(`output of ${name}`);
    this.err = new History(`error output of ${name}`);
    this.#process = spawn(command, args, { env, detached: group, stdio: ["pipe", "pipe", "pipe"] });
    running.add(this);
    // It may be gone before it has read what is written to it; its end is what tells.
    this.#process.stdin.on("error", () => {});
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.out.push(line));
    createInterface({ input: this.#process.stderr }).on("line", (line) => this.err.push(line));
    this.#ended = new Promise((resolve) => {
      const end = (outcome, text) => {
        running.delete(this);
        this.out.close(text);
        this.err.close(text);
        resolve(outcome);
      };
      this.#process.on("error", (error) => end({ error: error.message }, `${name} did not start: ${error.message}`));
      this.#process.on("close", (code, signal) => end({ code, signal }, `${name} ended with ${signal ?? code}`));
    });
  }

  get isRunning() {
    return running.has(this);
  }

  send(line) {
    this.#process.stdin.write(`${line}\n`);
  }

  closeInput() {
    this.#process.stdin.end();
  }

  kill(signal) {
    if (!this.isRunning || this.#process.pid === undefined)
      return;
    try {
      process.kill(this.group ? -this.#process.pid : this.#process.pid, signal);
    } catch (error) {
      // Between its end and the news of it there is nobody to send a signal to.
      if (error.code !== "ESRCH")
        throw error;
    }
  }

  /** Its end, wanted or not, at the end of a test. */
  putDown() {
    if (this.endsWithInput)
      this.closeInput();
    else
      this.kill("SIGKILL");
  }

  /** `{ code, signal }` when it has ended and all its output has been read. */
  end(limit) {
    return within(this.#ended, `the end of ${this.name}`, limit);
  }

  /** Everything it said, for the report of a failed test. */
  transcript() {
    const lines = [...this.out.items.map((line) => `  ${this.name} | ${line}`),
      ...this.err.items.map((line) => `  ${this.name} ! ${line}`)];
    return lines.slice(-200).join("\n");
  }
}

process.on("exit", () => {
  for (const child of running)
    child.putDown();
});
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"])
  process.on(signal, () => process.exit(1));
