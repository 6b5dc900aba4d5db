import { assertEquals, assertRejects } from "@std/assert/mod.js";
import { Mailboxes } from "../../../server/events/mailboxes.ts";
import {
  HEARTBEAT_MS,
  type RoomId,
  type ServerEvent,
  type SessionId,
  type StandingData,
} from "../../../server/protocol.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { countingIds } from "../support/random.ts";
import { StreamReader } from "./support/stream_reader.ts";

const ALICE = "alice" as SessionId;
const BACK: ServerEvent = { type: "peer-back", data: { room: "room-0000001" as RoomId } };
const idle = () => Promise.resolve<StandingData>({ state: "idle" });

function setup() {
  const clock = new FakeClock();
  const closed: SessionId[] = [];
  const mailboxes = new Mailboxes({
    clock,
    createId: countingIds(),
    onClosed: (session) => closed.push(session),
  });
  const open = async (lastEventId: string | null = null, describe = idle) =>
    new StreamReader(await mailboxes.open(ALICE, { lastEventId, describe }));
  return { clock, closed, mailboxes, open };
}

Deno.test("a stream is subscribed before the standing is read, so nothing falls in between", async () => {
  const { mailboxes, open } = setup();
  const standing = Promise.withResolvers<StandingData>();
  const reader = open(null, () => {
    // Whoever looks from inside finds the stream subscribed already.
    assertEquals(mailboxes.isOpen(ALICE), true);
    mailboxes.deliver(ALICE, BACK);
    return standing.promise;
  });
  mailboxes.deliver(ALICE, BACK);
  standing.resolve({ state: "idle" });
  const events = await (await reader).take();
  assertEquals(events.map(({ type, seq }) => [type, seq]), [
    ["hello", 0],
    ["peer-back", 1],
    ["peer-back", 2],
  ]);
});

Deno.test("a stream whose standing cannot be read is not opened, and its session is told closed", async () => {
  const { mailboxes, open, closed } = setup();
  await assertRejects(
    () => open(null, () => Promise.reject(new Error("no store"))),
    Error,
    "no store",
  );
  assertEquals(mailboxes.isOpen(ALICE), false);
  assertEquals(closed, [ALICE]);
  // What was delivered meanwhile is there for the next try.
  mailboxes.deliver(ALICE, BACK);
  assertEquals((await (await open()).take()).map(({ type }) => type), ["hello", "peer-back"]);
});

Deno.test("events delivered before there ever was a stream wait for it", async () => {
  const { mailboxes, open } = setup();
  assertEquals(mailboxes.deliver(ALICE, BACK), true);
  assertEquals(mailboxes.isOpen(ALICE), false);
  assertEquals((await (await open()).take()).map(({ type }) => type), ["hello", "peer-back"]);
});

Deno.test("a closed stream is told once, and a stream that was taken over is not", async () => {
  const { mailboxes, open, closed } = setup();
  const first = await open();
  const second = await open();
  await first.close();
  assertEquals([closed, mailboxes.openCount], [[], 1]);
  await second.close();
  assertEquals([closed, mailboxes.openCount], [[ALICE], 0]);
});

Deno.test("a stream too full to be told that it was taken over calls nobody away", async () => {
  const { mailboxes, open, closed } = setup();
  await mailboxes.open(ALICE, { lastEventId: null, describe: idle });
  // Nobody reads; what is left of the 64 KiB is too little for one more event.
  const room = "r".repeat(8_100) as RoomId;
  for (let count = 0; count < 8; count++) {
    mailboxes.deliver(ALICE, { type: "peer-back", data: { room } });
  }
  mailboxes.deliver(ALICE, { type: "peer-back", data: { room: "r".repeat(235) as RoomId } });
  assertEquals([closed, mailboxes.openCount], [[], 1]);
  await open();
  assertEquals([closed, mailboxes.openCount], [[], 1]);
});

Deno.test("a stream that was cut is told as closed, and resumes", async () => {
  const { mailboxes, open, closed } = setup();
  const first = await open();
  mailboxes.deliver(ALICE, BACK);
  const [, event] = await first.take();
  mailboxes.cut(ALICE);
  assertEquals(closed, [ALICE]);
  const second = await open(event?.id ?? null);
  assertEquals((await second.take()).map(({ data }) => data), [{ resumed: true, state: "idle" }]);
  assertEquals(first.hasEnded, true);
});

Deno.test("all readers are dismissed with a last event, and nobody is called away", async () => {
  const { mailboxes, open, closed } = setup();
  const reader = await open();
  mailboxes.dismissAll({ type: "bye", data: { retryMs: 1 } });
  assertEquals((await reader.take()).map(({ type }) => type), ["hello", "bye"]);
  assertEquals([reader.hasEnded, closed, mailboxes.openCount], [true, [], 0]);
});

Deno.test("a session that was dropped starts in a new epoch with nothing remembered", async () => {
  const { mailboxes, open } = setup();
  const first = await open();
  mailboxes.deliver(ALICE, BACK);
  const [hello, event] = await first.take();
  mailboxes.drop(ALICE);
  const [again, ...rest] = await (await open(event?.id ?? null)).take();
  assertEquals(again?.data, { resumed: false, state: "idle" });
  assertEquals(again?.id === hello?.id, false);
  assertEquals(rest, []);
});

Deno.test("an idle stream hears a heartbeat every fifteen seconds, and a busy one none", async () => {
  const node = await Node.open();
  const quiet = await node.visitor({ isStreaming: false });
  const { body } = await quiet.send("GET", "/v1/events");
  if (!body) throw new Error("No stream");
  const reader = new StreamReader(body);
  assertEquals((await reader.take()).map(({ type }) => type), ["hello"]);
  for (let seconds = 5; seconds <= 40; seconds += 5) {
    await node.clock.advance(5_000);
    await settle();
    assertEquals(reader.heartbeats, Math.floor(seconds * 1_000 / HEARTBEAT_MS), `${seconds} s`);
  }
  await reader.close();
});
