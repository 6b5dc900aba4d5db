/**
 * Readers for everything that the server says, by the types of `server/protocol.ts`.
 *
 * It does not know what is done with it. The invariant it keeps: a value of a protocol type that
 * came from the network has passed through here; unknown fields are dropped, unknown events are
 * skipped, so that the server can grow.
 *
 * @module
 */
import type {
  Coarse,
  EventMap,
  IceAnswer,
  Match,
  MessageAnswer,
  Near,
  RoomId,
  ServerEvent,
  SitePolicyView,
  UnqueueAnswer,
  WidenAnswer,
} from "../../server/protocol.ts";
import type { SeatAnswer } from "./signaling.ts";
import {
  flag,
  is,
  listOf,
  nullable,
  number,
  object,
  oneOf,
  type Parsed,
  type Parser,
  text,
} from "./parse.ts";

const roomId = is("a room", (value): value is RoomId => typeof value === "string" && value !== "");
const mode = oneOf("video", "voice", "text");
const role = oneOf("offerer", "answerer");
const schedule = listOf(number);
const nothing = object({});
const yes = is("true", (value): value is true => value === true);

const match: Parser<Match> = object({
  room: roomId,
  role,
  polite: flag,
  generation: number,
  mode,
  why: object({
    interests: listOf(text),
    language: nullable(text),
    step: number,
    waitedMs: number,
  }),
}, { veiled: yes, offer: object({ sdp: text }), offered: text, resumes: roomId });

const hello: Parser<EventMap["hello"]> = (value) => {
  const base = object({ resumed: flag, state: oneOf("idle", "waiting", "seated") })(value);
  const { resumed, state } = base;
  if (state === "idle") return { resumed, state };
  if (state === "waiting") {
    return { resumed, state, ...object({ mode, widensInMs: schedule })(value) };
  }
  const seat = { room: roomId, generation: number, role, partnerPresent: flag, match };
  return { resumed, state, ...object(seat)(value) };
};

const candidate = nullable(object({}, {
  candidate: text,
  sdpMid: nullable(text),
  sdpMLineIndex: nullable(number),
  usernameFragment: nullable(text),
}));

const signal: Parser<EventMap["signal"]> = object({ room: roomId, generation: number }, {
  description: object({ type: oneOf("offer", "answer", "pranswer", "rollback") }, { sdp: text }),
  candidates: (value: unknown) => [...listOf(candidate)(value)],
});

const people: Parser<Coarse> = (value) => value === "few" ? value : number(value);
const near: Parser<Near> = object({ interest: people, language: people, anyone: people });
const widened = object({ step: number }, { nextInMs: number, near });

const events: { readonly [Type in keyof EventMap]: Parser<EventMap[Type]> } = {
  hello,
  widened,
  matched: match,
  signal,
  message: object({ room: roomId, id: text, text, at: number, signature: text }, { after: text }),
  ack: object({ room: roomId, ids: listOf(text) }, { seen: flag }),
  typing: object({ room: roomId, typing: flag }),
  ladder: object(
    { room: roomId, step: oneOf("text", "voice", "video", "reveal"), consent: flag },
    { agreed: yes },
  ),
  "peer-away": object({ room: roomId, holdMs: number }),
  "peer-back": object({ room: roomId }),
  back: object({ room: roomId, endsInMs: number }),
  "peer-left": object({ room: roomId, reason: oneOf("left", "next", "lost", "ended") }),
  restricted: object({ rule: text, until: number, receipt: text }),
  replaced: nothing,
  bye: object({ retryMs: number }),
};

/**
 * Reads one event of the stream.
 *
 * @param type The event's name.
 * @param data Its data, JSON.
 * @returns The event, or `null` when this client does not know its type.
 * @throws {TypeError | SyntaxError} When the data is not what the protocol says.
 */
export function parseServerEvent(type: string, data: string): ServerEvent | null {
  if (!isEventType(type)) return null;
  // One cast for the one thing TypeScript cannot see: the parser belongs to the type's own name.
  return { type, data: events[type](JSON.parse(data)) } as ServerEvent;
}

function isEventType(type: string): type is keyof EventMap {
  return Object.hasOwn(events, type);
}

const iceServers = listOf(object({ urls: listOf(text) }, { username: text, credential: text }));

const site: Parser<SitePolicyView> = object({
  modes: listOf(mode),
  reveal: oneOf("mutual", "instant"),
  privacy: oneOf("all", "relay"),
  widening: listOf(object({ fromMs: number, accepts: oneOf("interest", "language", "anyone") })),
  rules: nullable(text),
}, {
  frameCheck: listOf(number),
  hours: object({ isOpen: flag, changesAt: nullable(number) }),
  gate: object({
    kind: oneOf("ask", "claim"),
    minimumAge: number,
    separatesMinors: flag,
    passedAs: nullable(oneOf("adult", "minor")),
  }),
});

/** Reads the answer of `POST /v1/sessions`: the part of it that this client uses. */
export const parseSessionAnswer = object({
  token: text,
  beatMs: number,
  eventsUrl: text,
  iceServers,
  site,
});
/** The part of the answer of `POST /v1/sessions` that this client uses. */
export type SessionGrant = Parsed<typeof parseSessionAnswer>;

/** Reads the answer of `POST /v1/queue`, `POST /v1/next` and `POST /v1/back`. */
export const parseSeatAnswer: Parser<SeatAnswer> = (value) => {
  const { status } = object({ status: oneOf("queued", "exists", "matched", "asked") })(value);
  if (status === "matched") return { status, ...object({ match })(value) };
  if (status === "asked") return { status };
  return { status, ...object({ widensInMs: schedule }, { near })(value) };
};

/** Reads the answer of `POST /v1/widen`. */
export const parseWidenAnswer: Parser<WidenAnswer> = (value) => {
  const { status } = object({ status: oneOf("waiting", "matched") })(value);
  return status === "matched"
    ? { status, ...object({ match })(value) }
    : { status, ...widened(value) };
};

/** Reads the answer of `DELETE /v1/queue`. */
export const parseUnqueueAnswer: Parser<UnqueueAnswer> = (value) => {
  const { status } = object({ status: oneOf("left", "matched") })(value);
  return status === "left" ? { status } : { status, ...object({ room: roomId })(value) };
};

/** Reads the answer of `POST /v1/messages`. */
export const parseMessageAnswer: Parser<MessageAnswer> = object({ id: text, at: number });

/** Reads the answer of `GET /v1/ice`. */
export const parseIceAnswer: Parser<IceAnswer> = object({ iceServers, expiresInMs: number });

/** Reads the body of a problem (RFC 9457); a missing slug reads as `internal`. */
export const parseProblem = object({}, { type: text, detail: text, retryAfterMs: number });
