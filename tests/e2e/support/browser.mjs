// SPDX-License-Identifier: BSD-3-Clause
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { Child } from "./child.mjs";
import { chromiumProgram } from "./environment.mjs";
import { History } from "./history.mjs";

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
const library = { "/buttplug.mjs": ["../node_modules/buttplug/dist/web/buttplug.mjs", "text/javascript"] };
/** A page that tells its own story. */
export const ownPage = { "/": ["page.html", "text/html"], ...library };
/** The example for people, and beside it what presses its buttons. */
export const examplePage = {
  "/": ["../../../app/examples/web/index.html", "text/html", '<script type="module" src="presser.mjs"></script>'],
  "/app.mjs": ["../../../app/examples/web/app.mjs", "text/javascript"],
  "/presser.mjs": ["presser.mjs", "text/javascript"],
  ...library,
};

async function bodyOf(request) {
  let body = "";
  for await (const chunk of request)
    body += chunk;
  return body;
}

/** A page of our own on localhost; `reports` are the steps that it says it has done. */
export class Page {
  reports = new History("page");
  #server;
  #files;
  /** Answers to reports; the page waits for them. */
  #open = [];

  /** `files`: path -> [file, type, and what to add to its end]. */
  static async serve(files = ownPage) {
    const self = new Page();
    self.#files = files;
    self.#server = createServer((request, response) => self.#answer(request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    }));
    await new Promise((resolve) => self.#server.listen(0, "127.0.0.1", resolve));
    return self;
  }

  url(server) {
    return `http://localhost:${this.#server.address().port}/?server=${encodeURIComponent(server)}`;
  }

  async #answer(request, response) {
    const path = new URL(request.url, "http://localhost").pathname;
    if (request.method === "POST" && path === "/report") {
      const report = JSON.parse(await bodyOf(request));
      this.#open.push(response);
      this.reports.push(report);
      if (report.step === "failed")
        this.reports.close(`the page failed: ${report.detail}`);
    } else if (this.#files[path]) {
      const [file, type, addition = ""] = this.#files[path];
      response.writeHead(200, { "Content-Type": type }).end(`${await readFile(new URL(file, import.meta.url), "utf8")}${addition}`);
    } else {
      response.writeHead(404).end();
    }
  }

  /** Waits for a step; the page stays at it until goOn(). */
  async step(name) {
    const report = await this.reports.find((one) => one.step === name, `the page to say "${name}"`, { within: 40000 });
    return report.detail;
  }

  goOn() {
    this.#open.splice(0).forEach((response) => response.writeHead(204).end());
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A browser without a window that shows `url`. */
export function startChromium(stage, url) {
  const args = [...flags, `--user-data-dir=${stage.folder()}`, url];
  return stage.adopt(new Child("chromium", chromiumProgram(), args, { group: true }));
}
