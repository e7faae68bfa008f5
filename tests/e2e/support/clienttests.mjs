// SPDX-License-Identifier: BSD-3-Clause
// What a published client library must be able to do with toys on the radio.
import assert from "node:assert/strict";
import { scenario } from "./stage.mjs";
import { hush, vivi } from "./toys.mjs";

const hushAddress = "C0:FF:EE:00:00:01";
const viviAddress = "C0:FF:EE:00:00:02";

/** Registers the tests for one library (a class of clients.mjs). */
export function testClient(Client) {
  const connect = async (stage, name) => stage.client(await Client.connect(stage.server.url, name));

  scenario(`spec ${Client.spec}: a toy that says its type is found by its name, ${Client.prototype.battery ? "moves, tells its battery" : "moves"} and stops`, async (stage) => {
    await stage.startWithToys([hush(hushAddress, { battery: 77 })]);
    const client = await connect(stage, "Lantern");
    await client.startScanning();
    const toy = await client.device(hush.model);
    await client.stopScanning();
    await client.vibrate(toy, 0.5);
    await stage.radio.write(hushAddress, hush.vibrate(10));
    if (client.battery)
      assert.equal(await client.battery(toy), 77);
    await client.stop(toy);
    await stage.radio.write(hushAddress, hush.vibrate(0));
    assert.deepEqual(stage.radio.writes(hushAddress).filter(hush.isMotorWrite), [hush.vibrate(10), hush.vibrate(0)]);
  });

  scenario(`spec ${Client.spec}: both motors of a toy that only a brand file describes get their bytes`, async (stage) => {
    await stage.startWithToys([vivi(viviAddress)]);
    const client = await connect(stage, "Harbor");
    await client.startScanning();
    const toy = await client.device(vivi.model);
    await client.vibrate(toy, 0.5, 0);
    await stage.radio.write(viviAddress, vivi.vibrate(0, 64));
    await client.vibrate(toy, 1, 1);
    await stage.radio.write(viviAddress, vivi.vibrate(1, 127));
    await client.stopAll();
    await stage.radio.write(viviAddress, vivi.vibrate(0, 0));
    await stage.radio.write(viviAddress, vivi.vibrate(1, 0));
    const writes = stage.radio.writes(viviAddress);
    assert.deepEqual(writes.filter(vivi.isWriteOf(0)), [vivi.vibrate(0, 64), vivi.vibrate(0, 0)]);
    assert.deepEqual(writes.filter(vivi.isWriteOf(1)), [vivi.vibrate(1, 127), vivi.vibrate(1, 0)]);
  });

  scenario(`spec ${Client.spec}: a toy that is lost is removed, and works under its index when it is back`, async (stage) => {
    await stage.startWithToys([vivi(viviAddress)]);
    const client = await connect(stage, "Pier");
    await client.startScanning();
    const toy = await client.device(vivi.model);
    await client.stopScanning();
    await client.vibrate(toy, 0.5);
    await stage.radio.write(viviAddress, vivi.vibrate(0, 64));
    await stage.radio.do({ do: "in-range", device: viviAddress, on: false });
    await client.removal(vivi.model);
    assert.deepEqual(client.deviceNames(), []);
    const from = client.events.length;
    await stage.radio.do({ do: "in-range", device: viviAddress, on: true });
    const again = await client.device(vivi.model, { from });
    assert.equal(client.indexOf(again), client.indexOf(toy));
    await client.vibrate(again, 1, 1);
    await stage.radio.write(viviAddress, vivi.vibrate(1, 127));
  });

  scenario(`spec ${Client.spec}: a toy that still moves gets its zero when the client disconnects`, async (stage) => {
    await stage.startWithToys([hush(hushAddress)]);
    const client = await connect(stage, "Quay");
    await client.startScanning();
    await client.vibrate(await client.device(hush.model), 1);
    await stage.radio.write(hushAddress, hush.vibrate(20));
    await client.close();
    await stage.radio.write(hushAddress, hush.vibrate(0));
    await stage.server.logged(/session of Quay ended/);
    assert.deepEqual(stage.radio.writes(hushAddress).filter(hush.isMotorWrite), [hush.vibrate(20), hush.vibrate(0)]);
  });

  scenario(`spec ${Client.spec}: a toy that was there before the client is in its first list`, async (stage) => {
    await stage.startWithToys([vivi(viviAddress)]);
    const first = await connect(stage, "Early");
    await first.startScanning();
    await first.device(vivi.model);
    const second = await connect(stage, "Late");
    assert.deepEqual(second.deviceNames(), [vivi.model]);
  });
}
