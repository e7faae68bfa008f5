// SPDX-License-Identifier: BSD-3-Clause
// The published client library of spec version 4 against the server and toys on the radio.
import assert from "node:assert/strict";
import { Spec4Client } from "./support/clients.mjs";
import { testClient } from "./support/clienttests.mjs";
import { History } from "./support/history.mjs";
import { scenario } from "./support/stage.mjs";

testClient(Spec4Client);

scenario("spec 4: a sensor is read, reports while it is subscribed to, and the others do not", async (stage) => {
  const server = await stage.startServer(["--backend", "simulated", "--simulate", "sensor"]);
  const client = stage.client(await Spec4Client.connect(server.url, "Gauge"));
  await client.startScanning();
  const device = await client.device("Simulated Sensor");
  const readings = new History("readings");
  client.client.on("inputreading", (reading) => readings.push(reading));
  const features = [...device.features.values()];
  const button = features.find((feature) => feature.hasInput("Button"));
  const cushion = features.find((feature) => feature.hasInput("Pressure"));
  const isPressure = (value) => Number.isInteger(value) && value >= 12000 && value <= 52000;
  assert.ok(isPressure(await client.sensor(cushion, "Pressure", "Read")));
  assert.equal(readings.length, 0);
  await client.sensor(cushion, "Pressure", "Subscribe");
  await readings.find(() => readings.length >= 3, "three readings");
  for (const { inputType, feature, value } of readings.items)
    assert.ok(inputType === "Pressure" && feature.index === cushion.index && isPressure(value), `${inputType} ${value}`);
  await client.sensor(cushion, "Pressure", "Unsubscribe");
  const from = readings.length;
  await client.sensor(button, "Button", "Subscribe");
  await readings.find(() => readings.length >= from + 2, "two readings");
  assert.ok(readings.items.slice(from).every(({ inputType }) => inputType === "Button"), "the cushion is silent");
});
