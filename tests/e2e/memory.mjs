// SPDX-License-Identifier: BSD-3-Clause
// What thrumd keeps from one run to the next, and what it does when that was damaged.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Spec4Client } from "./support/clients.mjs";
import { RawClient } from "./support/rawclient.mjs";
import { scenario } from "./support/stage.mjs";
import { hush, vivi } from "./support/toys.mjs";

const hushAddress = "C0:FF:EE:00:00:01";
const viviAddress = "C0:FF:EE:00:00:02";
const simulated = ["--backend", "simulated"];

async function indexOf(stage, model) {
  const client = await Spec4Client.connect(stage.server.url, "Index reader");
  await client.startScanning();
  const { index } = await client.device(model);
  await client.close();
  return index;
}

scenario("a toy has the same index after a restart, whichever is seen first", async (stage) => {
  const folder = stage.folder();
  await stage.startWithToys([hush(hushAddress)], "--config-dir", folder);
  assert.equal(await indexOf(stage, hush.model), 0);
  await stage.startAgainWithToys([vivi(viviAddress)], "--config-dir", folder);
  assert.equal(await indexOf(stage, vivi.model), 1);
  await stage.radio.do({ do: "remove-device", device: hushAddress });
  await stage.startAgainWithToys([], "--config-dir", folder);
  assert.equal(await indexOf(stage, vivi.model), 1);
  await stage.radio.addDevice(hush(hushAddress));
  assert.equal(await indexOf(stage, hush.model), 0);
});

scenario("simulated devices have the same indexes after a restart", async (stage) => {
  const args = [...simulated, "--config-dir", stage.folder()];
  await stage.startServer([...args, "--simulate", "stroker"]);
  assert.equal(await indexOf(stage, "Simulated Stroker"), 0);
  await stage.server.end();
  await stage.startServer([...args, "--simulate", "vibrator", "--simulate", "stroker"]);
  assert.equal(await indexOf(stage, "Simulated Stroker"), 0);
  assert.equal(await indexOf(stage, "Simulated Vibrator"), 1);
});

for (const [what, content] of [["cut off", "{\"server\": {\"po"], ["not even text", "\u0000\u0001\ufffd"], ["a list", "[1, 2]"], ["empty", ""]]) {
  scenario(`settings that are ${what} are kept under another name, and thrumd runs on with defaults`, async (stage) => {
    const folder = stage.folder();
    writeFileSync(join(folder, "settings.json"), content);
    const server = await stage.startServer([...simulated, "--simulate", "vibrator", "--config-dir", folder]);
    await server.logged(/settings\.json.*it was kept as .*settings\.json\.bad-.* and defaults are used/);
    assert.equal(await indexOf(stage, "Simulated Vibrator"), 0);
    await server.end();
    const names = readdirSync(folder).sort();
    assert.equal(names.length, 2, names.join(", "));
    assert.equal(names[0], "settings.json");
    assert.match(names[1], /^settings\.json\.bad-/);
    assert.equal(readFileSync(join(folder, names[1]), "utf8"), content);
    assert.equal(JSON.parse(readFileSync(join(folder, "settings.json"), "utf8")).devices.length, 1);
  });
}

scenario("a setting that does not fit is named in the log, and its default is used", async (stage) => {
  const folder = stage.folder();
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ server: { port: "many", name: "Attic" } }));
  const server = await stage.startServer([...simulated, "--config-dir", folder]);
  await server.logged(/settings\.json: \$\.server\.port.*0 to 65535/);
  const client = stage.client(await Spec4Client.connect(server.url, "Reader"));
  assert.equal(client.serverName, "Attic");
});

scenario("what the command line says goes before the settings, and is not saved to them", async (stage) => {
  const folder = stage.folder();
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ server: { name: "Attic", maxPingTimeMs: 60000 } }));
  const args = [...simulated, "--simulate", "vibrator", "--config-dir", folder];
  const server = await stage.startServer([...args, "--name", "Cellar"]);
  const client = await RawClient.open(server.url);
  const { ServerInfo } = await client.ask({ RequestServerInfo: { Id: 1, ClientName: "Reader", ProtocolVersionMajor: 4, ProtocolVersionMinor: 0 } });
  assert.equal(ServerInfo.ServerName, "Cellar");
  assert.equal(ServerInfo.MaxPingTime, 60000);
  await client.close();
  await server.logged(/Simulated Vibrator connected/);
  await server.end();
  assert.equal(JSON.parse(readFileSync(join(folder, "settings.json"), "utf8")).server.name, "Attic");
});

scenario("a folder that cannot be written is told, and thrumd runs on", async (stage) => {
  const file = join(stage.folder(), "file");
  writeFileSync(file, "in the way");
  const server = await stage.startServer([...simulated, "--simulate", "vibrator", "--config-dir", join(file, "below")]);
  assert.equal(await indexOf(stage, "Simulated Vibrator"), 0);
  await server.logged(/saving the settings.*the folder cannot be made; check its rights/);
});
