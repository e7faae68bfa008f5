// SPDX-License-Identifier: BSD-3-Clause
import assert from "node:assert/strict";
import { Child } from "./child.mjs";
import { thrumdProgram } from "./environment.mjs";

const readyLine = /^Listening on (ws:\/\/\S+:(\d+))$/;

/** The real thrumd as a process. */
export class Server {
  url;
  port;
  child;

  constructor(stage, args, env = {}) {
    this.child = stage.adopt(new Child("thrumd", thrumdProgram(), args, { env: { ...process.env, ...env } }));
  }

  /** Returns when it is ready. */
  static async start(stage, args, env) {
    const server = new Server(stage, args, env);
    const line = await server.child.out.find((text) => readyLine.test(text), "the line that says it is ready");
    [, server.url, server.port] = line.match(readyLine);
    server.port = Number(server.port);
    return server;
  }

  logged(pattern) {
    return this.child.err.find((line) => pattern.test(line), `a log line like ${pattern}`);
  }

  /** Asks it to end, and holds it to ending well: nothing leaked, nothing but its one line on standard output. */
  async end(signal = "SIGTERM") {
    this.child.kill(signal);
    assert.deepEqual(await this.child.end(), { code: 0, signal: null }, "end of thrumd");
    assert.deepEqual(this.child.out.items, [`Listening on ${this.url}`], "standard output of thrumd");
  }
}
