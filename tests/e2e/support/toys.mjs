// SPDX-License-Identifier: BSD-3-Clause
// Toys for the stand-in radio, and what they are told in their own language.
import { hexOf } from "./radio.mjs";

/** One motor with 21 levels, a battery, a text language; it says its type letter when asked. */
export function hush(address, { battery = 77, writeDelay = 0, write = "ok", ...rest } = {}) {
  return {
    address,
    name: "LVS-Z001",
    gatt: [{
      service: "6e400001-b5a3-f393-e0a9-e50e24dcca9e",
      characteristics: {
        tx: "6e400002-b5a3-f393-e0a9-e50e24dcca9e",
        rx: "6e400003-b5a3-f393-e0a9-e50e24dcca9e",
      },
    }],
    characteristics: {
      tx: {
        write,
        writeDelay,
        answers: [
          { on: hexOf("DeviceType;"), notify: "rx", value: hexOf("Z:11:0082059AD3BD;") },
          { on: hexOf("Battery;"), notify: "rx", value: hexOf(`${battery};`) },
        ],
      },
    },
    ...rest,
  };
}
hush.model = "Lovense Hush";
hush.vibrate = (level) => hexOf(`Vibrate:${level};`);
hush.isMotorWrite = (hex) => hex.startsWith(hexOf("Vibrate:"));
hush.batteryQuestion = hexOf("Battery;");

/** Two motors with 128 levels each and a packet of its own for each; nothing but a brand file describes it. */
export function vivi(address, rest = {}) {
  return {
    address,
    name: "Massage Demo",
    gatt: [{ service: "ff00", characteristics: { tx: "ff01" } }],
    ...rest,
  };
}
vivi.model = "Aneros Vivi";
vivi.vibrate = (motor, level) => `f${motor + 1}${level.toString(16).padStart(2, "0")}`;
vivi.isWriteOf = (motor) => (hex) => hex.startsWith(`f${motor + 1}`);
