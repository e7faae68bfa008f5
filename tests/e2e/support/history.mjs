// SPDX-License-Identifier: BSD-3-Clause

/** How long anything may take before a test calls it lost; generous, for a busy machine and sanitized programs. */
export const patience = 20000;

/** What happened so far, in order, and a way to wait for what has yet to happen. */
export class History {
  items = [];
  #name;
  #waiting = new Set();
  #followers = [];
  #end;

  constructor(name) {
    this.#name = name;
  }

  get length() {
    return this.items.length;
  }

  push(item) {
    this.items.push(item);
    this.#followers.forEach((follower) => follower(item));
    for (const waiter of [...this.#waiting]) {
      if (waiter.matches(item))
        waiter.settle(() => waiter.resolve(item));
    }
  }

  /** Calls `follower` with every item, those that are there already first. */
  follow(follower) {
    this.items.forEach(follower);
    this.#followers.push(follower);
  }

  /** Nothing more will come; whoever waits is told why. */
  close(why) {
    this.#end ??= why;
    for (const waiter of [...this.#waiting])
      waiter.settle(() => waiter.reject(this.#lost(waiter.what, why)));
  }

  /** The first item from position `from` on that matches, now or when it comes. */
  find(matches, what, { from = 0, within = patience } = {}) {
    const found = this.items.slice(from).find(matches);
    if (found !== undefined)
      return Promise.resolve(found);
    if (this.#end !== undefined)
      return Promise.reject(this.#lost(what, this.#end));
    return new Promise((resolve, reject) => {
      const waiter = { matches, what, resolve, reject };
      const timer = setTimeout(
        () => waiter.settle(() => reject(this.#lost(what, `it did not come within ${within} ms`))), within);
      waiter.settle = (answer) => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
        answer();
      };
      this.#waiting.add(waiter);
    });
  }

  #lost(what, why) {
    const latest = this.items.slice(-12).map((item) => `\n    ${typeof item === "string" ? item : JSON.stringify(item)}`);
    return new Error(`${this.#name}: waited for ${what}, but ${why}. The latest of ${this.length}:${latest.join("")}`);
  }
}

/** The outcome of `promise`, or a failure that says what was waited for. */
export async function within(promise, what, limit = patience) {
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${limit} ms for ${what}`)), limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
