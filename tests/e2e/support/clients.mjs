// SPDX-License-Identifier: BSD-3-Clause
// The published client libraries behind one face, so that the same story can be told to both.
import * as v4 from "buttplug";
import * as v3 from "buttplug-v3";
import { History, within } from "./history.mjs";

/** What both have in common: `events` holds { kind, device } in order, kind is added, removed, finished or lost. */
class PublishedClient {
  events;

  constructor(client, name) {
    this.client = client;
    this.name = name;
    this.events = new History(`client ${name}`);
    client.on("deviceadded", (device) => this.events.push({ kind: "added", device }));
    client.on("deviceremoved", (device) => this.events.push({ kind: "removed", device }));
    client.on("scanningfinished", () => this.events.push({ kind: "finished" }));
    client.on("disconnect", () => this.events.push({ kind: "lost" }));
  }

  /** The device of that name, when it is there. */
  async device(name, { from = 0 } = {}) {
    const added = await this.events.find((event) => event.kind === "added" && event.device.name === name,
      `a device named ${name}`, { from });
    return added.device;
  }

  removal(name, { from = 0 } = {}) {
    return this.events.find((event) => event.kind === "removed" && event.device.name === name,
      `${name} to be removed`, { from });
  }

  startScanning() {
    return within(this.client.startScanning(), "the answer to StartScanning");
  }

  stopScanning() {
    return within(this.client.stopScanning(), "the answer to StopScanning");
  }

  stopAll() {
    return within(this.client.stopAllDevices(), "the answer to the stop of all devices");
  }

  stop(device) {
    return within(device.stop(), "the answer to the stop of a device");
  }

  /** Drops the connection without the stop that the libraries send before they disconnect. */
  vanish() {
    this.client._connector._ws.terminate();
  }

  async close() {
    if (this.client.connected)
      await within(this.client.disconnect(), `the end of client ${this.name}`);
  }
}

/** npm buttplug 5.0.2: spec version 4. */
export class Spec4Client extends PublishedClient {
  static spec = 4;

  static async connect(url, name) {
    const self = new Spec4Client(new v4.ButtplugClient(name), name);
    await within(self.client.connect(new v4.ButtplugNodeWebsocketClientConnector(url)), `${name} to connect`);
    return self;
  }

  get serverName() {
    return this.client.serverInfo.serverName;
  }

  deviceNames() {
    return [...this.client.devices.values()].map((device) => device.name);
  }

  /** `level` from 0 to 1, on one motor. */
  vibrate(device, level, motor = 0) {
    return within(device.features.get(motor).runOutput(v4.DeviceOutput.Vibrate.percent(level)), "the answer to Vibrate");
  }

  /** In percent. */
  battery(device) {
    return within(device.battery(), "the answer to the question for the battery");
  }
}

/** npm buttplug 3.2.2: spec version 3. */
export class Spec3Client extends PublishedClient {
  static spec = 3;

  static async connect(url, name) {
    const self = new Spec3Client(new v3.ButtplugClient(name), name);
    await within(self.client.connect(new v3.ButtplugNodeWebsocketClientConnector(url)), `${name} to connect`);
    return self;
  }

  deviceNames() {
    return this.client.devices.map((device) => device.name);
  }

  vibrate(device, level, motor = 0) {
    return within(device.scalar(new v3.ScalarSubcommand(motor, level, v3.ActuatorType.Vibrate)), "the answer to ScalarCmd");
  }

  async battery(device) {
    const fraction = await within(device.battery(), "the answer to the question for the battery");
    return Math.round(fraction * 100);
  }
}

export const clientOf = (spec) => (spec === 3 ? Spec3Client : Spec4Client);
