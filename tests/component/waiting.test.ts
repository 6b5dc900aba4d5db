import { assert, assertEquals } from "@std/assert/mod.js";
import type { Near } from "../../server/protocol.ts";
import type { ChatState } from "../../component/chat/state.ts";
import { drawn, putOnShow, type Show } from "./support/puppet.ts";
import { until } from "./support/until.ts";

const NEAR: Near = { interest: 0, language: "few", anyone: 40 };
const NOBODY: Near = { interest: 0, language: 0, anyone: 0 };

function waiting(show: Show, facts: Partial<ChatState & { kind: "waiting" }> = {}): ChatState {
  const now = show.clock.now();
  return {
    kind: "waiting",
    wish: { mode: "text", interests: ["tea"], languages: ["en"], strictLanguages: false },
    since: now,
    step: 1,
    widensAt: now + 5_000,
    online: true,
    ...facts,
  };
}

function wordsOf({ root }: Show): string {
  return root.querySelector("[part=waiting]")?.textContent?.replaceAll(/\s+/g, " ") ?? "";
}

function buttons({ root }: Show): string[] {
  return [...root.querySelectorAll("[part=waiting] button")].map((it) => it.textContent.trim());
}

function pressButton(show: Show, part: "near" | "bell"): void {
  show.find(`[part=${part}] button`, HTMLButtonElement).click();
}

/** A browser's notices, played. */
class FakeNotification {
  static permission = "default";
  static answer = "granted";
  static asked = 0;
  static shown: string[] = [];
  static isForbidden = false;

  static requestPermission(): Promise<string> {
    FakeNotification.asked++;
    FakeNotification.permission = FakeNotification.answer;
    return Promise.resolve(FakeNotification.answer);
  }

  constructor(title: string) {
    if (FakeNotification.isForbidden) throw new TypeError("Illegal constructor");
    FakeNotification.shown.push(title);
  }

  close(): void {
    FakeNotification.shown.push("closed");
  }
}

/** Replaces what the browser says of notices and of the page, until the end of the scope. */
function playBrowser(setUp: { answer?: string; isForbidden?: boolean; isMissing?: boolean } = {}) {
  const real = globalThis.Notification;
  const title = document.title;
  const { answer = "granted", isForbidden = false } = setUp;
  const notices = setUp.isMissing ? undefined : FakeNotification;
  Object.assign(FakeNotification, { permission: "default", asked: 0, shown: [] });
  Object.assign(FakeNotification, { answer, isForbidden });
  Object.defineProperty(globalThis, "Notification", { value: notices, configurable: true });
  const hide = (isHidden: boolean) => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  return {
    hide,
    [Symbol.dispose]() {
      hide(false);
      Reflect.deleteProperty(document, "hidden");
      Object.defineProperty(globalThis, "Notification", { value: real, configurable: true });
      document.title = title;
    },
  };
}

const TALK: ChatState = {
  kind: "talk",
  wish: { mode: "text", interests: [], languages: ["en"], strictLanguages: false },
  match: {
    // The one cast: a room's name comes from the server.
    room: "room-0000001" as (ChatState & { kind: "talk" })["match"]["room"],
    role: "offerer",
    polite: false,
    generation: 1,
    mode: "text",
    why: { interests: [], language: "en", step: 1, waitedMs: 0 },
  },
  since: 0,
  partner: { kind: "here" },
  call: { kind: "none" },
  lines: [],
  isPartnerTyping: false,
  online: true,
};

describe("who waits near", () => {
  it("is told in words, with a button that looks further at once", async () => {
    using show = await putOnShow();
    await show.show(waiting(show, { near: NEAR }));
    assert(wordsOf(show).includes("Someone else speaks English."), wordsOf(show));
    assertEquals(buttons(show), ["Ask them too"]);
    pressButton(show, "near");
    assertEquals(show.puppet.asked, ["widen"]);
    await show.show(waiting(show, { near: NEAR, step: 2 }));
    assert(wordsOf(show).includes("About 40 others are here."), wordsOf(show));
    await show.show(waiting(show, { near: { ...NEAR, language: 0 } }));
    assert(wordsOf(show).includes("Nobody else here speaks English."), wordsOf(show));
    assertEquals(buttons(show), ["Look further now"]);
  });

  it("is not asked for where the search cannot go further, or stands still", async () => {
    using show = await putOnShow();
    await show.show(waiting(show, { near: NEAR, step: 3, widensAt: null }));
    assertEquals(buttons(show), []);
    await show.show(waiting(show, { near: NEAR, online: false }));
    assertEquals(buttons(show), []);
  });

  it("may be unknown, and looking further is offered all the same", async () => {
    using show = await putOnShow();
    await show.show(waiting(show));
    assertEquals(buttons(show), ["Look further now"]);
  });
});

describe("somebody who waits where hardly anybody is", () => {
  it("is told so at once, and asked for permission only by the button", async () => {
    using browser = playBrowser();
    using show = await putOnShow();
    await show.show(waiting(show, { near: NOBODY }));
    assert(wordsOf(show).includes("It's quiet right now."), wordsOf(show));
    assertEquals(buttons(show), ["Look further now", "Tell me when someone is here"]);
    assertEquals(FakeNotification.asked, 0);
    pressButton(show, "bell");
    await until("the promise", () => wordsOf(show).includes("We'll tell you when"));
    assertEquals([FakeNotification.asked, buttons(show)], [1, ["Look further now"]]);
    browser.hide(true);
    await show.show(TALK);
    assertEquals(FakeNotification.shown, ["We'll tell you like this", "closed", "Someone is here"]);
    assert(document.title.startsWith("Someone is here"), document.title);
    browser.hide(false);
    assertEquals(FakeNotification.shown.at(-1), "closed");
    assert(!document.title.includes("Someone is here"), document.title);
  });

  it("is called by the title alone where notices are denied, and told that it is so", async () => {
    using browser = playBrowser({ answer: "denied" });
    using show = await putOnShow();
    await show.show(waiting(show, { near: NOBODY }));
    pressButton(show, "bell");
    await until("the words", () => wordsOf(show).includes("Your browser keeps notices off."));
    browser.hide(true);
    await show.show(TALK);
    assertEquals(FakeNotification.shown, []);
    assert(document.title.startsWith("Someone is here"), document.title);
  });

  it("is told where the browser has no notices, or lets no page make one", async () => {
    for (const setUp of [{ isMissing: true }, { isForbidden: true }]) {
      using _ = playBrowser(setUp);
      using show = await putOnShow();
      await show.show(waiting(show, { near: NOBODY }));
      if ("isForbidden" in setUp) pressButton(show, "bell");
      await until("the words", () => wordsOf(show).includes("This browser has no notices."));
    }
  });

  it("is not called while the page is seen, nor for anything but a new talk", async () => {
    using browser = playBrowser();
    // The runner's own tab may be in the background.
    browser.hide(false);
    using show = await putOnShow();
    const { title } = document;
    await show.show(waiting(show, { near: NOBODY }));
    pressButton(show, "bell");
    await until("the promise", () => wordsOf(show).includes("We'll tell you when"));
    await show.show(TALK);
    browser.hide(true);
    await show.show({ ...TALK, isPartnerTyping: true });
    assertEquals([document.title, FakeNotification.shown], [title, ["We'll tell you like this"]]);
  });

  it("leaves a title alone that the page has changed in the meantime", async () => {
    using browser = playBrowser();
    using show = await putOnShow();
    await show.show(waiting(show));
    browser.hide(true);
    await show.show(TALK);
    document.title = "News";
    browser.hide(false);
    assertEquals(document.title, "News");
  });

  it("has a title of its own again when the partner has gone, or the element has", async () => {
    using browser = playBrowser();
    const { title } = document;
    using show = await putOnShow();
    await show.show(waiting(show));
    browser.hide(true);
    await show.show(TALK);
    await show.show({ kind: "welcome" });
    assertEquals(document.title, title);
    await show.show(waiting(show));
    await show.show(TALK);
    assert(document.title !== title);
    show.element.remove();
    assertEquals(document.title, title);
  });
});

describe("a closed site", () => {
  it("says when it opens, and that it has opened", async () => {
    using show = await putOnShow();
    const opensAt = show.clock.now() + 3 * 86_400_000;
    await show.show({ kind: "trouble", wish: null, cause: "closed", retryAt: null, opensAt });
    const words = () => show.root.querySelector("[part=trouble]")?.textContent ?? "";
    assert(/It's closed right now\.\s+It opens on \w+, \w+ \d+ at \d/.test(words()), words());
    await show.clock.advance(3 * 86_400_000);
    await drawn(show.element);
    assert(words().includes("It's open again."), words());
  });
});
