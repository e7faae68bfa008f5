// SPDX-License-Identifier: BSD-3-Clause
// A web page in a real browser as client, with the web build of the published library.
import assert from "node:assert/strict";
import { Page, startChromium } from "./support/browser.mjs";
import { scenario } from "./support/stage.mjs";
import { hush } from "./support/toys.mjs";

const address = "C0:FF:EE:00:00:01";

scenario("a page in Chromium finds a toy, moves it and stops it, and its zero comes when the browser is killed", async (stage) => {
  await stage.startWithToys([hush(address, { battery: 41 })]);
  const page = stage.client(await Page.serve());
  const chromium = startChromium(stage, page.url(stage.server.url));
  await page.step("connected");
  await stage.server.logged(/Web page at .* connected, spec version 4/);
  page.goOn();
  assert.equal(await page.step("found"), hush.model);
  page.goOn();
  await page.step("vibrating");
  await stage.radio.write(address, hush.vibrate(10));
  page.goOn();
  assert.equal(await page.step("battery"), 41);
  const beforeStop = stage.radio.events.length;
  page.goOn();
  await page.step("stopped");
  await stage.radio.write(address, hush.vibrate(0), { from: beforeStop });
  page.goOn();
  await page.step("vibrating again");
  await stage.radio.write(address, hush.vibrate(20));
  const beforeKill = stage.radio.events.length;
  chromium.kill("SIGKILL");
  await chromium.end();
  await stage.radio.write(address, hush.vibrate(0), { from: beforeKill });
});
