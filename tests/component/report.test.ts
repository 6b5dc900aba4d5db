import { assert, assertEquals } from "@std/assert/mod.js";
import type { ReportOutcome } from "../../component/chat/reports.ts";
import type { ChatState } from "../../component/chat/state.ts";
import { startCanvasCamera } from "./support/canvas_camera.ts";
import { press, type Show, type } from "./support/puppet.ts";
import { showTalk, stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

type Talk = Extract<ChatState, { kind: "talk" }>;

/** A talk in which the button is there. */
async function showButton(name = "talk-text"): Promise<Show> {
  const show = await showTalk(name);
  await until("the button", () => show.root.querySelector("[part=report]") !== null);
  return show;
}

/** The same with the sheet open, and the focus in it. */
async function showSheet(name?: string): Promise<Show> {
  const show = await showButton(name);
  show.find("[part=report]", HTMLButtonElement).click();
  await until("the focus", () => sheetOf(show)?.contains(show.root.activeElement));
  return show;
}

function sheetOf({ root }: Show): HTMLElement | null {
  return root.querySelector<HTMLElement>("[part=report-sheet]");
}

function reports({ puppet: { asked } }: Show): string[] {
  return asked.filter((it) => it.startsWith("report"));
}

/** Presses a button of the sheet by its words. */
function choose(show: Show, label: string): void {
  const all = [...sheetOf(show)?.querySelectorAll<HTMLButtonElement>("button") ?? []];
  const name = (one: HTMLButtonElement) =>
    one.ariaLabel ?? one.querySelector("span")?.textContent ?? one.textContent?.trim() ?? "";
  const button = all.find((one) => name(one).trim() === label);
  if (button === undefined) throw new Error(`No button "${label}" in: ${all.map(name).join("; ")}`);
  button.click();
}

/** What a conversation does when the talk of it is reported. */
function endOf(name: string): ChatState {
  const { wish, match, lines } = stateOf(name) as Talk;
  return { kind: "ended", wish, match, lines, reason: "left", isBlocked: true };
}

describe("a report", () => {
  it("is sent with two presses, and leads to the end of the talk and on", async () => {
    using show = await showButton();
    show.find("[part=report]", HTMLButtonElement).click();
    await until("the sheet", () => sheetOf(show));
    const words = sheetOf(show)?.textContent ?? "";
    for (const said of ["their last messages", "The talk ends.", "They aren't told."]) {
      assert(words.includes(said), words);
    }
    choose(show, "Threats");
    await show.show(endOf("talk-text"));
    await until("thanks", () => show.root.querySelector("p[part=report]"));
    assertEquals(reports(show), ["report threat"]);
    assertEquals(sheetOf(show), null);
    const spoken = [...show.root.querySelectorAll("[role=status]")].map((it) => it.textContent);
    assert(spoken.some((text) => text?.includes("Your report is sent.")), String(spoken));
    const [details] = show.puppet.reported;
    assertEquals(details?.lines?.every(({ from }) => from === "partner"), true);
    assertEquals(show.find("[part=next]", HTMLElement).getAttribute("aria-disabled"), "false");
  });

  it("takes two keys, also when the second comes before the sheet is there", async () => {
    using show = await showButton("talk-voice");
    press(show.find("[part=tools]", HTMLElement), "r");
    press(show.find("[part=tools]", HTMLElement), "4");
    await until("the report", () => reports(show).length > 0);
    assertEquals(reports(show), ["report sexual"]);
  });

  it("can be begun from the field, where a letter alone is a letter", async () => {
    using show = await showButton();
    const field = show.find("textarea", HTMLTextAreaElement);
    field.focus();
    assertEquals(press(field, "r").defaultPrevented, false);
    assertEquals(sheetOf(show), null);
    const list = document.createElement("select");
    field.after(list);
    press(list, "r");
    list.remove();
    assertEquals(sheetOf(show), null);
    press(field, "®", { code: "KeyR", altKey: true });
    const sheet = await until("the sheet", () => sheetOf(show));
    const note = sheet.querySelector("textarea");
    assert(note);
    press(note, "2");
    assertEquals(reports(show), []);
    press(sheet, "2");
    await until("the report", () => reports(show).length > 0);
    assertEquals(reports(show), ["report threat"]);
  });

  it("goes back by Escape to where it was begun, and nothing was sent", async () => {
    using show = await showSheet();
    assert(show.root.querySelector(".side")?.hasAttribute("inert"));
    press(show.find("[part=report-sheet] h2", HTMLElement), "Escape");
    await until("the focus", () => show.root.activeElement?.getAttribute("part") === "report");
    assertEquals([sheetOf(show), reports(show)], [null, []]);
  });

  it("takes along what was ticked and written, and keeps it when it does not get through", async () => {
    using show = await showSheet();
    const outcome = Promise.withResolvers<ReportOutcome>();
    show.puppet.outcomes.push(outcome.promise);
    const details = show.find("[part=report-sheet] details", HTMLDetailsElement);
    details.open = true;
    type(show.find("#report-note", HTMLTextAreaElement), "They said it twice");
    const ticks = [...details.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
    const before = ticks.filter(({ checked }) => checked).length;
    ticks.find(({ checked }) => checked)?.click();
    await show.element.updateComplete;
    choose(show, "Hate");
    await show.show(endOf("talk-text"));
    assert(sheetOf(show)?.textContent?.includes("Sending your report"));
    outcome.resolve("failed");
    await until("the words", () => sheetOf(show)?.textContent?.includes("didn't get through"));
    choose(show, "Try again");
    await until("thanks", () => show.root.querySelector("p[part=report]"));
    const sent = show.puppet.reported.map(({ note, lines }) => [note, lines?.length]);
    assertEquals(sent, Array(2).fill(["They said it twice", before - 1]));
  });

  for (
    const [outcome, words] of [
      ["too-late", "It's too late for that talk."],
      ["too-often", "Those were many reports."],
    ] as const
  ) {
    it(`that is ${outcome} says so in plain words`, async () => {
      using show = await showSheet();
      show.puppet.outcomes.push(Promise.resolve(outcome));
      choose(show, "Advertising");
      await until("the words", () => sheetOf(show)?.textContent?.includes(words));
    });
  }

  it("has a picture of the moment in which it was begun, covered until it is looked at", async () => {
    using camera = startCanvasCamera();
    using show = await showButton("talk-video");
    await show.show(stateOf("talk-video"), { remoteStream: camera.stream });
    const video = show.find("video.remote", HTMLVideoElement);
    await until("the picture", () => video.videoWidth > 0);
    show.find("[part=report]", HTMLButtonElement).click();
    const image = await until("the picture", () => sheetOf(show)?.querySelector("canvas"));
    assert(getComputedStyle(image).filter.includes("blur"));
    choose(show, "Show the picture");
    await show.element.updateComplete;
    assertEquals(getComputedStyle(image).filter, "none");
    choose(show, "Nudity or sexual content");
    await until("the report", () => show.puppet.reported.length > 0);
    const frame = show.puppet.reported[0]?.frame ?? "";
    const sent = await createImageBitmap(await (await fetch(frame)).blob());
    assertEquals([sent.width, sent.height], [image.width, image.height]);
  });

  it("has no picture of somebody who is veiled", async () => {
    using camera = startCanvasCamera();
    using show = await showButton("talk-video");
    const talk = stateOf("talk-video") as Talk;
    const veiled = { ...talk, match: { ...talk.match, veiled: true } } as const;
    await show.show(veiled, { remoteStream: camera.stream });
    const video = show.find("video.remote", HTMLVideoElement);
    await until("the picture", () => video.videoWidth > 0);
    show.find("[part=report]", HTMLButtonElement).click();
    await until("the sheet", () => sheetOf(show));
    choose(show, "Nudity or sexual content");
    await until("the report", () => show.puppet.reported.length > 0);
    assertEquals(show.puppet.reported[0]?.frame, undefined);
  });

  it("can be about somebody before, during another talk and while one waits", async () => {
    using show = await showButton();
    const first = stateOf("talk-text") as Talk;
    const room = `${first.match.room}-2` as Talk["match"]["room"];
    await show.show({ ...first, match: { ...first.match, room }, lines: [] });
    show.find("[part=report]", HTMLButtonElement).click();
    const sheet = await until("the sheet", () => sheetOf(show));
    assertEquals(sheet.querySelectorAll(".earlier button").length, 1);
    press(sheet.querySelector("h2") ?? sheet, "Escape");
    await show.show(stateOf("waiting-text"));
    show.find("[part=report]", HTMLButtonElement).click();
    const earlier = await until("the talks", () => {
      const all = sheetOf(show)?.querySelectorAll<HTMLButtonElement>(".earlier button");
      return all?.length === 2 && all;
    });
    earlier[1]?.click();
    await show.element.updateComplete;
    choose(show, "Harassment");
    await until("the report", () => show.puppet.reported.length > 0);
    assertEquals(show.puppet.reported[0]?.room, first.match.room);
    await until("thanks", () => sheetOf(show)?.textContent?.includes("Your report is sent."));
  });

  it("can be about somebody whom one met before the page was loaded anew", async () => {
    const kept = () => Object.keys(sessionStorage).filter((name) => name.endsWith(":met"));
    {
      using before = await showButton();
      await before.show(endOf("talk-text"));
      globalThis.dispatchEvent(new Event("pagehide"));
      assertEquals(kept().length, 1);
      // As it was, out of the browser's memory; and left once more.
      globalThis.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
      assertEquals(kept(), []);
      const { clock } = before.element;
      const late = { ...clock, now: () => clock.now() + 600_000 };
      before.element.clock = late;
      globalThis.dispatchEvent(new Event("pagehide"));
      assertEquals(kept(), [], "too late to be reported");
      before.element.clock = clock;
    }
    {
      using before = await showButton();
      await before.show(endOf("talk-text"));
      globalThis.dispatchEvent(new Event("pagehide"));
    }
    using show = await showTalk("waiting-text");
    const first = stateOf("talk-text") as Talk;
    const room = `${first.match.room}-2` as Talk["match"]["room"];
    // At once, not only with the next talk.
    await until("the button", () => show.root.querySelector("[part=report]"));
    await show.show({ ...first, match: { ...first.match, room }, lines: [] });
    assertEquals(kept(), []);
    show.find("[part=report]", HTMLButtonElement).click();
    const earlier = await until(
      "the talk",
      () => sheetOf(show)?.querySelector<HTMLButtonElement>(".earlier button"),
    );
    earlier.click();
    await show.element.updateComplete;
    choose(show, "Threats");
    await until("the report", () => show.puppet.reported.length > 0);
    const [details] = show.puppet.reported;
    assertEquals(details?.room, first.match.room);
    const said = first.lines.filter(({ from }) => from === "partner").map(({ text }) => text);
    assertEquals(details?.lines?.map(({ text }) => text), said);
  });

  it("is kept from the server by a listener of the page, and the talk goes on", async () => {
    using show = await showSheet();
    const heard: string[] = [];
    show.element.addEventListener("random-chat-report", (event) => {
      event.preventDefault();
      heard.push(`${event.reason} ${event.details.room}`);
    });
    choose(show, "Fraud");
    await until("the end of the sheet", () => sheetOf(show) === null);
    const { match: { room } } = stateOf("talk-text") as Talk;
    assertEquals([heard, reports(show)], [[`fraud ${room}`], []]);
    assertEquals(await show.element.report("spam"), "prevented");
  });

  it("gives way to somebody new", async () => {
    using show = await showSheet();
    const talk = stateOf("talk-text") as Talk;
    const room = `${talk.match.room}-2` as Talk["match"]["room"];
    await show.show({ ...talk, match: { ...talk.match, room }, lines: [] });
    assertEquals(sheetOf(show), null);
  });
});
