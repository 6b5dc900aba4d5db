import { assert, assertEquals } from "@std/assert/mod.js";
import type { ChatState, Wish } from "../../../component/chat/state.ts";
import { en } from "../../../component/strings/en.ts";
import {
  lookingFor,
  schedule,
  secondsUntil,
  widening,
} from "../../../component/views/countdown.ts";
import { nextTick } from "../../../component/views/ticker.ts";

type Waiting = Extract<ChatState, { kind: "waiting" }>;

function waiting(step: number, widensAt: number | null, wish: Partial<Wish> = {}): Waiting {
  return {
    kind: "waiting",
    wish: {
      mode: "text",
      interests: ["chess", "tea"],
      languages: ["en"],
      strictLanguages: false,
      ...wish,
    },
    since: 0,
    step,
    widensAt,
    online: true,
  };
}

Deno.test("a countdown never says that something happens in zero seconds", () => {
  assertEquals([secondsUntil(4_000, 0), secondsUntil(3_001, 0), secondsUntil(0, 500)], [4, 4, 1]);
});

Deno.test("the search says whom it looks for, and what comes next", () => {
  assertEquals(
    lookingFor(waiting(1, 4_000), null, en),
    "Looking for someone who likes chess or tea.",
  );
  assertEquals(
    widening(waiting(1, 4_000), null, 0, en),
    "In 4 seconds we'll also try others who speak English.",
  );
  assertEquals(
    widening(waiting(2, 1_000), null, 0, en),
    "In 1 second we'll also try everybody else.",
  );
  assertEquals(lookingFor(waiting(3, null), null, en), "Looking for anyone who is here.");
  assertEquals(widening(waiting(3, null), null, 0, en), null);
});

Deno.test("without interests the search begins with the language", () => {
  const state = waiting(1, 4_000, { interests: [] });
  assertEquals(lookingFor(state, null, en), "Looking for someone who speaks English.");
  assertEquals(schedule(state, null, en).map(({ is }) => is), ["now", "later"]);
});

Deno.test("somebody who insists on a language is never promised everybody", () => {
  const state = waiting(2, null, { strictLanguages: true });
  assertEquals(schedule(state, null, en).map(({ label, is }) => `${label}: ${is}`), [
    "Likes chess or tea: past",
    "Speaks English: now",
  ]);
});

Deno.test("a site's own schedule counts, not the usual one", () => {
  const site = {
    modes: ["text"],
    reveal: "instant",
    privacy: "all",
    widening: [{ fromMs: 0, accepts: "language" }, { fromMs: 9_000, accepts: "anyone" }],
    rules: null,
  } as const;
  assertEquals(lookingFor(waiting(1, 9_000), site, en), "Looking for someone who speaks English.");
  assertEquals(
    widening(waiting(1, 9_000), site, 0, en),
    "In 9 seconds we'll also try everybody else.",
  );
});

Deno.test("the next tick is the moment at which the shown second changes", () => {
  assertEquals(nextTick(waiting(1, 4_000), 0), 1_000);
  assertEquals(nextTick(waiting(1, 4_000), 1_200), 2_000);
  assertEquals(nextTick(waiting(1, 4_000), 3_400), null);
  assertEquals(nextTick({ kind: "welcome" }, 0), null);
});

Deno.test("a search without an end is drawn once more when it becomes a long one", () => {
  assertEquals(nextTick(waiting(3, null), 5_000), 30_000);
  assertEquals(nextTick(waiting(3, null), 30_000), null);
});

Deno.test("a restriction is drawn anew when it is over, and within the reach of timers", () => {
  const wish = { mode: "text", interests: [], languages: [], strictLanguages: false } as const;
  const state = { kind: "restricted", wish, rule: "", receipt: "", appeal: "none" } as const;
  const month = 30 * 24 * 3_600_000;
  const first = nextTick({ ...state, until: month }, 0);
  assert(first !== null && first > 0 && first < 2 ** 31);
  assertEquals(nextTick({ ...state, until: 5_000 }, 0), 5_000);
  assertEquals(nextTick({ ...state, until: 5_000 }, 5_000), null);
});
