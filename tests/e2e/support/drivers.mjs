// SPDX-License-Identifier: BSD-3-Clause
import { fileURLToPath } from "node:url";
import { Child } from "./child.mjs";

const program = fileURLToPath(new URL("driver.mjs", import.meta.url));

/** A client process of its own that moves motor 0 of the device named `model` without a pause; returns when it does. */
export async function startDriver(stage, spec, model) {
  const driver = stage.adopt(new Child(`driver ${spec}`, process.execPath, [program, stage.server.url, String(spec), model]));
  await driver.out.find((line) => line === "driving", "the client to move the toy");
  return driver;
}
