import { assert, assertEquals } from "@std/assert/mod.js";
import type { QueueRequest, ReportRequest, RoomId } from "../../../server/protocol.ts";
import { LIMITS } from "../../../server/protocol.ts";
import { keys } from "../../../server/store/keys.ts";
import type { Evidence, Report } from "../../../server/store/safety_records.ts";
import { type Found, Store } from "../../../server/store/store.ts";
import { FakeClock, settle, settlePromises } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { subjectOf } from "../support/offences.ts";
import { assertProblem } from "../support/problems.ts";
import { ulid } from "../support/ulid.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
/** The shortest bytes that begin as a JPEG does, and as a WebP does. */
const JPEG = "data:image/jpeg;base64,/9j/4AAQ";
const WEBP = "data:image/webp;base64,UklGRgAAAABXRUJQVlA4";

async function talk() {
  const node = await Node.open({ clock: new FakeClock(undefined, settlePromises) });
  const { alice, bob, room } = await node.couple();
  const store = new Store({ engine: node.engine, clock: node.clock });
  return { node, alice, bob, room, store };
}

async function file(from: Visitor, body: ReportRequest): Promise<string> {
  const response = await from.post("/v1/reports", body);
  assertEquals(response.status, 201, await response.clone().text());
  const { report } = await response.json();
  await settle();
  return report;
}

async function say(from: Visitor, room: RoomId, number: number, text: string) {
  const response = await from.post("/v1/messages", { room, id: ulid(number), text });
  assertEquals(response.status, 202);
  await response.body?.cancel();
  await settle();
}

async function evidenceOf(store: Store, report: string): Promise<Evidence[]> {
  return (await store.list(keys.allEvidence(report))).map(({ value }) => value);
}

Deno.test("a report is kept with its reason, its note and how long the two had talked", async () => {
  const { node, alice, room, store } = await talk();
  await node.clock.advance(90_000);
  const id = await file(alice, { room, reason: "threat", note: "He knows where I live" });
  const [found, ...others]: Found<Report>[] = await store.list(keys.reports());
  assertEquals(others, []);
  const { accused, reporter, prefix, ...rest } = found?.value ?? {};
  assertEquals(rest, {
    id,
    at: node.clock.now(),
    site: "default",
    room,
    reason: "threat",
    note: "He knows where I live",
    talkMs: 90_000,
    items: 0,
  });
  assertEquals(new Set([accused, reporter, prefix]).size, 3);
});

Deno.test("a report ends the talk and blocks, so that the two never meet again", async () => {
  const { node, alice, bob, room } = await talk();
  await file(alice, { room, reason: "spam" });
  assertEquals(await node.services.rooms.read(room), null);
  await node.clock.advance(1_800_001);
  await Promise.all([alice.open(), bob.open()]);
  assertEquals((await alice.join(TEA)).status, "queued");
  assertEquals((await bob.join(TEA)).status, "queued");
});

Deno.test("what the server relayed is verified, and nothing that was changed in any way", async () => {
  const { node, alice, bob, room, store } = await talk();
  await say(bob, room, 1, "Send me money");
  await say(bob, room, 2, "Now");
  const [message, second] = alice.all("message");
  if (!message || !second) throw new Error("No messages");
  const { id, text, at, signature } = message;
  const genuine = { id, from: "them", text, at, signature } as const;
  // Word for word, by a server that has another secret.
  const said = [room, subjectOf(node, bob), id, String(at), text];
  const elsewhere = (await Node.open()).services.signer.signMessage(said);
  assertEquals(node.services.signer.signMessage(said), signature);
  const report = await file(alice, {
    room,
    reason: "fraud",
    messages: [
      genuine,
      { ...genuine, text: "Send me more money" },
      { ...genuine, at: at + 1 },
      { ...genuine, id: ulid(9) },
      { ...genuine, from: "me" },
      { ...genuine, signature: second.signature },
      { ...genuine, signature: elsewhere },
      { ...genuine, signature: "" },
      { id, from: "them", text, at },
    ],
  });
  const verified = (await evidenceOf(store, report)).map((item) =>
    item.kind === "message" && item.isVerified
  );
  assertEquals(verified, [true, ...Array(8).fill(false)]);
});

Deno.test("a message of another room or of somebody else is not verified, though it is signed", async () => {
  const { node, alice, bob, room, store } = await talk();
  await say(bob, room, 1, "I will find you");
  const [threat] = alice.all("message");
  if (!threat) throw new Error("No message");
  await alice.post("/v1/leave", { room });
  const carol = await node.visitor();
  await alice.join(TEA);
  const { match } = await carol.join(TEA);
  const { id, text, at, signature } = threat;
  const report = await file(alice, {
    room: match.room,
    reason: "threat",
    messages: [{ id, from: "them", text, at, signature }],
  });
  assertEquals(await evidenceOf(store, report), [
    { kind: "message", from: "them", text, at, isVerified: false },
  ]);
});

Deno.test("a picture is kept as bytes if it begins as what it says it is, and is refused otherwise", async () => {
  const { alice, room, store } = await talk();
  const wrong = [
    "data:image/png;base64,iVBORw0KGgo=",
    "data:image/jpeg;base64,PHN2Zz4=",
    WEBP.replace("webp", "jpeg"),
    JPEG.replace("jpeg", "webp"),
    "data:image/jpeg;base64,/9j",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "https://pictures.example/1.jpg",
    `${JPEG}${"A".repeat(LIMITS.frameLength)}`,
  ];
  for (const frame of wrong) {
    const response = await alice.post("/v1/reports", { room, reason: "sexual", frame });
    const { detail } = await assertProblem(response, 400, "invalid-request");
    assertEquals(detail.split(":")[0], "frame", frame.slice(0, 60));
  }
  const [frame] = await evidenceOf(
    store,
    await file(alice, { room, reason: "sexual", frame: WEBP }),
  );
  assert(frame?.kind === "frame");
  assertEquals([frame.type, frame.bytes.length], ["image/webp", 15]);
});

Deno.test("the largest report that is allowed fits, and a larger body is refused", async () => {
  const { alice, room, store } = await talk();
  const text = "漢".repeat(LIMITS.messageLength);
  const messages = Array.from({ length: LIMITS.reportMessages }, (_, index) => ({
    id: ulid(index),
    from: "them" as const,
    text,
    at: 1,
  }));
  const base64At = JPEG.indexOf(",") + 1;
  const frame = JPEG.padEnd(LIMITS.frameLength - (LIMITS.frameLength - base64At) % 4, "A");
  const body = { room, reason: "hate", note: "n".repeat(LIMITS.noteLength), messages, frame };
  const id = await file(alice, body as ReportRequest);
  assertEquals((await evidenceOf(store, id)).length, LIMITS.reportMessages + 1);
  const filler = "x".repeat(LIMITS.reportBytes);
  const over = await alice.post("/v1/reports", { room, reason: "hate", filler });
  await assertProblem(over, 413, "too-large");
});

Deno.test("reporting a talk twice leaves one report, also when both come at once", async () => {
  const { alice, room, store } = await talk();
  const [first, second] = await Promise.all([
    file(alice, { room, reason: "spam" }),
    file(alice, { room, reason: "hate" }),
  ]);
  assertEquals(await file(alice, { room, reason: "hate" }), first);
  assertEquals(first, second);
  assertEquals((await store.list(keys.reports())).length, 1);
});

Deno.test("one can report whom one talked with a moment ago, but not after ten minutes, nor in a foreign room", async () => {
  const { node, alice, bob, room } = await talk();
  const carol = await node.visitor();
  await assertProblem(
    await carol.post("/v1/reports", { room, reason: "spam" }),
    409,
    "not-in-room",
  );
  await bob.post("/v1/next", TEA);
  await alice.join(TEA);
  await node.clock.advance(599_999);
  await alice.open();
  await file(alice, { room, reason: "spam" });
  await node.clock.advance(1);
  const late = await alice.post("/v1/reports", { room, reason: "spam" });
  await assertProblem(late, 409, "not-in-room");
});

Deno.test("reports on one person that come at once are all counted", async () => {
  const { node, bob, room, alice, store } = await talk();
  const others = [{ visitor: alice, room }];
  for (let count = 0; count < 2; count++) {
    await bob.post("/v1/leave", { room: others.at(-1)?.room });
    const visitor = await node.visitor();
    await visitor.join(TEA);
    const { match } = await bob.join(TEA);
    others.push({ visitor, room: match.room });
  }
  await Promise.all(others.map(({ visitor, room }) => file(visitor, { room, reason: "spam" })));
  const [found] = await store.list(keys.cases());
  assertEquals(found?.value.strikes.length, 3);
});

Deno.test("a report that the store did not take is not answered as taken, and can be made again", async () => {
  const { node, alice, room, store } = await talk();
  const faults = ["throw-before" as const];
  node.engine.plan = () => faults.pop();
  const failed = await alice.post("/v1/reports", { room, reason: "spam" });
  await assertProblem(failed, 503, "store-unavailable");
  await file(alice, { room, reason: "spam" });
  assertEquals((await store.list(keys.reports())).length, 1);
});
