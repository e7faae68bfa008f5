// SPDX-License-Identifier: BSD-3-Clause
// The published client library of spec version 1 against the server and toys on the radio.
import assert from "node:assert/strict";
import { Spec1Client } from "./support/clients.mjs";
import { testClient } from "./support/clienttests.mjs";
import { scenario } from "./support/stage.mjs";
import { vivi } from "./support/toys.mjs";

testClient(Spec1Client);

scenario("spec 1: the command of spec 0 moves every motor, and the list says what there is", async (stage) => {
  const address = "C0:FF:EE:00:00:02";
  await stage.startWithToys([vivi(address)]);
  const client = stage.client(await Spec1Client.connect(stage.server.url, "Mole"));
  await stage.server.logged(/Mole at .* connected, spec version 1/);
  await client.startScanning();
  const toy = await client.device(vivi.model);
  assert.deepEqual(toy.AllowedMessages.sort(), ["SingleMotorVibrateCmd", "StopDeviceCmd", "VibrateCmd"]);
  assert.equal(toy.MessageAttributes("VibrateCmd").FeatureCount, 2);
  await client.vibrateAll(toy, 0.5);
  await stage.radio.write(address, vivi.vibrate(0, 64));
  await stage.radio.write(address, vivi.vibrate(1, 64));
});
