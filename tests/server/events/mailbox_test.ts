import { assertEquals } from "@std/assert/mod.js";
import { EventStream } from "../../../server/events/event_stream.ts";
import { Mailbox, OUTBOX_EVENTS, OUTBOX_MS } from "../../../server/events/mailbox.ts";
import type { Position } from "../../../server/events/sse.ts";
import type { RoomId, ServerEvent } from "../../../server/protocol.ts";
import { StreamReader } from "./support/stream_reader.ts";

const NOW = 1_000_000;
const EPOCH = "ep";

function event(name: string | number): ServerEvent {
  return { type: "peer-back", data: { room: `room-${name}` as RoomId } };
}

/** Opens a stream of a mailbox and greets it, as the server does. */
function connect(box: Mailbox, last?: Position, now = NOW): StreamReader {
  const stream = new EventStream((ended) => box.detach(ended));
  box.attach(stream, last);
  box.greet(stream, { state: "idle" }, now);
  return new StreamReader(stream.body);
}

function pushAll(box: Mailbox, from: number, to: number, now = NOW): boolean[] {
  return Array.from({ length: to - from + 1 }, (_, index) => box.push(event(from + index), now));
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

Deno.test("a new reader is greeted first, as not resumed, at the number before the next event", async () => {
  const box = new Mailbox(EPOCH);
  const reader = connect(box);
  box.push(event("a"), NOW);
  const events = await reader.take();
  assertEquals(events.map(({ type, id }) => [type, id]), [["hello", "ep:0"], [
    "peer-back",
    "ep:1",
  ]]);
  assertEquals(events[0]?.data, { resumed: false, state: "idle" });
});

Deno.test("events are numbered without gaps across readers", async () => {
  const box = new Mailbox(EPOCH);
  const first = connect(box);
  pushAll(box, 1, 3);
  assertEquals((await first.take()).map(({ seq }) => seq), [0, 1, 2, 3]);
  await first.close();
  pushAll(box, 4, 5);
  const second = connect(box);
  pushAll(box, 6, 6);
  assertEquals((await second.take()).map(({ seq }) => seq), [3, 4, 5, 6]);
});

Deno.test("a reader that names its last event gets exactly what follows, and hears that it resumed", async () => {
  const box = new Mailbox(EPOCH);
  await connect(box).take();
  pushAll(box, 1, 5);
  for (const last of numbers(0, 5)) {
    const [hello, ...rest] = await connect(box, { epoch: EPOCH, seq: last }).take();
    assertEquals(hello?.data, { resumed: true, state: "idle" });
    assertEquals(hello?.seq, last);
    assertEquals(rest.map(({ seq }) => seq), numbers(last + 1, 5));
  }
});

Deno.test("a reader of another epoch, or ahead of what was written, starts anew", async () => {
  const box = new Mailbox(EPOCH);
  await connect(box).take();
  pushAll(box, 1, 5);
  for (const last of [{ epoch: "other", seq: 3 }, { epoch: EPOCH, seq: 6 }]) {
    const events = await connect(box, last).take();
    assertEquals(events.map(({ data, seq }) => [data, seq]), [
      [{ resumed: false, state: "idle" }, 5],
    ]);
  }
});

Deno.test("the last hundred events are remembered, and a reader that missed more is told so", async () => {
  const box = new Mailbox(EPOCH);
  const first = connect(box);
  pushAll(box, 1, OUTBOX_EVENTS + 1);
  await first.close();
  const resumed = await connect(box, { epoch: EPOCH, seq: 1 }).take();
  assertEquals(resumed[0]?.data, { resumed: true, state: "idle" });
  assertEquals(resumed.slice(1).map(({ seq }) => seq), numbers(2, OUTBOX_EVENTS + 1));
  const tooLate = await connect(box, { epoch: EPOCH, seq: 0 }).take();
  assertEquals(tooLate.map(({ data }) => data), [{ resumed: false, state: "idle" }]);
});

Deno.test("events are remembered for a minute, and a reader that comes later is told so", async () => {
  const box = new Mailbox(EPOCH);
  await connect(box).close();
  pushAll(box, 1, 2, NOW);
  pushAll(box, 3, 3, NOW + 10);
  const inTime = await connect(box, { epoch: EPOCH, seq: 0 }, NOW + OUTBOX_MS - 1).take();
  assertEquals(inTime.map(({ seq }) => seq), [0, 1, 2, 3]);
  const late = await connect(box, { epoch: EPOCH, seq: 0 }, NOW + OUTBOX_MS).take();
  assertEquals(late[0]?.data, { resumed: false, state: "idle" });
  const upToDate = await connect(box, { epoch: EPOCH, seq: 2 }, NOW + OUTBOX_MS).take();
  assertEquals(upToDate[0]?.data, { resumed: true, state: "idle" });
  assertEquals(upToDate.map(({ seq }) => seq), [2, 3]);
  const muchLater = await connect(box, { epoch: EPOCH, seq: 3 }, NOW + 10 * OUTBOX_MS).take();
  assertEquals(muchLater.map(({ data, seq }) => [data, seq]), [[
    { resumed: true, state: "idle" },
    3,
  ]]);
});

Deno.test("what no reader has got is accepted up to a hundred, and goes to whoever comes", async () => {
  const box = new Mailbox(EPOCH);
  const accepted = pushAll(box, 1, OUTBOX_EVENTS + 5);
  assertEquals(accepted.indexOf(false), OUTBOX_EVENTS);
  assertEquals(accepted.slice(OUTBOX_EVENTS), Array(5).fill(false));
  // Not resumed, as it names no position; and yet nothing that was accepted is lost.
  const reader = connect(box);
  const [hello, ...rest] = await reader.take();
  assertEquals(hello?.data, { resumed: false, state: "idle" });
  assertEquals(rest.map(({ seq }) => seq), numbers(1, OUTBOX_EVENTS));
  assertEquals(box.push(event("later"), NOW), true);
  assertEquals((await reader.take()).map(({ seq }) => seq), [OUTBOX_EVENTS + 1]);
});

Deno.test("a reader that is there is never too full: it is cut when it does not read", () => {
  const box = new Mailbox(EPOCH);
  connect(box);
  assertEquals(pushAll(box, 1, 300).includes(false), false);
});

Deno.test("what comes while a reader is being told where it stands comes after hello", async () => {
  const box = new Mailbox(EPOCH);
  const stream = new EventStream((ended) => box.detach(ended));
  box.attach(stream, undefined);
  assertEquals(box.isOpen, true);
  box.push(event("meanwhile"), NOW);
  box.greet(stream, { state: "idle" }, NOW);
  const events = await new StreamReader(stream.body).take();
  assertEquals(events.map(({ type }) => type), ["hello", "peer-back"]);
});

Deno.test("whether a reader resumed is decided when it is greeted, as events are forgotten meanwhile", async () => {
  const box = new Mailbox(EPOCH);
  await connect(box).close();
  pushAll(box, 1, OUTBOX_EVENTS);
  const stream = new EventStream((ended) => box.detach(ended));
  box.attach(connectedOnce(box), { epoch: EPOCH, seq: 0 });
  box.attach(stream, { epoch: EPOCH, seq: 0 });
  pushAll(box, OUTBOX_EVENTS + 1, OUTBOX_EVENTS + 1);
  box.greet(stream, { state: "idle" }, NOW);
  const [hello, ...rest] = await new StreamReader(stream.body).take();
  assertEquals(hello?.data, { resumed: false, state: "idle" });
  assertEquals(rest.map(({ seq }) => seq), [OUTBOX_EVENTS + 1]);
});

Deno.test("a reader that takes over ends the one before, which hears why", async () => {
  const box = new Mailbox(EPOCH);
  const first = connect(box);
  pushAll(box, 1, 1);
  const second = connect(box, { epoch: EPOCH, seq: 1 });
  pushAll(box, 2, 2);
  assertEquals((await first.take()).map(({ type }) => type), ["hello", "peer-back", "replaced"]);
  assertEquals(first.hasEnded, true);
  assertEquals((await second.take()).map(({ seq }) => seq), [1, 2]);
  // Its end is no event of its own: a reader that resumes after it misses nothing.
  assertEquals(first.last, { epoch: EPOCH, seq: 1 });
});

Deno.test("a reader that was taken over while being told where it stands is not greeted any more", async () => {
  const box = new Mailbox(EPOCH);
  const slow = new EventStream((ended) => box.detach(ended));
  box.attach(slow, undefined);
  const second = connect(box);
  box.greet(slow, { state: "idle" }, NOW);
  pushAll(box, 1, 1);
  assertEquals((await new StreamReader(slow.body).take()).map(({ type }) => type), ["replaced"]);
  assertEquals((await second.take()).map(({ type }) => type), ["hello", "peer-back"]);
});

Deno.test("the end of a stream is believed only of the current one", () => {
  const box = new Mailbox(EPOCH);
  const [first, second] = [new EventStream(() => {}), new EventStream(() => {})];
  box.attach(first, undefined);
  box.attach(second, undefined);
  assertEquals([box.detach(first), box.isOpen], [false, true]);
  assertEquals([box.detach(second), box.isOpen], [true, false]);
  assertEquals(box.detach(second), false);
});

Deno.test("a heartbeat is written only where nothing was written for the time", async () => {
  const box = new Mailbox(EPOCH);
  box.beat(NOW, 15_000);
  const reader = connect(box);
  await reader.take();
  box.beat(NOW + 14_999, 15_000);
  assertEquals(reader.heartbeats, 0);
  box.beat(NOW + 15_000, 15_000);
  box.beat(NOW + 29_999, 15_000);
  await reader.take();
  assertEquals(reader.heartbeats, 1);
  box.push(event("a"), NOW + 30_000);
  box.beat(NOW + 44_999, 15_000);
  await reader.take();
  assertEquals(reader.heartbeats, 1);
  box.beat(NOW + 45_000, 15_000);
  await reader.take();
  assertEquals(reader.heartbeats, 2);
});

/** A stream that has been greeted, so that all before it counts as read. */
function connectedOnce(box: Mailbox): EventStream {
  const stream = new EventStream((ended) => box.detach(ended));
  box.attach(stream, undefined);
  box.greet(stream, { state: "idle" }, NOW);
  return stream;
}
