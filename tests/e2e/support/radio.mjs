// SPDX-License-Identifier: BSD-3-Clause
import assert from "node:assert/strict";
import { Child } from "./child.mjs";
import { fakebluezProgram } from "./environment.mjs";
import { History } from "./history.mjs";

export const hexOf = (text) => Buffer.from(text, "latin1").toString("hex");

/** The stand-in for the Bluetooth service, as a program on a bus of its own (tests/support/fakebluez/README.md). */
export class Radio {
  events = new History("radio");
  env;
  #child;
  #lastId = 0;

  static async start(stage) {
    const radio = new Radio();
    radio.#child = stage.adopt(new Child("fakebluez", fakebluezProgram(), [], { endsWithInput: true }));
    const ready = JSON.parse(await radio.#child.out.find((line) => JSON.parse(line).event === "ready", "its first line"));
    radio.env = ready.env;
    radio.#child.out.follow((line) => radio.events.push(JSON.parse(line)));
    return radio;
  }

  /** Carries out a command and returns when it is done. */
  async do(command) {
    const id = ++this.#lastId;
    this.#child.send(JSON.stringify({ ...command, id }));
    const answer = await this.events.find((event) => event.id === id, `the answer to ${command.do}`);
    assert.equal(answer.event, "done", `${command.do}: ${answer.error}`);
  }

  addDevice(device) {
    return this.do({ do: "add-device", device });
  }

  /** Bytes that arrived at a toy from position `from` on, as hexadecimal digits. */
  writes(address, { from = 0 } = {}) {
    return this.events.items.slice(from).filter((event) => event.event === "write" && event.device === address)
      .map((event) => event.hex.toLowerCase());
  }

  /** The moment when these bytes (hexadecimal) arrive at a toy. */
  write(address, hex, { from = 0 } = {}) {
    const wanted = hex.replaceAll(" ", "").toLowerCase();
    return this.events.find(
      (event) => event.event === "write" && event.device === address && event.hex.toLowerCase() === wanted,
      `${wanted} to be written to ${address}`, { from });
  }

  event(name, address, { from = 0 } = {}) {
    return this.events.find((event) => event.event === name && event.device === address, `${name} of ${address}`, { from });
  }

  async end() {
    this.#child.closeInput();
    assert.deepEqual(await this.#child.end(), { code: 0, signal: null }, "end of fakebluez");
  }
}
