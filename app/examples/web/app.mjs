// SPDX-License-Identifier: BSD-3-Clause
// A whole client in one page: connects, scans, and gives each output of each device a slider.
// It needs the web build of the npm package "buttplug" (version 5) as buttplug.mjs beside it.
import {
  ButtplugBrowserWebsocketClientConnector, ButtplugClient, DeviceOutputCommand, InputCommandType, InputType, OutputType,
} from "./buttplug.mjs";

const $ = (id) => document.getElementById(id);
const client = new ButtplugClient("Web example");
/** How long a timed move takes, in milliseconds. */
const moveTime = 500;

function say(text) {
  $("state").textContent = text;
}

function refresh() {
  $("connect").textContent = client.connected ? "Disconnect" : "Connect";
  $("scan").disabled = $("stopAll").disabled = !client.connected;
}

/** Runs a step and tells the person what went wrong, if it did. */
async function attempt(step) {
  try {
    await step();
  } catch (error) {
    say(`That did not work: ${error.message ?? error}`);
  }
  refresh();
}

/** Sends the newest value only: while one is under way, others replace each other. */
function newestOnly(send) {
  let waiting;
  let busy = false;
  return async (value) => {
    waiting = value;
    if (busy)
      return;
    busy = true;
    while (waiting !== undefined) {
      const next = waiting;
      waiting = undefined;
      await attempt(() => send(next));
    }
    busy = false;
  };
}

function outputRow(feature, output) {
  const row = document.createElement("label");
  row.className = "row";
  const name = document.createElement("span");
  name.textContent = `${feature.featureDescriptor || output.type} (${output.type})`;
  const slider = document.createElement("input");
  slider.type = "range";
  [slider.min, slider.max] = output.valueRange;
  slider.value = 0;
  slider.dataset.output = output.type;
  slider.dataset.feature = feature.index;
  const shown = document.createElement("output");
  shown.textContent = "0";
  const timed = output.type === OutputType.HwPositionWithDuration;
  const send = newestOnly((value) =>
    feature.runOutput(DeviceOutputCommand.createValue(output.type, value, timed ? moveTime : undefined)));
  slider.addEventListener("input", () => {
    shown.textContent = slider.value;
    send(Number(slider.value));
  });
  row.append(name, slider, shown);
  return row;
}

function batteryRow(feature) {
  const row = document.createElement("p");
  row.className = "row";
  const button = document.createElement("button");
  button.textContent = "Read battery";
  const shown = document.createElement("output");
  shown.textContent = "unknown";
  button.addEventListener("click", () => attempt(async () => {
    const reading = await feature.runInput(InputType.Battery, InputCommandType.Read);
    shown.textContent = `${reading?.value ?? "?"} %`;
  }));
  row.append(button, shown);
  return row;
}

function showDevice(device) {
  const section = document.createElement("section");
  section.id = `device-${device.index}`;
  const title = document.createElement("h2");
  title.textContent = device.displayName ?? device.name;
  const stop = document.createElement("button");
  stop.textContent = "Stop";
  stop.className = "stop";
  stop.addEventListener("click", () => attempt(async () => {
    await device.stop();
    resetSliders(section);
  }));
  const head = document.createElement("div");
  head.className = "row";
  head.append(title, stop);
  section.append(head);
  for (const feature of device.features.values()) {
    for (const output of feature.outputs.values())
      section.append(outputRow(feature, output));
    if (feature.hasInput(InputType.Battery))
      section.append(batteryRow(feature));
  }
  $(section.id)?.remove();
  $("devices").append(section);
}

function resetSliders(root) {
  for (const slider of root.querySelectorAll("input[type=range]")) {
    slider.value = 0;
    slider.nextElementSibling.textContent = "0";
  }
}

client.on("deviceadded", showDevice);
client.on("deviceremoved", (device) => $(`device-${device.index}`)?.remove());
client.on("scanningfinished", () => say("The scan has ended."));
client.on("disconnect", () => {
  $("devices").replaceChildren();
  say("The connection has ended. Is the server still running?");
  refresh();
});

$("connectForm").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => {
    if (client.connected) {
      await client.disconnect();
      return;
    }
    await client.connect(new ButtplugBrowserWebsocketClientConnector($("address").value));
    say("Connected. Switch your device on and scan.");
  });
});
$("scan").addEventListener("click", () => attempt(async () => {
  await client.startScanning();
  say("Scanning.");
}));
$("stopAll").addEventListener("click", () => attempt(async () => {
  await client.stopAllDevices();
  resetSliders(document);
}));
refresh();
