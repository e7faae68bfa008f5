// SPDX-License-Identifier: BSD-3-Clause
// A client program to be killed: node driver.mjs URL SPEC DEVICE. Moves motor 0 of the device without a pause, and says
// so once. It never ends by itself.
import { clientOf } from "./clients.mjs";

const [url, spec, name] = process.argv.slice(2);
const client = await clientOf(Number(spec)).connect(url, `Driver of ${name}`);
await client.startScanning();
const device = await client.device(name);
for (let turn = 0; ; ++turn) {
  await client.vibrate(device, turn % 2 === 0 ? 0.5 : 1);
  if (turn === 0)
    console.log("driving");
}
