// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Radio } from "./radio.mjs";
import { Server } from "./server.mjs";

const testLimit = 60000;

/** What one test has started; everything goes when the test ends, however it ends. */
export class Stage {
  radio;
  server;
  #children = [];
  #clients = [];
  #folders = [];

  adopt(child) {
    this.#children.push(child);
    return child;
  }

  /** A client to be closed with the test: anything with a close() that may be called twice. */
  client(client) {
    this.#clients.push(client);
    return client;
  }

  folder() {
    const folder = mkdtempSync(join(tmpdir(), "thrum-e2e-"));
    this.#folders.push(folder);
    return folder;
  }

  /** A radio with these toys and a server that uses it. */
  async startWithToys(toys, ...args) {
    this.radio ??= await Radio.start(this);
    for (const toy of toys)
      await this.radio.addDevice(toy);
    return this.startServer(["--backend", "bluetooth", ...args]);
  }

  /** The server ends and starts again, with more toys on the same radio. */
  async startAgainWithToys(toys, ...args) {
    await this.server.end();
    return this.startWithToys(toys, ...args);
  }

  /** A server on a free port that remembers nothing, unless `args` say otherwise. */
  async startServer(args) {
    const all = [...args];
    if (!all.includes("--port"))
      all.push("--port", "0");
    if (!all.includes("--config-dir"))
      all.push("--config-dir", this.folder());
    this.server = await Server.start(this, all, this.radio?.env);
    return this.server;
  }

  /** The end of a test that went well. */
  async end() {
    for (const client of this.#clients)
      await client.close();
    if (this.server?.child.isRunning)
      await this.server.end();
    await this.radio?.end();
  }

  /** What is still there after a failure. */
  clear() {
    for (const child of this.#children)
      child.putDown();
    for (const folder of this.#folders)
      rmSync(folder, { recursive: true, force: true });
  }

  transcript() {
    return this.#children.map((child) => child.transcript()).join("\n");
  }
}

/** A test with a stage; on failure the output of all its programs is shown. */
export function scenario(name, body) {
  test(name, { timeout: testLimit }, async (t) => {
    const stage = new Stage();
    try {
      await body(stage, t);
      await stage.end();
    } catch (error) {
      process.stderr.write(`${name}\n${stage.transcript()}\n`);
      throw error;
    } finally {
      stage.clear();
    }
  });
}
