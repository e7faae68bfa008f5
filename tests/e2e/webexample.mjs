// SPDX-License-Identifier: BSD-3-Clause
// The example page in app/examples/web, in a real browser, used as a person would.
import assert from "node:assert/strict";
import { Page, examplePage, startChromium } from "./support/browser.mjs";
import { scenario } from "./support/stage.mjs";
import { hush } from "./support/toys.mjs";

const address = "C0:FF:EE:00:00:01";

scenario("the example page lists a toy, moves it by its slider, reads its battery and stops it", async (stage) => {
  await stage.startWithToys([hush(address, { battery: 41 })]);
  const page = stage.client(await Page.serve(examplePage));
  startChromium(stage, page.url(stage.server.url));
  await page.step("connected");
  page.goOn();
  assert.equal(await page.step("found"), hush.model);
  page.goOn();
  assert.deepEqual(await page.step("vibrating"), ["0", "20"]);
  await stage.radio.write(address, hush.vibrate(10));
  page.goOn();
  assert.equal(await page.step("battery"), "41 %");
  const beforeStop = stage.radio.events.length;
  page.goOn();
  await page.step("stopped");
  await stage.radio.write(address, hush.vibrate(0), { from: beforeStop });
});
