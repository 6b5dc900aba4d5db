/** Every input in every state: which state follows, and with which effects. */
import { assert, assertEquals, assertStrictEquals } from "@std/assert/mod.js";
import type { ChatState } from "../../../component/chat/state.ts";
import { transition } from "../../../component/chat/transition.ts";
import { INPUTS, STATES } from "../support/transitions.ts";

/** Everything that means something: `state > effects`. What is not here changes nothing. */
const TABLE: { readonly [Kind in ChatState["kind"]]: { readonly [input: string]: string } } = {
  welcome: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    "hello waiting": "welcome > unqueue",
    "hello here": "welcome > leave",
    "hello elsewhere": "welcome > leave",
    "hello other mode": "welcome > leave",
  },
  asking: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    stop: "welcome > release",
    captured: "opening > open",
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "capture refused": "refused > tell:problem",
  },
  refused: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    stop: "welcome > release",
    retry: "asking > capture",
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
  },
  opening: {
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "asking > unqueue close capture",
    "start text": "opening > unqueue close release open",
    stop: "welcome > unqueue close release",
    "hello idle": "opening > queue",
    "hello waiting": "opening > queue",
    "hello here": "talk > begin tell:matched",
    "hello elsewhere": "talk > begin tell:matched",
    "hello other mode": "opening > next",
    "down for long": "trouble > tell:problem",
    lost: "trouble > release tell:problem",
    queued: "waiting >",
    matched: "talk > begin tell:matched",
    "failed for now": "trouble > close retry-at tell:problem",
    "failed for good": "trouble > close release tell:problem",
  },
  waiting: {
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "opening > queue",
    "start text": "opening > unqueue close release open",
    stop: "welcome > unqueue close release",
    "hello idle": "waiting > queue",
    "hello waiting": "waiting >",
    "hello here": "talk > begin tell:matched",
    "hello elsewhere": "talk > begin tell:matched",
    "hello other mode": "opening > next",
    "down once": "waiting >",
    "down for long": "waiting >",
    lost: "trouble > release tell:problem",
    queued: "waiting >",
    matched: "talk > begin tell:matched",
    widened: "waiting >",
    "widen failed": "waiting > queue",
    "failed for now": "trouble > close retry-at tell:problem",
    "failed for good": "trouble > close release tell:problem",
  },
  talk: {
    block: "ended > finish block tell:left",
    restricted: "restricted > finish tell:left close release",
    "restricted by a refusal": "restricted > finish tell:left close release",
    "start video": "opening > finish tell:left next open",
    "start text": "opening > finish leave close tell:left release open",
    next: "opening > finish tell:left next open",
    stop: "welcome > finish leave close tell:left release",
    send: "talk > send tell:message",
    "hello idle": "ended > finish tell:left",
    "hello waiting": "ended > finish tell:left unqueue",
    "hello here": "talk > rejoin",
    "hello elsewhere": "talk > finish tell:left begin tell:matched",
    "hello other mode": "opening > finish tell:left next",
    "down once": "talk >",
    "down for long": "talk >",
    lost: "trouble > finish release tell:left tell:problem",
    "call failed": "talk >",
    heard: "talk > tell:message",
    "partner typing": "talk >",
    delivered: "talk >",
    undelivered: "talk >",
    seen: "talk >",
    "peer away": "talk >",
    "peer back": "talk > resend",
    "peer left": "ended > finish tell:left",
  },
  ended: {
    block: "ended > block",
    "block failed": "ended >",
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "opening > next open",
    "start text": "opening > close release open",
    next: "opening > next open",
    stop: "welcome > close release",
    "hello waiting": "ended > unqueue",
    "hello here": "ended > leave",
    "hello elsewhere": "ended > leave",
    "hello other mode": "ended > leave",
    lost: "trouble > release tell:problem",
  },
  restricted: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    stop: "welcome > release",
    retry: "asking > capture",
    appeal: "restricted > appeal",
    "appeal failed": "restricted >",
    restricted: "restricted > close release",
  },
  trouble: {
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "asking > close capture",
    "start text": "opening > close release open",
    stop: "welcome > close release",
    retry: "asking > close capture",
    "hello idle": "opening > queue",
    "hello waiting": "opening > queue",
    "hello here": "talk > begin tell:matched",
    "hello elsewhere": "talk > begin tell:matched",
    "hello other mode": "opening > next",
    "down once": "trouble >",
    "down for long": "trouble >",
    lost: "trouble > release tell:problem",
  },
};

for (const state of Object.values(STATES)) {
  const row = TABLE[state.kind];

  Deno.test(`every input that means something in "${state.kind}" leads where it should`, () => {
    for (const [name, expected] of Object.entries(row)) {
      const input = INPUTS[name];
      assert(input, `the table names an input "${name}"`);
      const next = transition(state, input);
      const effects = next.effects.map((effect) =>
        effect.kind === "tell" ? `tell:${effect.event.type}` : effect.kind
      );
      assertEquals(`${next.state.kind} > ${effects.join(" ")}`.trim(), expected, name);
    }
  });

  Deno.test(`every other input in "${state.kind}" leaves the very same state`, () => {
    for (const [name, input] of Object.entries(INPUTS)) {
      if (name in row) continue;
      const next = transition(state, input);
      assertStrictEquals(next.state, state, name);
      assertEquals(next.effects, [], name);
    }
  });
}
