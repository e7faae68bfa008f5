// SPDX-License-Identifier: BSD-3-Clause
// Runs in the example page and uses it as a person would: fills in, presses, moves, and reads what is shown.
const report = async (step, detail = null) => {
  await fetch("/report", { method: "POST", body: JSON.stringify({ step, detail }) });
};

/** Waits until the page shows something; asks again whenever it changes. */
const shown = (look) => new Promise((resolve) => {
  const observer = new MutationObserver(() => tell());
  const tell = () => {
    const found = look();
    if (found) {
      observer.disconnect();
      resolve(found);
    }
  };
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  tell();
});
const byId = (id) => document.getElementById(id);

const play = async () => {
  byId("address").value = new URLSearchParams(location.search).get("server");
  byId("connect").click();
  await shown(() => !byId("scan").disabled);
  await report("connected");
  byId("scan").click();
  const section = await shown(() => document.querySelector("main section"));
  await report("found", section.querySelector("h2").textContent);
  const slider = section.querySelector("input[type=range]");
  slider.value = 10;
  slider.dispatchEvent(new Event("input"));
  await report("vibrating", [slider.min, slider.max]);
  const battery = [...section.querySelectorAll("button")].find((button) => button.textContent === "Read battery");
  battery.click();
  const level = await shown(() => battery.nextElementSibling.textContent.endsWith("%") && battery.nextElementSibling.textContent);
  await report("battery", level);
  byId("stopAll").click();
  await shown(() => slider.value === "0");
  await report("stopped");
};

play().catch((error) => report("failed", String(error?.stack ?? error)));
