import { assert, assertEquals, assertInstanceOf } from "@std/assert/mod.js";
import { PICTURE_TIME } from "../../demo/cast/made_up.ts";
import { SCENES, snapshotOf } from "../../demo/cast/snapshots.ts";
import {
  RandomChatErrorEvent,
  RandomChatLeftEvent,
  RandomChatMatchedEvent,
  RandomChatMessageEvent,
  RandomChatStartEvent,
  RandomChatStateEvent,
} from "../../component/events.ts";
import { MOVE_GRACE_MS, RandomChat } from "../../component/random_chat.ts";
import { startCanvasCamera } from "./support/canvas_camera.ts";
import { drawn, type Puppet, putOnShow } from "./support/puppet.ts";
import { showTalk, stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

describe("the element", () => {
  it("is registered under its name, once", () => {
    assertEquals(customElements.get("random-chat"), RandomChat);
    assertInstanceOf(document.createElement("random-chat"), RandomChat);
  });

  it("asks the origin that its script came from, unless it is told another", () => {
    assertEquals(document.createElement("random-chat").server, location.origin);
  });

  it("hands its attributes on to the conversation", async () => {
    using show = await putOnShow((element) => {
      element.setAttribute("server", "https://chat.example");
      element.setAttribute("site", "cafe");
      element.setAttribute("privacy", "relay");
    });
    const { server, site, privacy } = show.puppet.options;
    assertEquals([server, site, privacy], ["https://chat.example", "cafe", "relay"]);
  });

  it("is as it was when an attribute is taken away, or a framework sets nothing", async () => {
    using show = await putOnShow();
    const { element } = show;
    const names = [...RandomChat.elementProperties].flatMap(([name, { attribute }]) =>
      attribute === false || typeof name !== "string" ? [] : [name]
    );
    assertEquals(names.length, 14);
    const valueOf = (name: string): unknown => Reflect.get(element, name);
    // These are the test's own.
    element.removeAttribute("languages");
    Reflect.set(element, "languages", undefined);
    await drawn(element);
    for (const name of names) {
      const before = valueOf(name);
      const given = name === "strings" ? '{"start":"Go"}' : "text";
      element.setAttribute(name, given);
      await drawn(element);
      assert(valueOf(name) !== before, name);
      element.removeAttribute(name);
      await drawn(element);
      assertEquals(valueOf(name), before, name);
      element.setAttribute(name, given);
      Reflect.set(element, name, undefined);
      await drawn(element);
      assertEquals(valueOf(name), before, name);
    }
    assert(show.find("[part=welcome]", HTMLElement).checkVisibility());
  });

  it("makes another conversation when it is set up anew before a talk", async () => {
    using show = await putOnShow();
    const [first] = show.puppets;
    show.element.site = "other";
    await drawn(show.element);
    assertEquals(first?.asked, ["dispose"]);
    assertEquals(show.puppet.options.site, "other");
  });

  it("keeps its conversation when it is set up anew in a talk", async () => {
    using show = await showTalk();
    show.element.site = "other";
    await drawn(show.element);
    assertEquals(show.puppets.length, 1);
  });

  it("gives each element of a page its own place in the tab's storage", async () => {
    using first = await putOnShow();
    using second = await putOnShow();
    using third = await putOnShow((element) => element.id = "mine");
    const keys = [first, second, third].map(({ puppet }) => puppet.options.storageKey);
    assertEquals(new Set(keys).size, 3);
    assertEquals(keys[2], "random-chat::mine");
  });

  it("goes on with what a refresh interrupted, with its wish on the start screen", async () => {
    const wish = {
      mode: "text",
      interests: ["tea"],
      languages: ["en"],
      strictLanguages: false,
    } as const;
    using show = await putOnShow(undefined, (puppet) => puppet.resumable = wish);
    assertEquals(show.puppet.asked, ["resume text"]);
    assertEquals(show.find(".box .chip bdi", HTMLElement).textContent, "tea");
  });

  it("starts by itself when it is asked to", async () => {
    using show = await putOnShow((element) => {
      element.autostart = true;
      element.mode = "voice";
    });
    assertEquals(show.puppet.asked, ["start voice"]);
  });

  it("draws light and dark as it is told, whatever the page is", async () => {
    using show = await putOnShow((element) => element.theme = "dark");
    assertEquals(getComputedStyle(show.element).colorScheme, "dark");
    show.element.theme = "light";
    await drawn(show.element);
    assertEquals(getComputedStyle(show.element).colorScheme, "light");
  });
});

describe("every state", () => {
  for (const [name, scene] of Object.entries(SCENES)) {
    it(`"${name}" is drawn with words, one main action and a name for every control`, async () => {
      using camera = startCanvasCamera();
      using show = await putOnShow((element) => element.mode = scene.mode);
      const { state, ...facts } = snapshotOf(scene, camera.stream, camera.stream);
      await show.clock.advance(PICTURE_TIME - show.clock.now());
      await show.show(state, facts);
      // What few visitors see is loaded when it is shown.
      await until("words", () => show.find(".side", HTMLElement).innerText.trim().length > 10);
      assert(show.find(".next", HTMLElement).innerText.trim().length > 2);
      for (const control of show.root.querySelectorAll("button, input, select, textarea")) {
        assert(nameOf(control) !== "", `no name: ${control.outerHTML}`);
      }
      assertEquals(show.root.querySelectorAll("[style]").length, 0);
    });
  }
});

function nameOf(control: Element): string {
  const isField = control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
  const label = isField ? control.labels?.[0]?.textContent : "";
  return (control.getAttribute("aria-label") ?? (label || control.textContent) ?? "").trim();
}

describe("what the page hears", () => {
  it("lets the page prevent a start, and says what was wished", async () => {
    using show = await putOnShow((element) => element.interests = "chess, tea");
    const heard: Event[] = [];
    document.addEventListener("random-chat-start", (event) => {
      heard.push(event);
      event.preventDefault();
    }, { once: true });
    assert(!show.element.start());
    const [event] = heard;
    assertInstanceOf(event, RandomChatStartEvent);
    assertEquals(event.wish.interests, ["chess", "tea"]);
    assertEquals(show.puppet.asked, []);
    assert(show.element.start());
    assertEquals(show.puppet.asked, ["start video chess+tea"]);
  });

  it("hears matches, messages, partings, states and problems, with their data", async () => {
    using show = await putOnShow();
    const heard: Event[] = [];
    for (const name of ["matched", "message", "left", "state", "error"]) {
      show.element.addEventListener(`random-chat-${name}`, (event) => heard.push(event));
    }
    const talk = stateOf("talk-text");
    if (talk.kind !== "talk") throw new Error("Cannot go on: the scene is no talk");
    const { match } = talk;
    const [line] = talk.lines;
    if (line === undefined) throw new Error("Cannot go on: the scene has no lines");
    show.puppet.tell("matched", { match });
    show.puppet.show(talk);
    show.puppet.tell("message", { line, match });
    show.puppet.show({ ...talk, lines: [] });
    show.puppet.tell("left", { match, reason: "next", by: "partner" });
    show.puppet.tell("problem", { cause: "offline" });
    const [matched, state, message, left, error, ...others] = heard;
    assert(matched instanceof RandomChatMatchedEvent && matched.match === match);
    assert(state instanceof RandomChatStateEvent && state.state === talk);
    assert(message instanceof RandomChatMessageEvent && message.line === line);
    assert(left instanceof RandomChatLeftEvent && left.reason === "next");
    assert(error instanceof RandomChatErrorEvent && error.cause === "offline");
    assertEquals(others, [], "a new line is no new state");
    assert(heard.every((event) => event.bubbles && event.composed && !event.cancelable));
  });
});

describe("in and out of the page", () => {
  it("keeps the talk when it is moved", async () => {
    using show = await showTalk();
    const box = document.createElement("div");
    document.body.append(box);
    box.append(show.element);
    await show.clock.advance(MOVE_GRACE_MS * 5);
    await drawn(show.element);
    assertEquals(show.puppet.asked, []);
    assertEquals(show.puppets.length, 1);
    assertEquals(show.element.state.kind, "talk");
    box.remove();
  });

  it("ends the talk within a second when it is removed", async () => {
    using show = await showTalk();
    show.element.remove();
    await show.clock.advance(1_000);
    assertEquals(show.puppet.asked, ["dispose"]);
  });

  it("opens one conversation when it is mounted, unmounted and mounted at once", async () => {
    const puppets: Puppet[] = [];
    using show = await putOnShow((element) => {
      document.body.append(element);
      element.remove();
    }, (puppet) => puppets.push(puppet));
    await show.clock.advance(1_000);
    assertEquals(puppets.length, 1);
    assertEquals(show.puppet.asked, []);
  });

  it("begins nothing while it is in no page, where nothing would end it", async () => {
    using show = await putOnShow();
    show.element.remove();
    assertEquals(show.element.start(), false);
    await show.clock.advance(MOVE_GRACE_MS);
    assertEquals(show.element.start(), false);
    assertEquals(show.puppets.flatMap(({ asked }) => asked), ["dispose"]);
    assertEquals(document.createElement("random-chat").start(), false);
  });

  it("begins anew when it comes back later", async () => {
    using show = await showTalk();
    show.element.remove();
    await show.clock.advance(1_000);
    document.body.append(show.element);
    await drawn(show.element);
    assertEquals(show.puppets.length, 2);
    assertEquals(show.element.state.kind, "welcome");
  });

  it("plays again what a move in the page has paused", async () => {
    using camera = startCanvasCamera();
    using show = await putOnShow();
    await show.show(stateOf("talk-silent"), {
      localStream: camera.stream,
      remoteStream: camera.stream,
    });
    const video = show.find(".remote", HTMLVideoElement);
    await until("the picture to play", () => !video.paused);
    document.body.prepend(show.element);
    await until("the picture to play again", () => !video.paused);
  });
});

describe("without a camera", () => {
  it("never asks for one in text mode, with the real conversation", async () => {
    let captures = 0;
    const element = document.createElement("random-chat");
    element.mode = "text";
    element.getMedia = () => {
      captures += 1;
      return Promise.reject(new DOMException("no", "NotAllowedError"));
    };
    document.body.append(element);
    await drawn(element);
    element.start();
    await until("the search to begin", () => element.state.kind !== "welcome");
    assertEquals(captures, 0);
    element.remove();
  });
});
