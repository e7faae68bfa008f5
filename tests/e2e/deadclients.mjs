// SPDX-License-Identifier: BSD-3-Clause
// However a client ends, the toy that it moved gets its zero.
import assert from "node:assert/strict";
import { Spec4Client } from "./support/clients.mjs";
import { startDriver } from "./support/drivers.mjs";
import { RawClient } from "./support/rawclient.mjs";
import { scenario } from "./support/stage.mjs";
import { hush } from "./support/toys.mjs";

const address = "C0:FF:EE:00:00:01";

const isLevelAboveZero = (event) => event.event === "write" && hush.isMotorWrite(event.hex) && event.hex !== hush.vibrate(0);

/** Far below the time after which a silent client is given up: the zero has to follow from the end of the connection. */
const soon = 5000;

/** Now, on the clock of the radio's events. */
const now = () => Number(process.hrtime.bigint());

/**
 * The toy gets its zero soon after `end`, and then nothing else moves it: the question for the battery that follows is
 * seen alone.
 */
async function expectZero(stage, t, end) {
  const { radio } = stage;
  const from = radio.events.items.findLastIndex(isLevelAboveZero);
  const zero = await radio.write(address, hush.vibrate(0), { from });
  const delay = (zero.ns - end) / 1e6;
  t.diagnostic(`zero after ${delay.toFixed(1)} ms`);
  assert.ok(delay < soon, `zero only after ${delay} ms`);
  const witness = stage.client(await Spec4Client.connect(stage.server.url, "Witness"));
  await witness.battery(await witness.device(hush.model));
  await radio.write(address, hush.batteryQuestion, { from });
  assert.equal(radio.writes(address).filter(hush.isMotorWrite).at(-1), hush.vibrate(0), "the toy stands still");
}

async function rawDriver(stage) {
  const client = await RawClient.introduced(stage.server.url, "Raw driver");
  assert.ok((await client.ask({ StartScanning: { Id: 2 } })).Ok);
  await client.messages.find((message) => message.DeviceList?.Devices["0"], "the toy in a device list");
  const command = { OutputCmd: { Id: 3, DeviceIndex: 0, FeatureIndex: 0, Command: { Vibrate: { Value: 13 } } } };
  assert.ok((await client.ask(command)).Ok);
  await stage.radio.write(address, hush.vibrate(13));
  return client;
}

for (const spec of [4, 3, 1]) {
  scenario(`a client of spec ${spec} is killed while it moves a toy`, async (stage, t) => {
    await stage.startWithToys([hush(address)]);
    const driver = await startDriver(stage, spec, hush.model);
    await stage.radio.write(address, hush.vibrate(20));
    const end = now();
    driver.kill("SIGKILL");
    assert.deepEqual(await driver.end(), { code: null, signal: "SIGKILL" });
    await expectZero(stage, t, end);
  });
}

scenario("a client is killed while a slow toy still carries out what it was told", async (stage, t) => {
  await stage.startWithToys([hush(address, { writeDelay: 300 })]);
  const driver = await startDriver(stage, 4, hush.model);
  await stage.radio.write(address, hush.vibrate(20));
  const end = now();
  driver.kill("SIGKILL");
  await driver.end();
  await expectZero(stage, t, end);
});

scenario("a connection breaks off without a farewell", async (stage, t) => {
  await stage.startWithToys([hush(address)]);
  const client = await rawDriver(stage);
  const end = now();
  await client.drop();
  await expectZero(stage, t, end);
});

scenario("a client closes its connection and says nothing else", async (stage, t) => {
  await stage.startWithToys([hush(address)]);
  const client = await rawDriver(stage);
  const end = now();
  await client.close();
  await expectZero(stage, t, end);
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  scenario(`the server gets ${signal} while a client moves a toy`, async (stage) => {
    await stage.startWithToys([hush(address)]);
    const client = await rawDriver(stage);
    const from = stage.radio.events.length;
    await stage.server.end(signal);
    const writes = stage.radio.writes(address, { from });
    assert.ok(writes.length > 0 && writes.every((write) => write === hush.vibrate(0)), `zero and nothing else, not ${writes}`);
    const names = stage.radio.events.items.slice(from).filter((event) => event.device === address).map((event) => event.event);
    const order = names.filter((name) => ["write", "disconnect"].includes(name));
    assert.equal(order[0], "write", "the zero comes before the link is closed");
    assert.ok(order.includes("disconnect"), "the link is closed");
    assert.equal((await client.closed).code, 1001);
  });
}

scenario("the server ends in time and says so when a toy does not confirm its stop", async (stage) => {
  await stage.startWithToys([hush(address)]);
  await rawDriver(stage);
  await stage.radio.do({ do: "set", device: address, characteristic: "tx", behaviour: { write: "never" } });
  const from = stage.radio.events.length;
  await stage.server.end();
  await stage.radio.write(address, hush.vibrate(0), { from });
  await stage.server.logged(/Lovense Hush did not confirm its stop/);
});
