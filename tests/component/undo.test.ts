import { assert, assertEquals } from "@std/assert/mod.js";
import type { ChatState, Undo } from "../../component/chat/state.ts";
import { drawn, type Show } from "./support/puppet.ts";
import { showTalk, stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

type Waiting = Extract<ChatState, { kind: "waiting" }>;

/** Somebody else is looked for, and the skip before may be undone for seven seconds. */
function waiting(show: Show, is: Undo["is"]): Waiting {
  const [talk, now] = [stateOf("talk-text"), show.clock.now()];
  if (talk.kind !== "talk") throw new Error("Cannot skip: there is no talk");
  const { wish, match: { room }, lines } = talk;
  const undo = { is, room, lines, until: now + 7_000 };
  return { kind: "waiting", wish, since: now, step: 1, widensAt: null, online: true, undo };
}

/** A page whose visitor has just skipped somebody. */
async function showSkip(is: Undo["is"]): Promise<Show> {
  const show = await showTalk();
  await until("the tools", () => show.root.querySelector("[part=tools]") !== null);
  await show.show(waiting(show, is));
  return show;
}

const words = ({ root }: Show) => root.querySelector("[part=undo]")?.textContent?.trim() ?? "";
const button = ({ root }: Show) =>
  root.querySelector<HTMLButtonElement>("[part=undo] button") ?? undefined;
const told = ({ root }: Show) =>
  [...root.querySelectorAll("[role=status]")].map((it) => it.textContent).join(" ");

describe("the way back after a skip", () => {
  it("lies on no other control while somebody else is looked for, and asks for the talk", async () => {
    using show = await showSkip("open");
    const state = waiting(show, "open");
    const wish = { ...state.wish, mode: "video" } as const;
    await show.show({ ...state, wish, widensAt: show.clock.now() + 4_000 });
    for (const [width, height] of [[320, 520], [390, 700], [800, 420]]) {
      Object.assign(show.element.style, { width: `${width}px`, height: `${height}px` });
      const [undo, ...others] = ["[part=undo]", ".side h2", "[part=near] .button", ".stop", ".next"]
        .map((it) => show.root.querySelector(it)?.getBoundingClientRect());
      for (const other of others) {
        const isApart = undo && other && (undo.bottom <= other.top || undo.right <= other.left);
        assert(isApart, `at ${width}: ${JSON.stringify([undo, other])}`);
      }
    }
    button(show)?.click();
    assertEquals(show.puppet.asked.at(-1), "retry");
  });

  it("counts down to its end", async () => {
    using show = await showSkip("open");
    const seconds = () => show.root.querySelector("[part=undo] text")?.textContent;
    assertEquals(seconds(), "7");
    await show.clock.advance(2_000);
    await until("two seconds less", async () => {
      await drawn(show.element);
      return seconds() === "5";
    });
  });

  it("asks nothing more once it is asked, and says what came of it", async () => {
    using show = await showSkip("asked");
    assertEquals(button(show), undefined);
    assert(told(show).includes("If they want it too, this talk goes on."), told(show));
    await show.show(waiting(show, "gone"));
    assertEquals([words(show), button(show)], ["They've gone on.", undefined]);
  });

  it("is told to whoever was skipped and is wanted back, where the talk ended", async () => {
    using show = await showTalk();
    await until("the tools", () => show.root.querySelector("[part=tools]") !== null);
    await show.show(stateOf("ended-wanted"));
    assertEquals(show.root.querySelector(".farewell [part=undo]") === null, false);
    assert(told(show).includes("They'd like to come back."), told(show));
    button(show)?.click();
    assertEquals(show.puppet.asked.at(-1), "retry");
  });
});
