import { assertEquals, assertThrows } from "@std/assert/mod.js";
import {
  parseProblem,
  parseSeatAnswer,
  parseServerEvent,
  parseSessionAnswer,
  parseUnqueueAnswer,
  parseWidenAnswer,
} from "../../../component/link/wire.ts";

const MATCH = {
  room: "room-12345",
  role: "answerer",
  polite: true,
  generation: 1,
  mode: "video",
  why: { interests: ["tea"], language: null, step: 3, waitedMs: 12_001 },
  offer: { sdp: "v=0" },
};

const EVENTS: { readonly [type: string]: unknown } = {
  widened: { step: 2, nextInMs: 7_000, near: { interest: 0, language: "few", anyone: 40 } },
  matched: { ...MATCH, veiled: true, resumes: "room-00000" },
  signal: {
    room: "room-12345",
    generation: 2,
    description: { type: "answer", sdp: "v=0" },
    candidates: [null, { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: null }],
  },
  message: { room: "room-12345", id: "1", text: "hi", at: 5, signature: "x" },
  typing: { room: "room-12345", typing: false },
  ladder: { room: "room-12345", step: "voice", consent: true, agreed: true },
  "peer-away": { room: "room-12345", holdMs: 30_000 },
  "peer-back": { room: "room-12345" },
  "peer-left": { room: "room-12345", reason: "next" },
  back: { room: "room-12345", endsInMs: 10_000 },
  replaced: {},
  bye: { retryMs: 500 },
};

for (const [type, data] of Object.entries(EVENTS)) {
  Deno.test(`a "${type}" event is read whole, without fields that nobody knows`, () => {
    const wire = JSON.stringify({ ...Object(data), unheardOf: 1 });
    assertEquals<unknown>(parseServerEvent(type, wire), { type, data });
  });
}

Deno.test("hello is read in all three standings", () => {
  const hellos = [
    { resumed: true, state: "idle" },
    { resumed: false, state: "waiting", mode: "text", widensInMs: [1, 2] },
    {
      resumed: false,
      state: "seated",
      room: MATCH.room,
      generation: 4,
      role: "answerer",
      partnerPresent: false,
      match: MATCH,
    },
  ];
  for (const data of hellos) {
    assertEquals<unknown>(parseServerEvent("hello", JSON.stringify(data)), { type: "hello", data });
  }
});

Deno.test("events of types that this client does not know are skipped", () => {
  for (const type of ["elevator", "toString", "__proto__", "", "message2"]) {
    assertEquals(parseServerEvent(type, "{}"), null);
  }
});

Deno.test("an event that is not what the protocol says throws", () => {
  const bad: readonly (readonly [string, string])[] = [
    ["matched", JSON.stringify({ ...MATCH, role: "boss" })],
    ["matched", JSON.stringify({ ...MATCH, generation: "1" })],
    ["matched", JSON.stringify({ ...MATCH, why: null })],
    ["matched", JSON.stringify({ ...MATCH, veiled: "no" })],
    ["matched", JSON.stringify({ ...MATCH, room: "" })],
    ["peer-left", JSON.stringify({ room: "room-12345", reason: "banned" })],
    ["hello", JSON.stringify({ resumed: true, state: "seated" })],
    ["widened", "[]"],
    ["widened", "null"],
    ["widened", '{"step":2,"near":{"interest":0,"language":"many","anyone":40}}'],
    ["bye", '{"retryMs":null}'],
  ];
  for (const [type, data] of bad) assertThrows(() => parseServerEvent(type, data), TypeError);
  assertThrows(() => parseServerEvent("widened", "{"), SyntaxError);
});

Deno.test("the answers of the queue are read by their status", () => {
  assertEquals<unknown>(parseSeatAnswer({ status: "exists", widensInMs: [] }), {
    status: "exists",
    widensInMs: [],
  });
  const near = { interest: "few", language: 20, anyone: 300 };
  const queued = { status: "queued", widensInMs: [5_000], near };
  assertEquals<unknown>(parseSeatAnswer(queued), queued);
  assertEquals<unknown>(parseSeatAnswer({ status: "matched", match: MATCH }), {
    status: "matched",
    match: MATCH,
  });
  const widened = { status: "waiting", step: 2, nextInMs: 7_000, near };
  assertEquals<unknown>(parseWidenAnswer(widened), widened);
  assertEquals<unknown>(parseWidenAnswer({ status: "matched", match: MATCH }), {
    status: "matched",
    match: MATCH,
  });
  assertThrows(() => parseWidenAnswer({ status: "waiting" }), TypeError);
  assertThrows(() => parseSeatAnswer({ status: "matched" }), TypeError);
  assertEquals<unknown>(parseUnqueueAnswer({ status: "left" }), { status: "left" });
  assertThrows(() => parseUnqueueAnswer({ status: "matched" }), TypeError);
});

Deno.test("a session's answer without an address for the stream is refused", () => {
  const answer = {
    token: "t",
    beatMs: 20_000,
    eventsUrl: "/v1/events",
    iceServers: [{ urls: ["stun:example.org"] }],
    site: { modes: ["text"], reveal: "instant", privacy: "all", widening: [], rules: null },
  };
  assertEquals<unknown>(parseSessionAnswer({ ...answer, limits: {} }), answer);
  const closed = { ...answer.site, hours: { isOpen: false, changesAt: 1_767_225_600_000 } };
  assertEquals<unknown>(parseSessionAnswer({ ...answer, site: closed }).site, closed);
  assertThrows(() => parseSessionAnswer({ ...answer, eventsUrl: undefined }), TypeError);
});

Deno.test("a problem may leave out everything", () => {
  assertEquals(parseProblem({ title: "x" }), {});
});
