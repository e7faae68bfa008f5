// SPDX-License-Identifier: BSD-3-Clause
import assert from "node:assert/strict";
import { WebSocket } from "ws";
import { History, within } from "./history.mjs";

/** A bare WebSocket that can say anything. `messages` holds every message that came, such as { Ok: { Id: 1 } }. */
export class RawClient {
  messages = new History("raw client");
  /** { code, reason } of the end of the connection. */
  closed;
  #socket;

  static async open(url) {
    const self = new RawClient();
    const socket = new WebSocket(url);
    self.#socket = socket;
    socket.on("message", (data, isBinary) => {
      assert.equal(isBinary, false, "the server never sends binary frames");
      const frame = JSON.parse(data.toString());
      assert.equal(frame.length, 1, `one message in a frame, not ${data}`);
      self.messages.push(frame[0]);
    });
    self.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => {
        self.messages.close(`the connection was closed with ${code} ${reason}`);
        resolve({ code, reason: reason.toString() });
      });
    });
    await within(new Promise((resolve, reject) => {
      socket.on("open", resolve);
      socket.on("error", reject);
    }), `the connection to ${url}`);
    return self;
  }

  /** Connected and introduced, with spec version 4. */
  static async introduced(url, name) {
    const self = await RawClient.open(url);
    const info = await self.ask({ RequestServerInfo: { Id: 1, ClientName: name, ProtocolVersionMajor: 4, ProtocolVersionMinor: 0 } });
    assert.ok(info.ServerInfo, JSON.stringify(info));
    return self;
  }

  get isOpen() {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  send(frame, options) {
    this.#socket.send(frame, options);
  }

  /** Sends one message and returns the answer with its Id. */
  async ask(message) {
    const id = Object.values(message)[0].Id;
    const from = this.messages.length;
    this.send(JSON.stringify([message]));
    return this.messages.find((answer) => Object.values(answer)[0].Id === id, `the answer to ${JSON.stringify(message)}`, { from });
  }

  /** Ends the connection without the farewell of a WebSocket, as a program that dies does. */
  async drop() {
    this.#socket.terminate();
    await this.closed;
  }

  async close() {
    this.#socket.close();
    await within(this.closed, "the end of a raw connection");
  }
}
