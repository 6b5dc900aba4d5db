/**
 * The wire as bytes: whoever changes one of these changes the protocol for every page out there.
 */
import { assertEquals } from "@std/assert/mod.js";
import { encodeEvent, HEARTBEAT, parsePosition } from "../../server/events/sse.ts";
import { ProblemError, problemResponse } from "../../server/problem.ts";
import {
  type EventMap,
  type EventType,
  type Match,
  PROBLEM_SLUGS,
  type RoomId,
  type ServerEvent,
} from "../../server/protocol.ts";

const room = "room-0000001" as RoomId;
const match: Match = {
  room,
  role: "answerer",
  polite: true,
  generation: 1,
  mode: "video",
  why: { interests: ["tea"], language: "en", step: 1, waitedMs: 1200 },
  offer: { sdp: "v=0\r\n" },
};
const MATCH_JSON = '{"room":"room-0000001","role":"answerer","polite":true,"generation":1,' +
  '"mode":"video","why":{"interests":["tea"],"language":"en","step":1,"waitedMs":1200},' +
  '"offer":{"sdp":"v=0\\r\\n"}}';

/** One event of each type; the type checker asks for a row when a type joins. */
const GOLDEN: { readonly [Type in EventType]: readonly [data: EventMap[Type], json: string] } = {
  "hello": [
    { resumed: false, state: "waiting", mode: "text", widensInMs: [5000, 12000] },
    '{"resumed":false,"state":"waiting","mode":"text","widensInMs":[5000,12000]}',
  ],
  "widened": [
    { step: 2, nextInMs: 7000, near: { interest: 0, language: "few", anyone: 40 } },
    '{"step":2,"nextInMs":7000,"near":{"interest":0,"language":"few","anyone":40}}',
  ],
  "matched": [match, MATCH_JSON],
  "signal": [
    {
      room,
      generation: 2,
      description: { type: "answer", sdp: "v=0\r\n" },
      candidates: [{ candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 }, null],
    },
    '{"room":"room-0000001","generation":2,"description":{"type":"answer","sdp":"v=0\\r\\n"},' +
    '"candidates":[{"candidate":"candidate:1","sdpMid":"0","sdpMLineIndex":0},null]}',
  ],
  "message": [
    { room, id: "01ARZ3NDEKTSV4RRFFQ69G5FAV", text: "Grüße 👋", at: 1767225600000, signature: "s" },
    '{"room":"room-0000001","id":"01ARZ3NDEKTSV4RRFFQ69G5FAV","text":"Grüße 👋",' +
    '"at":1767225600000,"signature":"s"}',
  ],
  "ack": [
    { room, ids: ["01ARZ3NDEKTSV4RRFFQ69G5FAV"] },
    '{"room":"room-0000001","ids":["01ARZ3NDEKTSV4RRFFQ69G5FAV"]}',
  ],
  "typing": [{ room, typing: true }, '{"room":"room-0000001","typing":true}'],
  "ladder": [
    { room, step: "voice", consent: true, agreed: true },
    '{"room":"room-0000001","step":"voice","consent":true,"agreed":true}',
  ],
  "peer-away": [{ room, holdMs: 30000 }, '{"room":"room-0000001","holdMs":30000}'],
  "peer-back": [{ room }, '{"room":"room-0000001"}'],
  "peer-left": [{ room, reason: "next" }, '{"room":"room-0000001","reason":"next"}'],
  "back": [{ room, endsInMs: 10000 }, '{"room":"room-0000001","endsInMs":10000}'],
  "restricted": [
    { rule: "spam", until: 1_767_229_200_000, receipt: "01K0000000" },
    '{"rule":"spam","until":1767229200000,"receipt":"01K0000000"}',
  ],
  "replaced": [{}, "{}"],
  "bye": [{ retryMs: 1000 }, '{"retryMs":1000}'],
};

for (const [type, [data, json]] of Object.entries(GOLDEN)) {
  Deno.test(`the bytes of a "${type}" event are one block with id, event and data`, () => {
    const bytes = encodeEvent({ type, data } as ServerEvent, { epoch: "ep", seq: 7 });
    assertEquals(new TextDecoder().decode(bytes), `id: ep:7\nevent: ${type}\ndata: ${json}\n\n`);
  });
}

Deno.test("a seated hello carries the whole match beside the short fields", () => {
  const data = {
    resumed: true,
    state: "seated",
    room,
    generation: 1,
    role: "answerer",
    partnerPresent: false,
    match,
  } as const;
  const bytes = encodeEvent({ type: "hello", data }, { epoch: "ep", seq: 0 });
  assertEquals(
    new TextDecoder().decode(bytes),
    'id: ep:0\nevent: hello\ndata: {"resumed":true,"state":"seated","room":"room-0000001",' +
      `"generation":1,"role":"answerer","partnerPresent":false,"match":${MATCH_JSON}}\n\n`,
  );
});

Deno.test("a heartbeat is a comment, so that no client takes it for an event", () => {
  assertEquals(new TextDecoder().decode(HEARTBEAT), ":\n\n");
});

Deno.test("line ends of any kind in a text stay inside the data line", () => {
  const data = { room, id: "i", text: "a\nb\r\nc\rd\u2028e\u0000", at: 1, signature: "s" };
  const bytes = encodeEvent({ type: "message", data }, { epoch: "ep", seq: 1 });
  assertEquals(
    new TextDecoder().decode(bytes),
    'id: ep:1\nevent: message\ndata: {"room":"room-0000001","id":"i",' +
      '"text":"a\\nb\\r\\nc\\rd\u2028e\\u0000","at":1,"signature":"s"}\n\n',
  );
});

Deno.test("a lone surrogate is written as an escape, so that the stream stays UTF-8", () => {
  const data = { room, id: "i", text: "\ud800", at: 1, signature: "s" };
  const bytes = encodeEvent({ type: "message", data }, { epoch: "ep", seq: 1 });
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  assertEquals(text.includes('"text":"\\ud800"'), true, text);
});

Deno.test("a position is read back as it was written, and nothing else is a position", () => {
  assertEquals(parsePosition("ep-_9:12"), { epoch: "ep-_9", seq: 12 });
  const others = [
    null,
    "",
    ":",
    "ep",
    "ep:",
    ":1",
    "ep:-1",
    "ep:1.5",
    "ep:1e3",
    "ep:1:2",
    " ep:1",
    "ep:1\n",
    "ep:1\r\nevent: x",
    `ep:${"9".repeat(16)}`,
    `${"e".repeat(33)}:1`,
    "é:1",
  ];
  for (const id of others) assertEquals(parsePosition(id), undefined, `${id}`);
});

/** Status and title of each slug, in the order of the protocol. */
const PROBLEMS: readonly (readonly [status: number, title: string])[] = [
  [400, "The request is not valid"],
  [413, "The body is too large"],
  [415, "The body must be application/json"],
  [401, "A session token is needed"],
  [401, "The session has expired"],
  [403, "This origin is not allowed"],
  [409, "The session is not in this room"],
  [409, "The call has moved on"],
  [409, "The other side begins a call"],
  [409, "The other one has gone on"],
  [404, "There is nothing here"],
  [429, "Too many requests"],
  [403, "A proof of work is needed"],
  [403, "The session is restricted"],
  [403, "The site is closed at this hour"],
  [403, "Age and rules come first"],
  [503, "The store does not answer"],
  [503, "The server is closing"],
  [500, "Something went wrong on the server"],
];

for (const [index, slug] of PROBLEM_SLUGS.entries()) {
  const [status, title] = PROBLEMS[index] ?? [];
  Deno.test(`the problem "${slug}" has its exact JSON and status`, async () => {
    const response = problemResponse(new ProblemError(slug, "Cannot go on: it rains"), "req-1");
    assertEquals(response.status, status);
    assertEquals(
      await response.text(),
      `{"type":"/problems/${slug}","title":"${title}","status":${status},` +
        '"detail":"Cannot go on: it rains","instance":"req-1"}',
    );
    assertEquals(Object.fromEntries(response.headers), {
      "cache-control": "no-store",
      "content-type": "application/problem+json",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    });
  });
}

Deno.test("a problem that can be tried again says when, in the body and rounded up in the header", async () => {
  const problem = new ProblemError("rate-limited", "Cannot go on: wait", { retryAfterMs: 1_001 });
  const response = problemResponse(problem, "req-1");
  assertEquals(response.headers.get("retry-after"), "2");
  assertEquals(
    await response.text(),
    '{"type":"/problems/rate-limited","title":"Too many requests","status":429,' +
      '"detail":"Cannot go on: wait","instance":"req-1","retryAfterMs":1001}',
  );
});
