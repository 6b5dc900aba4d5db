import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { TextChannel } from "../../../component/link/text_channel.ts";
import type { Incoming } from "../../../component/link/text_inbox.ts";
import { ACK_DEADLINE_MS } from "../../../component/link/text_outbox.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

/** One way of a network that delivers late, or not at all while it is cut. */
class Way {
  #queue: (() => void)[] = [];
  isCut = false;

  put(deliver: () => void): void {
    if (!this.isCut) this.#queue.push(deliver);
  }

  /** Lets the next `count` arrive, in order. */
  pass(count = Infinity): void {
    for (const deliver of this.#queue.splice(0, Math.min(count, this.#queue.length))) deliver();
  }

  /** Loses what is under way. */
  lose(): void {
    this.#queue = [];
  }
}

interface Side {
  readonly text: TextChannel;
  readonly heard: string[];
  readonly typing: boolean[];
  readonly delivered: string[];
  readonly failed: string[];
}

function setup() {
  const clock = new QuickClock();
  const channel = { toBob: new Way(), toAlice: new Way() };
  const relay = { toBob: new Way(), toAlice: new Way() };
  const scene = { relayIsDown: false, refusal: null as ProblemError | null, relayed: 0 };
  const createSide = (way: "toBob" | "toAlice", other: () => Side): Side => {
    const side: Omit<Side, "text"> = { heard: [], typing: [], delivered: [], failed: [] };
    const text = new TextChannel({
      clock,
      sendFrame: (frame) => {
        channel[way].put(() => other().text.receiveFrame(frame));
        return true;
      },
      relay: {
        async message({ id, text }) {
          await Promise.resolve();
          if (scene.refusal) throw scene.refusal;
          if (scene.relayIsDown) throw new TypeError("Cannot reach the server");
          scene.relayed += 1;
          const at = clock.now();
          relay[way].put(() => other().text.receiveRelayed({ id, text, at }));
          return { id, at };
        },
        async typing(isTyping) {
          await Promise.resolve();
          relay[way].put(() => other().text.receiveTyping(isTyping));
        },
      },
      listener: {
        onMessage: ({ text }: Incoming) => side.heard.push(text),
        onTyping: (isTyping) => side.typing.push(isTyping),
        onDelivered: (id) => side.delivered.push(id),
        onFailed: (id) => side.failed.push(id),
      },
    });
    return { ...side, text };
  };
  const alice: Side = createSide("toBob", () => bob);
  const bob: Side = createSide("toAlice", () => alice);
  const open = (isOpen: boolean) => {
    if (!isOpen) [channel.toBob, channel.toAlice].forEach((way) => way.lose());
    alice.text.setChannel(isOpen);
    bob.text.setChannel(isOpen);
  };
  /** Lets everything that is under way arrive, answers to it included. */
  const passAll = async () => {
    for (let turn = 0; turn < 4; turn++) {
      [relay.toBob, relay.toAlice, channel.toBob, channel.toAlice].forEach((way) => way.pass());
      await settle();
    }
  };
  return { clock, channel, relay, scene, alice, bob, open, passAll };
}

Deno.test("messages go by the data channel while it is open, and by the server otherwise", async () => {
  const { alice, bob, open, passAll, scene } = setup();
  alice.text.send({ id: "1", text: "by the server" });
  await passAll();
  assertEquals(scene.relayed, 1);
  open(true);
  alice.text.send({ id: "2", text: "by the channel" });
  await passAll();
  assertEquals(scene.relayed, 1);
  assertEquals(bob.heard, ["by the server", "by the channel"]);
  assertEquals(alice.delivered, ["1", "2"]);
});

Deno.test("a channel that does not answer for three seconds is passed by", async () => {
  const { alice, bob, open, passAll, channel, clock } = setup();
  open(true);
  channel.toBob.isCut = true;
  alice.text.send({ id: "1", text: "one" });
  alice.text.send({ id: "2", text: "two" });
  await clock.advance(ACK_DEADLINE_MS - 1);
  await passAll();
  assertEquals(bob.heard, []);
  await clock.advance(1);
  await passAll();
  assertEquals(bob.heard, ["one", "two"]);
  assertEquals(alice.delivered, ["1", "2"]);
});

Deno.test("a channel that closes hands what is not acknowledged to the server at once", async () => {
  const { alice, bob, open, passAll } = setup();
  open(true);
  alice.text.send({ id: "1", text: "one" });
  open(false);
  await passAll();
  assertEquals(bob.heard, ["one"]);
});

Deno.test("a message whose acknowledgement was lost is shown once", async () => {
  const { alice, bob, open, passAll, channel } = setup();
  open(true);
  alice.text.send({ id: "1", text: "one" });
  channel.toAlice.isCut = true;
  channel.toBob.pass();
  assertEquals([bob.heard, alice.delivered], [["one"], []]);
  open(false);
  await passAll();
  assertEquals([bob.heard, alice.delivered], [["one"], ["1"]]);
});

Deno.test("a message by the channel does not overtake one that the server still carries", async () => {
  const { alice, bob, open, channel, relay } = setup();
  alice.text.send({ id: "1", text: "one" });
  await settle();
  open(true);
  alice.text.send({ id: "2", text: "two" });
  channel.toBob.pass();
  assertEquals(bob.heard, []);
  relay.toBob.pass();
  assertEquals(bob.heard, ["one", "two"]);
});

Deno.test("a message that the server lost holds the others up for two seconds only", async () => {
  const { alice, bob, open, channel, relay, clock } = setup();
  alice.text.send({ id: "1", text: "one" });
  await settle();
  relay.toBob.lose();
  open(true);
  alice.text.send({ id: "2", text: "two" });
  channel.toBob.pass();
  await clock.advance(2_000);
  assertEquals(bob.heard, ["two"]);
});

Deno.test("a message that comes by the server brings those before it that were held", async () => {
  const { alice, bob, open, channel, relay } = setup();
  alice.text.send({ id: "1", text: "lost" });
  await settle();
  relay.toBob.lose();
  open(true);
  alice.text.send({ id: "2", text: "two" });
  channel.toBob.pass();
  channel.toAlice.pass();
  alice.text.send({ id: "3", text: "three" });
  channel.toBob.pass();
  open(false);
  await settle();
  relay.toBob.pass();
  assertEquals(bob.heard, ["two", "three"]);
});

Deno.test("without a server and with a silent channel a message waits for either", async () => {
  const { alice, bob, open, passAll, channel, scene, clock } = setup();
  open(true);
  channel.toBob.isCut = true;
  scene.relayIsDown = true;
  alice.text.send({ id: "1", text: "one" });
  await clock.advance(30_000);
  await passAll();
  assertEquals(bob.heard, []);
  channel.toBob.isCut = false;
  await clock.advance(2 * ACK_DEADLINE_MS);
  await passAll();
  assertEquals(bob.heard, ["one"]);
});

Deno.test("a message that the server refuses for good fails, and the next one goes on", async () => {
  const { alice, bob, passAll, scene } = setup();
  scene.refusal = new ProblemError("not-in-room", 404, null, "Cannot: not in the room");
  alice.text.send({ id: "1", text: "one" });
  await settle();
  assertEquals(alice.failed, ["1"]);
  scene.refusal = null;
  alice.text.send({ id: "2", text: "two" });
  await passAll();
  assertEquals(bob.heard, ["two"]);
});

Deno.test("a server that asks for patience gets it", async () => {
  const { alice, bob, passAll, scene, clock } = setup();
  scene.refusal = new ProblemError("rate-limited", 429, 9_000, "Cannot: too often");
  alice.text.send({ id: "1", text: "one" });
  await settle();
  scene.refusal = null;
  await clock.advance(8_999);
  assertEquals(scene.relayed, 0);
  await clock.advance(1);
  await passAll();
  assertEquals(bob.heard, ["one"]);
});

Deno.test("typing is told at most every two seconds and its end at once", async () => {
  const { alice, bob, passAll, clock } = setup();
  for (let key = 0; key < 10; key++) alice.text.setTyping(true);
  await passAll();
  await clock.advance(1_999);
  alice.text.setTyping(true);
  await passAll();
  assertEquals(bob.typing, [true]);
  alice.text.setTyping(false);
  alice.text.setTyping(false);
  await passAll();
  assertEquals(bob.typing, [true, false]);
});

Deno.test("typing that is not told again is over after five seconds", async () => {
  const { alice, bob, passAll, clock } = setup();
  alice.text.setTyping(true);
  await passAll();
  await clock.advance(4_999);
  assertEquals(bob.typing, [true]);
  await clock.advance(1);
  assertEquals(bob.typing, [true, false]);
});

Deno.test("a message ends the typing before it", async () => {
  const { alice, bob, passAll } = setup();
  alice.text.setTyping(true);
  alice.text.send({ id: "1", text: "one" });
  await passAll();
  assertEquals(bob.typing, [true, false]);
});

Deno.test("frames of a stranger's own program are dropped without harm", () => {
  const { alice } = setup();
  const frames = [
    "",
    "null",
    "[]",
    "{",
    '{"kind":"message"}',
    '{"kind":"message","id":7,"text":"x"}',
    '{"kind":"message","id":"1","text":""}',
    JSON.stringify({ kind: "message", id: "1", text: "x".repeat(2_001) }),
    JSON.stringify({ kind: "message", id: "x".repeat(65), text: "x" }),
    JSON.stringify({ kind: "ack", id: "never sent" }),
    JSON.stringify({ kind: "unheard-of" }),
    "x".repeat(100_000),
  ];
  for (const frame of frames) alice.text.receiveFrame(frame);
  assertEquals([alice.heard, alice.delivered, alice.typing], [[], [], []]);
});

Deno.test("after closing nothing is sent and no timer is left", async () => {
  const { alice, open, clock, channel } = setup();
  open(true);
  channel.toBob.isCut = true;
  alice.text.send({ id: "1", text: "one" });
  alice.text.receiveTyping(true);
  alice.text.close();
  assertEquals(clock.pending, 0);
  await clock.advance(10_000);
  assertEquals(alice.failed, []);
});

type Step =
  | { readonly kind: "send" }
  | { readonly kind: "open" | "close" | "cut" | "mend" | "down" | "up" }
  | { readonly kind: "pass"; readonly count: number }
  | { readonly kind: "wait"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ kind: "send" }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>(
      { kind: "open" },
      { kind: "close" },
      { kind: "cut" },
      { kind: "mend" },
      { kind: "down" },
      { kind: "up" },
    ),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pass" as const), count: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(4_000) }) },
);

Deno.test("whatever breaks, every message arrives once and in the order of writing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { clock, channel, relay, scene, alice, bob, open, passAll } = setup();
      const written: string[] = [];
      let isOpen = false;
      for (const step of steps) {
        if (step.kind === "send") {
          const text = `m${written.length}`;
          written.push(text);
          alice.text.send({ id: text, text });
        } else if (step.kind === "pass") {
          // What the server took does arrive, and in order; only the channel loses things.
          [relay.toBob, channel.toBob, channel.toAlice].forEach((way) => way.pass(step.count));
        } else if (step.kind === "wait") {
          // Nothing stays on the server's way for as long as a receiver is willing to wait.
          relay.toBob.pass();
          await clock.advance(step.ms);
        } else if (step.kind === "open" || step.kind === "close") {
          if (isOpen !== (step.kind === "open")) open(isOpen = step.kind === "open");
        } else if (step.kind === "cut" || step.kind === "mend") {
          channel.toBob.isCut = channel.toAlice.isCut = step.kind === "cut";
        } else {
          scene.relayIsDown = step.kind === "down";
        }
        await settle();
      }
      scene.relayIsDown = false;
      channel.toBob.isCut = channel.toAlice.isCut = false;
      for (let turn = 0; turn < 4; turn++) {
        await passAll();
        await clock.advance(ACK_DEADLINE_MS);
      }
      await passAll();
      assertEquals(bob.heard, written);
      assertEquals([...alice.delivered].sort(), [...written].sort());
      assert(alice.failed.length === 0);
    }),
    { numRuns: 300 },
  );
});
