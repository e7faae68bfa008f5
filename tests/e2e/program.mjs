// SPDX-License-Identifier: BSD-3-Clause
// thrumd as a process: what it prints, how it ends, where it listens.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { Spec4Client } from "./support/clients.mjs";
import { RawClient } from "./support/rawclient.mjs";
import { Server } from "./support/server.mjs";
import { scenario } from "./support/stage.mjs";

const simulated = ["--backend", "simulated"];

/** Listens on a free port of `host`; undefined when this computer has no such address. */
async function occupy(host) {
  const server = createServer();
  const error = await new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(0, host, () => resolve());
  });
  if (error && error.code !== "EADDRNOTAVAIL" && error.code !== "EAFNOSUPPORT")
    throw error;
  return error ? undefined : { port: server.address().port, close: () => new Promise((resolve) => server.close(resolve)) };
}

scenario("it prints exactly one line when it is ready, and listens where that line says", async (stage) => {
  const server = await stage.startServer(simulated);
  assert.equal(server.url, `ws://127.0.0.1:${server.port}`);
  assert.ok(server.port > 0);
  const client = stage.client(await RawClient.introduced(server.url, "Reader"));
  assert.deepEqual(await client.ask({ Ping: { Id: 2 } }), { Ok: { Id: 2 } });
  assert.deepEqual(server.child.out.items, [`Listening on ${server.url}`]);
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  scenario(`it ends with 0 on ${signal}, also while a client is connected and devices are there`, async (stage) => {
    const server = await stage.startServer([...simulated, "--simulate", "vibrator:3"]);
    const client = await RawClient.introduced(server.url, "Guest");
    await server.end(signal);
    assert.equal((await client.closed).code, 1001);
  });
}

scenario("a second signal while it ends changes nothing", async (stage) => {
  const server = await stage.startServer([...simulated, "--simulate", "vibrator"]);
  server.child.kill("SIGTERM");
  server.child.kill("SIGINT");
  await server.end("SIGTERM");
});

scenario("--version prints the version and nothing else", async (stage) => {
  const { child } = new Server(stage, ["--version"]);
  assert.deepEqual(await child.end(), { code: 0, signal: null });
  assert.equal(child.out.items.length, 1);
  assert.match(child.out.items[0], /^Thrum \d+\.\d+\.\d+$/);
  assert.deepEqual(child.err.items, []);
});

scenario("--help names every option", async (stage) => {
  const { child } = new Server(stage, ["--help"]);
  assert.deepEqual(await child.end(), { code: 0, signal: null });
  const help = child.out.items.join("\n");
  for (const option of ["--port", "--listen", "--name", "--config-dir", "--backend", "--simulate", "--max-ping-time", "--log-level", "--version"])
    assert.ok(help.includes(option), `${option} in: ${help}`);
});

scenario("a port in use gives one sentence that says what to do, and the exit code 2", async (stage) => {
  const taken = stage.client(await occupy("127.0.0.1"));
  const { child } = new Server(stage, [...simulated, "--config-dir", stage.folder(), "--port", String(taken.port)]);
  assert.deepEqual(await child.end(), { code: 2, signal: null });
  assert.deepEqual(child.out.items, []);
  assert.deepEqual(child.err.items,
    [`thrumd: port ${taken.port} on 127.0.0.1 is in use by another program; end that program or choose another port`]);
});

scenario("a port in use is told also when devices are there already", async (stage) => {
  const taken = stage.client(await occupy("127.0.0.1"));
  const args = [...simulated, "--simulate", "vibrator:5", "--config-dir", stage.folder(), "--port", String(taken.port)];
  const { child } = new Server(stage, args);
  assert.deepEqual(await child.end(), { code: 2, signal: null });
  assert.equal(child.err.items.filter((line) => line.startsWith("thrumd: ")).length, 1);
});

scenario("it listens on ::1 alone when told so, or says that this computer has no such address", async (stage) => {
  const ipv6 = await occupy("::1");
  await ipv6?.close();
  if (!ipv6) {
    const { child } = new Server(stage, [...simulated, "--config-dir", stage.folder(), "--port", "0", "--listen", "::1"]);
    assert.deepEqual(await child.end(), { code: 2, signal: null });
    assert.deepEqual(child.err.items, ["thrumd: this computer has no address ::1; choose another one to listen on"]);
    return;
  }
  const server = await stage.startServer([...simulated, "--listen", "::1"]);
  assert.equal(server.url, `ws://[::1]:${server.port}`);
  stage.client(await RawClient.introduced(server.url, "Over IPv6"));
  await assert.rejects(RawClient.open(`ws://127.0.0.1:${server.port}`), /ECONNREFUSED/);
});

scenario("it says an address that clients can use when it listens on all", async (stage) => {
  const server = await stage.startServer([...simulated, "--listen", "0.0.0.0"]);
  assert.equal(server.url, `ws://127.0.0.1:${server.port}`);
  stage.client(await RawClient.introduced(server.url, "Neighbour"));
});

scenario("apps see the name that it was given", async (stage) => {
  const server = await stage.startServer([...simulated, "--name", "Küche 2"]);
  const client = stage.client(await Spec4Client.connect(server.url, "Curious"));
  assert.equal(client.serverName, "Küche 2");
});

scenario("the devices of --simulate are there for a client, each kind as often as asked", async (stage) => {
  const kinds = ["vibrator", "dual-vibrator:2", "rotator", "oscillator", "stroker", "sensor"];
  const server = await stage.startServer([...simulated, ...kinds.flatMap((kind) => ["--simulate", kind])]);
  const client = stage.client(await Spec4Client.connect(server.url, "Counter"));
  await client.startScanning();
  const names = ["Simulated Vibrator", "Simulated Dual Vibrator", "Simulated Rotator", "Simulated Oscillator", "Simulated Stroker", "Simulated Sensor"];
  await Promise.all(names.map((name) => client.device(name)));
  await client.events.find(() => client.deviceNames().length === 7, "seven devices");
  assert.deepEqual(client.deviceNames().sort(), [...names, "Simulated Dual Vibrator"].sort());
});

scenario("--log-level says what is logged", async (stage) => {
  const quiet = await stage.startServer([...simulated, "--simulate", "vibrator", "--log-level", "error"]);
  const guest = await Spec4Client.connect(quiet.url, "Guest");
  await guest.startScanning();
  await guest.device("Simulated Vibrator");
  await guest.close();
  await quiet.end();
  assert.deepEqual(quiet.child.err.items, []);
  const chatty = await stage.startServer([...simulated, "--simulate", "vibrator", "--log-level", "info"]);
  await chatty.logged(/thrum\.manager: Simulated Vibrator connected, index 0/);
});

scenario("a name that an app gives itself cannot forge a line of the log", async (stage) => {
  const server = await stage.startServer(simulated);
  stage.client(await RawClient.introduced(server.url, "Nice\n00:00:00.000 thrum.engine: forged\u001b[31m\u0000"));
  await server.logged(/thrum\.session: Nice\\n00:00:00\.000 thrum\.engine: forged\\u001b\[31m\\u0000 at 127\.0\.0\.1:\d+ connected/);
});
