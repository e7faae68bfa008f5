// SPDX-License-Identifier: BSD-3-Clause
// The published client libraries for Python against the server and a toy on the radio.
import assert from "node:assert/strict";
import { PythonClient } from "./support/python.mjs";
import { scenario } from "./support/stage.mjs";
import { hush } from "./support/toys.mjs";

const address = "C0:FF:EE:00:00:01";

/** Lets the client do its next step; returns when that is done, with its detail, and what the motor was told. */
async function follow(stage, client, step, expected) {
  const from = stage.radio.events.length;
  client.goOn();
  const detail = await client.step(step);
  if (expected !== undefined) {
    await stage.radio.write(address, hush.vibrate(expected), { from });
    assert.deepEqual(stage.radio.writes(address, { from }).filter(hush.isMotorWrite), [hush.vibrate(expected)], step);
  }
  return detail;
}

async function expectGoodEnd(client) {
  client.goOn();
  assert.deepEqual(await client.end(), { code: 0, signal: null, complaints: [] });
}

scenario("Python buttplug, spec 4: finds a toy, moves it, reads its battery, stops it and leaves", async (stage) => {
  await stage.startWithToys([hush(address, { battery: 63 })], "--name", "Harbor");
  const client = new PythonClient(stage, "buttplug", "buttplugclient.py", [stage.server.url, hush.model]);
  assert.deepEqual(await client.step("connected"), { server: "Harbor", devices: [] });
  await stage.server.logged(/Python four at .* connected, spec version 4/);
  assert.deepEqual(await follow(stage, client, "found"), { names: [hush.model], index: 0, steps: 20, battery: true });
  await follow(stage, client, "driven by share", 10);
  await follow(stage, client, "driven by step", 13);
  assert.equal(await follow(stage, client, "battery"), 63);
  await follow(stage, client, "stopped", 0);
  await follow(stage, client, "driven again", 20);
  // The library means to stop all devices before it goes, but takes itself for disconnected by then and sends nothing.
  assert.equal(await follow(stage, client, "disconnected", 0), false);
  await expectGoodEnd(client);
});

for (const [version, battery] of [[2, [0.63]], [3, [63]]]) {
  scenario(`Python buttplug-py, spec ${version}: finds a toy, moves it, reads its battery, stops it and leaves`, async (stage) => {
    await stage.startWithToys([hush(address, { battery: 63 })]);
    const args = [stage.server.url, hush.model, String(version)];
    const client = new PythonClient(stage, "buttplug-py", "buttplugpyclient.py", args);
    assert.deepEqual(await client.step("connected"), { devices: [] });
    await stage.server.logged(new RegExp(`Python ${version} at .* connected, spec version ${version}`));
    assert.deepEqual(await follow(stage, client, "found"), { names: [hush.model], index: 0, motors: 1, sensors: 1 });
    await follow(stage, client, "driven", 10);
    assert.deepEqual(await follow(stage, client, "battery"), battery);
    await follow(stage, client, "stopped", 0);
    await follow(stage, client, "driven again", 1);
    await follow(stage, client, "all stopped", 0);
    await follow(stage, client, "driven to the end", 20);
    assert.equal(await follow(stage, client, "disconnected", 0), false);
    await expectGoodEnd(client);
  });
}

// What the library can do in these versions: see its program.
for (const version of [0, 1]) {
  scenario(`Python buttplug-py, spec ${version}: connects, gets an empty list and leaves`, async (stage) => {
    await stage.startServer(["--backend", "simulated"]);
    const client = new PythonClient(stage, "buttplug-py", "buttplugpyclient.py", [stage.server.url, hush.model, String(version)]);
    assert.deepEqual(await client.step("connected"), { devices: [] });
    await stage.server.logged(new RegExp(`Python ${version} at .* connected, spec version ${version}`));
    client.goOn();
    assert.equal(await client.step("disconnected"), false);
    await stage.server.logged(new RegExp(`session of Python ${version} ended`));
    await expectGoodEnd(client);
  });
}

scenario("Python buttplug-py, spec 3: reads a sensor and is told what another one reports", async (stage) => {
  await stage.startServer(["--backend", "simulated", "--simulate", "sensor"]);
  const args = [stage.server.url, "Simulated Sensor"];
  const client = new PythonClient(stage, "buttplug-py", "buttplugpysensors.py", args);
  assert.deepEqual(await client.step("found"), [["Battery", "Battery"], ["Cushion", "Pressure"]]);
  client.goOn();
  const [battery] = await client.step("read");
  assert.ok(battery > 80 && battery <= 90, `a battery that began at 87, not ${battery}`);
  client.goOn();
  const reports = await client.step("reported");
  for (const report of reports)
    assert.ok(report.length === 1 && report[0] >= 12000 && report[0] <= 52000, `the pressure of a cushion, not ${report}`);
  client.goOn();
  await client.step("disconnected");
  await expectGoodEnd(client);
});
