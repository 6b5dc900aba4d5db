import { assert, assertEquals } from "@std/assert/mod.js";
import type { ChatState, Ladder, Line } from "../../component/chat/state.ts";
import { press, type Show } from "./support/puppet.ts";
import { showTalk, stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

type Talk = Extract<ChatState, { kind: "talk" }>;

function talkOf(name: string, change: Partial<Talk> = {}): Talk {
  const state = stateOf(name);
  if (state.kind !== "talk") throw new Error(`Cannot talk: "${name}" is "${state.kind}"`);
  return { ...state, ...change };
}

/** A talk whose tools are loaded. */
async function showTools(name = "talk-text"): Promise<Show> {
  const show = await showTalk(name);
  await until("the tools", () => show.root.querySelector("[part=tools]") !== null);
  return show;
}

async function pressButton(show: Show, label: string, within = ""): Promise<void> {
  const all = [...show.root.querySelectorAll<HTMLButtonElement>(`${within} button`)];
  const name = (one: HTMLButtonElement) => one.ariaLabel ?? one.textContent?.trim() ?? "";
  const button = all.find((one) => name(one) === label);
  if (button === undefined) throw new Error(`No button "${label}" in: ${all.map(name).join("; ")}`);
  button.click();
  await show.element.updateComplete;
}

async function withLadder(ladder: Ladder, name = "talk-text"): Promise<Show> {
  const show = await showTools(name);
  await show.show(talkOf(name, { ladder }));
  return show;
}

describe("the tools of a talk", () => {
  it("ask for a step by a button, and only for those above", async () => {
    using text = await showTools();
    await pressButton(text, "Ask to go on by voice");
    await pressButton(text, "Ask to go on with video");
    assertEquals(text.puppet.asked.slice(-2), ["climb voice", "climb video"]);
    using voice = await showTools("talk-voice");
    assertEquals(voice.root.querySelectorAll("[part=ask-video]").length, 1);
    assertEquals(voice.root.querySelectorAll("[part=ask-voice]").length, 0);
  });

  it("ask for nothing that the site does not offer", async () => {
    using show = await showTools();
    const site = {
      modes: ["text", "voice"],
      reveal: "instant",
      privacy: "all",
      widening: [],
      rules: null,
    } as const;
    await show.show(talkOf("talk-text"), { site });
    assertEquals(show.root.querySelectorAll("[part=ask-video]").length, 0);
    assertEquals(show.root.querySelectorAll("[part=ask-voice]").length, 1);
  });

  it("offer to be seen over a picture that is veiled, and say what became of it", async () => {
    using show = await showTools("talk-veiled");
    await show.show(talkOf("talk-veiled"), { remoteStream: new MediaStream() });
    const filter = () => {
      const video = show.root.querySelector("video.remote");
      return video === null ? "no picture" : getComputedStyle(video).filter;
    };
    assert(filter().startsWith("blur("), filter());
    await pressButton(show, "Ask to see each other", "[part=veil]");
    assertEquals(show.puppet.asked.at(-1), "climb reveal");
    await show.show(
      talkOf("talk-veiled", { ladder: { kind: "asked", step: "reveal", until: 30_000 } }),
    );
    assertEquals(show.root.querySelector("[part=ladder]"), null);
    await pressButton(show, "Never mind", "[part=veil]");
    await show.show(talkOf("talk-reveal"));
    const spoken = [...show.root.querySelectorAll("[role=status]")].map((it) => it.textContent);
    assert(spoken.some((text) => text?.includes("They'd like you to see each other.")));
    await pressButton(show, "Not now", "[part=veil]");
    await pressButton(show, "Yes", "[part=veil]");
    assertEquals(show.puppet.asked.slice(-3), ["decline step", "decline step", "climb reveal"]);
    await show.show(talkOf("talk-video"));
    assertEquals(show.root.querySelector("[part=veil]"), null);
    // What it was blurred by goes in a short motion, which stands still in a page out of sight.
    assertEquals(show.root.querySelector("[data-veiled]"), null);
  });

  it("offer no window of its own for a picture that is veiled", async () => {
    using show = await showTools("talk-veiled");
    await pressButton(show, "Sound, saving, keys");
    const panel = show.root.querySelector("[part=tools-panel]");
    assertEquals(panel?.textContent?.includes("In a small window"), false);
  });

  it("put a question with a yes and a no of the same kind, and say it to a screen reader", async () => {
    using show = await withLadder({ kind: "offered", step: "voice" });
    const spoken = [...show.root.querySelectorAll("[role=status]")].map((it) => it.textContent);
    assert(spoken.some((text) => text?.includes("They'd like to go on by voice.")), String(spoken));
    await pressButton(show, "Not now", "[part=ladder]");
    await pressButton(show, "Yes", "[part=ladder]");
    assertEquals(show.puppet.asked.slice(-2), ["decline step", "climb voice"]);
  });

  it("let what was asked be taken back, and say why a device keeps one from it", async () => {
    using show = await withLadder({ kind: "asked", step: "video", until: 0 });
    await pressButton(show, "Never mind", "[part=ladder]");
    await show.show(talkOf("talk-text", {
      ladder: { kind: "refused", step: "video", cause: "denied" },
    }));
    const { textContent } = show.find("[part=ladder]", HTMLElement);
    assert(textContent?.includes("Your camera stays off."), String(textContent));
    await pressButton(show, "All right", "[part=ladder]");
    assertEquals(show.puppet.asked.slice(-2), ["decline step", "decline step"]);
  });

  it("offer a question for an empty talk, which goes into the field and not out", async () => {
    using show = await showTools("talk-text-new");
    const idea = () => show.find("[part=ideas] .button", HTMLButtonElement);
    const first = idea().textContent ?? "";
    await pressButton(show, "Another question", "[part=ideas]");
    const second = idea().textContent ?? "";
    assert(first !== second && second !== "", `${first} ${second}`);
    idea().click();
    await show.element.updateComplete;
    const field = show.find("textarea", HTMLTextAreaElement);
    await until("the focus", () => show.root.activeElement === field);
    assertEquals(field.value, second.trim());
    assertEquals(show.puppet.asked.filter((asked) => asked.startsWith("send")), []);
    assertEquals(show.root.querySelector("[part=ideas]"), null);
  });

  it("open a panel by button and by key, which Escape closes, with the focus where it was", async () => {
    using show = await showTools("talk-voice");
    const button = show.find("[part=tools]", HTMLButtonElement);
    button.focus();
    press(button, "?");
    await until("the focus", () => show.root.activeElement?.closest("[part=tools-panel]") != null);
    assertEquals(button.getAttribute("aria-expanded"), "true");
    press(show.find("[part=tools-panel] h2", HTMLElement), "Escape");
    await until("the focus", () => show.root.activeElement === button);
    assertEquals(show.root.querySelector("[part=tools-panel]"), null);
  });

  it("take keys for the devices, but not while somebody writes or with another key held", async () => {
    using show = await showTools("talk-video");
    const button = show.find("[part=tools]", HTMLButtonElement);
    press(show.find("textarea", HTMLTextAreaElement), "m");
    press(button, "m", { ctrlKey: true });
    const before = show.puppet.asked.filter((asked) => asked.startsWith("microphone"));
    assertEquals(before, []);
    press(button, "m");
    press(button, "v");
    press(button, "t");
    await until("the focus", () => show.root.activeElement instanceof HTMLTextAreaElement);
    const devices = show.puppet.asked.filter((asked) => /^(microphone|camera)/.test(asked));
    assertEquals(devices.map((asked) => asked.split(" ")[0]), ["microphone", "camera"]);
  });

  it("turn the other's sound down, also that of a picture which comes later", async () => {
    using show = await showTools("talk-voice");
    const remote = new MediaStream();
    await show.show(talkOf("talk-voice"), { remoteStream: remote });
    await pressButton(show, "Sound, saving, keys");
    const slider = show.find("[part=tools-panel] input[type=range]", HTMLInputElement);
    slider.value = "0.25";
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    assertEquals(show.find("audio.remote", HTMLAudioElement).volume, 0.25);
    await show.show(talkOf("talk-video"), { remoteStream: remote });
    assertEquals(show.find("video.remote", HTMLVideoElement).volume, 0.25);
  });

  it("tell how long two have heard each other, to the second", async () => {
    using show = await showTools("talk-voice");
    const told = async (forS: number, change: Partial<Talk> = {}) => {
      const since = show.clock.now() - forS * 1_000;
      await show.show(talkOf("talk-voice", { since, ...change }));
      return show.root.querySelector("[part=timer]")?.textContent?.trim();
    };
    assertEquals(await told(3_725), "1:02:05");
    assertEquals(await told(5, { call: { kind: "reconnecting" } }), undefined);
    assertEquals(await told(65), "1:05");
    await show.clock.advance(1_000);
    await until(
      "a second more",
      () => show.root.querySelector("[part=timer]")?.textContent?.trim() === "1:06",
    );
  });

  it("tell it in the digits of the language", async () => {
    using show = await showTalk("talk-voice", (element) => element.language = "ar-EG");
    await show.show(talkOf("talk-voice", { since: show.clock.now() - 65_000 }));
    const told = () => show.root.querySelector("[part=timer]")?.textContent?.trim();
    await until("Arabic digits", () => told() === "١:٠٥");
  });

  it("go down to less without a question", async () => {
    using show = await showTools("talk-video");
    await pressButton(show, "Sound, saving, keys");
    await pressButton(show, "Go on without pictures", "[part=tools-panel]");
    assertEquals(show.puppet.asked.at(-1), "climb voice");
    assertEquals(show.root.querySelector("[part=tools-panel]"), null);
  });

  it("save a talk as a text of this device, during it and after it", async () => {
    using show = await showTools();
    const files: { readonly name: string; readonly blob: Promise<string> }[] = [];
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    const blobs = new Map<string, Blob>();
    URL.createObjectURL = (blob) => {
      const url = createObjectURL.call(URL, blob);
      if (blob instanceof Blob) blobs.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function () {
      const blob = blobs.get(this.href)?.text() ?? Promise.resolve("");
      files.push({ name: this.download, blob });
    };
    try {
      await pressButton(show, "Sound, saving, keys");
      await pressButton(show, "Save this talk", "[part=tools-panel]");
      await show.show(stateOf("ended-text"));
      await pressButton(show, "Save this talk", "[part=ended]");
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
    const texts = await Promise.all(files.map(({ blob }) => blob));
    assertEquals(files.length, 2);
    assert(files.every(({ name }) => /^talk-\d{4}-\d\d-\d\d\.txt$/.test(name)));
    assert(texts[0]?.includes("Stranger: Hi there. Chess and tea"), texts[0]);
    assert(texts[0]?.includes("You: Hello! Which comes first?"), texts[0]);
  });
});

describe("what came while the page was out of sight", () => {
  const line: Line = { id: "new", from: "partner", text: "still there?", at: 1, delivery: "sent" };

  function hide(isHidden: boolean): void {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }

  it("is marked, and the title tells of it until it is seen", async () => {
    using show = await showTalk();
    const state = talkOf("talk-text");
    try {
      // The browser may draw this page behind another one.
      hide(false);
      const own = document.title;
      hide(true);
      const lines = [...state.lines, line, { ...line, id: "newer" }];
      await show.show({ ...state, lines });
      for (const each of lines.slice(-2)) {
        show.puppet.tell("message", { line: each, match: state.match });
      }
      assert(document.title.startsWith("2 new messages"), document.title);
      await show.element.updateComplete;
      hide(false);
      await show.element.updateComplete;
      assertEquals(document.title, own);
      const marks = [...show.root.querySelectorAll(".unread")];
      assertEquals(marks.map((mark) => mark.nextElementSibling?.textContent?.includes(line.text)), [
        true,
      ]);
      show.puppet.tell("message", { line: { ...line, from: "self" }, match: state.match });
      show.element.requestUpdate();
      await show.element.updateComplete;
      assertEquals(show.root.querySelectorAll(".unread").length, 0);
    } finally {
      Reflect.deleteProperty(document, "hidden");
    }
  });

  it("is heard as two notes each, unless the sound is off", async () => {
    using show = await showTools();
    const { start } = OscillatorNode.prototype;
    let notes = 0;
    OscillatorNode.prototype.start = function (when) {
      notes += 1;
      start.call(this, when);
    };
    const { match } = talkOf("talk-text");
    try {
      hide(true);
      show.puppet.tell("message", { line, match });
      await until("two notes", () => notes === 2);
      await pressButton(show, "Sound, saving, keys");
      const sound = show.find("[part=tools-panel] input[type=checkbox]", HTMLInputElement);
      sound.click();
      show.puppet.tell("message", { line: { ...line, id: "newer" }, match });
      sound.click();
      show.puppet.tell("message", { line: { ...line, id: "newest" }, match });
      await until("two more", () => notes >= 4);
      assertEquals(notes, 4);
    } finally {
      OscillatorNode.prototype.start = start;
      Reflect.deleteProperty(document, "hidden");
    }
  });
});
