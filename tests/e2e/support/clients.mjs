// SPDX-License-Identifier: BSD-3-Clause
// The published client libraries behind one face, so that the same story can be told to all.
import * as v4 from "buttplug";
import * as v1 from "buttplug-v1";
import * as v3 from "buttplug-v3";
import { WebSocket } from "ws";
import { History, within } from "./history.mjs";

/** What they have in common: `events` holds { kind, device } in order, kind is added, removed, finished or lost. */
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

  nameOf(device) {
    return device.name;
  }

  indexOf(device) {
    return device.index;
  }

  /** The device of that name, when it is there. */
  async device(name, { from = 0 } = {}) {
    const added = await this.events.find((event) => event.kind === "added" && this.nameOf(event.device) === name,
      `a device named ${name}`, { from });
    return added.device;
  }

  removal(name, { from = 0 } = {}) {
    return this.events.find((event) => event.kind === "removed" && this.nameOf(event.device) === name,
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

  /** "Read", "Subscribe" or "Unsubscribe" a sensor; what it reads. */
  async sensor(feature, type, command) {
    const reading = await within(feature.runInput(v4.InputType[type], v4.InputCommandType[command]), `the answer to ${command} of ${type}`);
    return reading?.value;
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

/** npm buttplug 0.13.2: spec version 1, which has no sensors. Made for browsers, it expects their WebSocket. */
export class Spec1Client extends PublishedClient {
  static spec = 1;

  static async connect(url, name) {
    globalThis.WebSocket = WebSocket;
    const self = new Spec1Client(new v1.ButtplugClient(name), name);
    await within(self.client.Connect(new v1.ButtplugBrowserWebsocketClientConnector(url)), `${name} to connect`);
    return self;
  }

  nameOf(device) {
    return device.Name;
  }

  indexOf(device) {
    return device.Index;
  }

  deviceNames() {
    return this.client.Devices.map((device) => device.Name);
  }

  startScanning() {
    return within(this.client.StartScanning(), "the answer to StartScanning");
  }

  stopScanning() {
    return within(this.client.StopScanning(), "the answer to StopScanning");
  }

  vibrate(device, level, motor = 0) {
    const command = new v1.VibrateCmd([new v1.SpeedSubcommand(motor, level)], device.Index);
    return within(device.SendMessageAsync(command), "the answer to VibrateCmd");
  }

  /** The one command that versions 0 and 1 have in common: all motors at once. */
  vibrateAll(device, level) {
    return within(device.SendMessageAsync(new v1.SingleMotorVibrateCmd(level)), "the answer to SingleMotorVibrateCmd");
  }

  stop(device) {
    return within(device.SendStopDeviceCmd(), "the answer to the stop of a device");
  }

  stopAll() {
    return within(this.client.StopAllDevices(), "the answer to the stop of all devices");
  }

  async close() {
    if (this.client.Connected)
      await within(this.client.Disconnect(), `the end of client ${this.name}`);
  }
}

export const clientOf = (spec) => [Spec1Client, Spec3Client, Spec4Client].find((one) => one.spec === spec);
