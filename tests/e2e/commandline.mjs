// SPDX-License-Identifier: BSD-3-Clause
// Whatever is wrong with an option, thrumd says in one line which one and what is allowed, and ends with 2.
import assert from "node:assert/strict";
import { Server } from "./support/server.mjs";
import { scenario } from "./support/stage.mjs";

const options = ["--port", "--listen", "--name", "--config-dir", "--backend", "--simulate", "--max-ping-time", "--log-level", "--version"];
const archetypes = ["vibrator", "dual-vibrator", "rotator", "oscillator", "stroker", "sensor"];

const wrong = [
  { args: ["--prot", "1"], says: ["prot", ...options] },
  { args: ["--port=1", "-x"], says: ["x", ...options] },
  { args: ["--port"], says: ["--port", ...options] },
  { args: ["12345"], says: ["\"12345\"", "--help"] },
  { args: ["--version=2"], says: ["version", ...options] },
  { args: ["--port", "65536"], says: ["--port", "\"65536\"", "0 to 65535"] },
  { args: ["--port", "-1"], says: ["--port", "\"-1\"", "0 to 65535"] },
  { args: ["--port", "http"], says: ["--port", "\"http\"", "0 to 65535"] },
  { args: ["--port", ""], says: ["--port", "\"\"", "0 to 65535"] },
  { args: ["--listen", "localhost"], says: ["--listen", "\"localhost\"", "127.0.0.1", "::1"] },
  { args: ["--listen", "127.0.0.1", "--listen", "1.2.3.4.5"], says: ["--listen", "\"1.2.3.4.5\"", "127.0.0.1"] },
  { args: ["--backend", "usb"], says: ["--backend", "\"usb\"", "bluetooth", "simulated"] },
  { args: ["--simulate", "rocket"], says: ["--simulate", "\"rocket\"", ...archetypes] },
  { args: ["--simulate", "vibrator:0"], says: ["--simulate", "\"vibrator:0\"", "1 to 100"] },
  { args: ["--simulate", "vibrator:101"], says: ["--simulate", "\"vibrator:101\"", "1 to 100"] },
  { args: ["--simulate", "vibrator:two"], says: ["--simulate", "\"vibrator:two\"", "1 to 100"] },
  { args: ["--simulate", "vibrator:1:2"], says: ["--simulate", "\"vibrator:1:2\"", "1 to 100"] },
  { args: ["--max-ping-time", "soon"], says: ["--max-ping-time", "\"soon\"", "milliseconds", "0 for off"] },
  { args: ["--max-ping-time", "4294967296"], says: ["--max-ping-time", "\"4294967296\"", "milliseconds"] },
  { args: ["--log-level", "loud"], says: ["--log-level", "\"loud\"", "debug", "info", "warning", "error"] },
  { args: ["--config-dir", ""], says: ["--config-dir", "\"\"", "folder"] },
];

for (const { args, says } of wrong) {
  scenario(`thrumd ${args.map((arg) => arg || '""').join(" ")}`, async (stage) => {
    const { child } = new Server(stage, args);
    assert.deepEqual(await child.end(), { code: 2, signal: null });
    assert.deepEqual(child.out.items, []);
    assert.equal(child.err.items.length, 1, `one line, not ${child.err.items.join("\n")}`);
    const [line] = child.err.items;
    assert.ok(line.startsWith("thrumd: "), line);
    for (const word of says)
      assert.ok(line.includes(word), `"${word}" in: ${line}`);
  });
}
