/**
 * The promise of the stream as a whole: whatever happens to connections, a client that resumes from
 * the last id that it read gets each accepted event once and in order.
 */
import { assertEquals } from "@std/assert/mod.js";
import * as fc from "fast-check";
import { EventStream } from "../../../server/events/event_stream.ts";
import { Mailbox, OUTBOX_EVENTS } from "../../../server/events/mailbox.ts";
import type { RoomId } from "../../../server/protocol.ts";
import { type ReadEvent, StreamReader } from "./support/stream_reader.ts";

/** What may happen next. */
type Step =
  /** That many events come. */
  | { readonly kind: "push"; readonly count: number }
  /** A stream is subscribed, and greeted only later. */
  | { readonly kind: "attach" }
  | { readonly kind: "greet" }
  /** The client reads all that is there. */
  | { readonly kind: "read" }
  /** The connection breaks; what was under way is lost. */
  | { readonly kind: "break" }
  /** The server cuts it. */
  | { readonly kind: "cut" }
  | { readonly kind: "beat" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("push"), count: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: "attach" } as const) },
  { weight: 3, arbitrary: fc.constant({ kind: "greet" } as const) },
  { weight: 3, arbitrary: fc.constant({ kind: "read" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "break" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "cut" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "beat" } as const) },
) as fc.Arbitrary<Step>;

/** A mailbox, the client that reads it, and what was promised to it. */
class World {
  readonly box = new Mailbox("ep");
  readonly accepted: number[] = [];
  readonly read: number[] = [];
  /** Events that the server said that the client will miss. */
  missed = 0;
  #now = 0;
  #pushed = 0;
  #stream: EventStream | undefined;
  #reader: StreamReader | undefined;
  #last: StreamReader["last"];

  async apply(next: Step): Promise<void> {
    this.#now += 10;
    switch (next.kind) {
      case "push":
        for (let count = 0; count < next.count; count++) this.#push();
        return;
      case "attach":
        await this.#take();
        this.#stream = new EventStream((ended) => this.box.detach(ended));
        this.box.attach(this.#stream, this.#last);
        this.#reader = new StreamReader(this.#stream.body);
        return;
      case "greet":
        if (this.#stream) this.box.greet(this.#stream, { state: "idle" }, this.#now);
        return;
      case "read":
        return await this.#take();
      case "break":
        await this.#reader?.close();
        return;
      case "cut":
        return this.box.cut();
      case "beat":
        return this.box.beat(this.#now, 0);
    }
  }

  /** Comes back once more and reads to the end. */
  async finish(): Promise<void> {
    for (const kind of ["attach", "greet", "read"] as const) await this.apply({ kind });
  }

  #push(): void {
    const number = ++this.#pushed;
    const data = { room: String(number) as RoomId };
    if (this.box.push({ type: "peer-back", data }, this.#now)) this.accepted.push(number);
  }

  async #take(): Promise<void> {
    for (const event of await this.#reader?.take() ?? []) this.#hear(event);
    this.#last = this.#reader?.last ?? this.#last;
  }

  #hear({ type, data }: ReadEvent): void {
    if (type === "hello" && !isResumed(data) && this.#last !== undefined) this.missed++;
    if (type === "peer-back") this.read.push(numberOf(data));
  }
}

function isResumed(data: unknown): boolean {
  return typeof data === "object" && data !== null && "resumed" in data && data.resumed === true;
}

function numberOf(data: unknown): number {
  if (typeof data !== "object" || data === null || !("room" in data)) throw new Error("No room");
  return Number(data.room);
}

Deno.test("a client that always resumes gets each accepted event exactly once and in order", async () => {
  let resumedRuns = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const next of steps) await world.apply(next);
      await world.finish();
      assertEquals(world.read, [...new Set(world.read)].sort((a, b) => a - b));
      if (world.missed > 0) return;
      resumedRuns++;
      assertEquals(world.read, world.accepted);
    }),
    { numRuns: 400, seed: 7 },
  );
  // A property that never holds its promise to account would prove nothing.
  assertEquals(resumedRuns > 200, true, `${resumedRuns} runs without a gap`);
});

Deno.test("a client is never told of a gap while it misses no more than is remembered", async () => {
  const short = fc.array(step, { maxLength: 40 }).map((steps) =>
    steps.map((each) => each.kind === "push" ? { ...each, count: 2 } : each)
  );
  await fc.assert(
    fc.asyncProperty(short, async (steps) => {
      const world = new World();
      for (const next of steps) await world.apply(next);
      await world.finish();
      assertEquals(world.accepted.length <= OUTBOX_EVENTS, true);
      assertEquals(world.missed, 0);
      assertEquals(world.read, world.accepted);
    }),
    { numRuns: 400, seed: 8 },
  );
});
