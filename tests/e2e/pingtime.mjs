// SPDX-License-Identifier: BSD-3-Clause
// A server that asks for pings closes who does not ping, and stops what that one moved.
import assert from "node:assert/strict";
import { Spec3Client, Spec4Client } from "./support/clients.mjs";
import { within } from "./support/history.mjs";
import { RawClient } from "./support/rawclient.mjs";
import { scenario } from "./support/stage.mjs";
import { hush, vivi } from "./support/toys.mjs";

const hushAddress = "C0:FF:EE:00:00:01";
const viviAddress = "C0:FF:EE:00:00:02";
const maxPingTime = 2000;

/** Pings often enough for a busy machine, until stopped. */
function keepPinging(client) {
  let id = 1000;
  const timer = setInterval(() => client.send(JSON.stringify([{ Ping: { Id: id++ } }])), maxPingTime / 20);
  return () => clearInterval(timer);
}

scenario("a client that does not ping is told, closed and its toy stopped; one that pings stays", async (stage) => {
  const server = await stage.startWithToys([hush(hushAddress), vivi(viviAddress)], "--max-ping-time", String(maxPingTime));
  const pinging = stage.client(await RawClient.introduced(server.url, "Diligent"));
  const stopPinging = keepPinging(pinging);
  try {
    assert.ok((await pinging.ask({ StartScanning: { Id: 2 } })).Ok);
    const { DeviceList } = await pinging.messages.find(
      (message) => Object.keys(message.DeviceList?.Devices ?? {}).length === 2, "both toys");
    const devices = Object.values(DeviceList.Devices);
    const indexOf = (model) => devices.find((device) => device.DeviceName === model).DeviceIndex;
    const vibrate = (index, value) => ({ OutputCmd: { Id: 3, DeviceIndex: index, FeatureIndex: 0, Command: { Vibrate: { Value: value } } } });
    assert.ok((await pinging.ask(vibrate(indexOf(vivi.model), 50))).Ok);
    await stage.radio.write(viviAddress, vivi.vibrate(0, 50));
    const silent = await RawClient.introduced(server.url, "Silent");
    const begun = performance.now();
    assert.ok((await silent.ask(vibrate(indexOf(hush.model), 12))).Ok);
    await stage.radio.write(hushAddress, hush.vibrate(12));
    await silent.messages.find((message) => message.Error?.Id === 0 && message.Error.ErrorCode === 2, "the news of the missed ping");
    await stage.radio.write(hushAddress, hush.vibrate(0));
    assert.equal((await within(silent.closed, "the end of the silent client")).code, 1000);
    assert.ok(performance.now() - begun > maxPingTime / 2, "it had its time");
    assert.ok(pinging.isOpen);
    assert.deepEqual(await pinging.ask({ RequestDeviceList: { Id: 4 } }).then((answer) => Object.keys(answer)), ["DeviceList"]);
    assert.deepEqual(stage.radio.writes(viviAddress), [vivi.vibrate(0, 50)], "the other toy goes on");
  } finally {
    stopPinging();
  }
});

for (const Client of [Spec4Client, Spec3Client]) {
  scenario(`the published client of spec ${Client.spec}, which never pings, is closed and its toy stopped`, async (stage) => {
    await stage.startWithToys([hush(hushAddress)], "--max-ping-time", String(maxPingTime));
    const client = await Client.connect(stage.server.url, "Sleeper");
    await client.startScanning();
    await client.vibrate(await client.device(hush.model), 0.5);
    await stage.radio.write(hushAddress, hush.vibrate(10));
    await client.events.find((event) => event.kind === "lost", "the end of the connection");
    await stage.radio.write(hushAddress, hush.vibrate(0));
    await stage.server.logged(/session of Sleeper ended/);
  });
}
