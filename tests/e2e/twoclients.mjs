// SPDX-License-Identifier: BSD-3-Clause
// Every output belongs to the client that commanded it last, and only that client's end stops it.
import assert from "node:assert/strict";
import { Spec3Client, Spec4Client } from "./support/clients.mjs";
import { startDriver } from "./support/drivers.mjs";
import { scenario } from "./support/stage.mjs";
import { vivi } from "./support/toys.mjs";

const address = "C0:FF:EE:00:00:02";

for (const Survivor of [Spec4Client, Spec3Client]) {
  scenario(`the death of one client leaves the motor of another one (spec ${Survivor.spec}) alone`, async (stage) => {
    await stage.startWithToys([vivi(address)]);
    const driver = await startDriver(stage, 4, vivi.model);
    const survivor = stage.client(await Survivor.connect(stage.server.url, "Survivor"));
    const toy = await survivor.device(vivi.model);
    await survivor.vibrate(toy, 0.5, 1);
    await stage.radio.write(address, vivi.vibrate(1, 64));
    driver.kill("SIGKILL");
    await driver.end();
    await stage.radio.write(address, vivi.vibrate(0, 0));
    await survivor.vibrate(toy, 1, 1);
    await stage.radio.write(address, vivi.vibrate(1, 127));
    assert.deepEqual(stage.radio.writes(address).filter(vivi.isWriteOf(1)), [vivi.vibrate(1, 64), vivi.vibrate(1, 127)]);
  });
}

scenario("whoever commanded an output last keeps it when the one before goes", async (stage) => {
  await stage.startWithToys([vivi(address)]);
  const before = await Spec4Client.connect(stage.server.url, "Before");
  await before.startScanning();
  await before.vibrate(await before.device(vivi.model), 0.25);
  await stage.radio.write(address, vivi.vibrate(0, 32));
  const after = stage.client(await Spec4Client.connect(stage.server.url, "After"));
  const toy = await after.device(vivi.model);
  await after.vibrate(toy, 0.5);
  await stage.radio.write(address, vivi.vibrate(0, 64));
  before.vanish();
  await stage.server.logged(/session of Before ended/);
  await after.vibrate(toy, 1);
  await stage.radio.write(address, vivi.vibrate(0, 127));
  assert.deepEqual(stage.radio.writes(address), [vivi.vibrate(0, 32), vivi.vibrate(0, 64), vivi.vibrate(0, 127)]);
});

scenario("a stop of all devices stops what others own, too", async (stage) => {
  await stage.startWithToys([vivi(address)]);
  const owner = stage.client(await Spec3Client.connect(stage.server.url, "Owner"));
  await owner.startScanning();
  await owner.vibrate(await owner.device(vivi.model), 1, 1);
  await stage.radio.write(address, vivi.vibrate(1, 127));
  const other = stage.client(await Spec4Client.connect(stage.server.url, "Other"));
  await other.stopAll();
  await stage.radio.write(address, vivi.vibrate(1, 0));
});
