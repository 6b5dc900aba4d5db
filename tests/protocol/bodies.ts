/**
 * Every request body as it may be sent, and every way in which it may not.
 *
 * It does not know how a body is read. The invariant it keeps: what is whole here comes out of
 * its schema as it went in.
 *
 * @module
 */
import type * as v from "valibot";
import {
  ackRequestSchema,
  appealRequestSchema,
  backRequestSchema,
  beatRequestSchema,
  blockRequestSchema,
  CHECK_CAUSES,
  CHECK_STAGES,
  checkRequestSchema,
  ladderRequestSchema,
  leaveRequestSchema,
  LIMITS,
  messageRequestSchema,
  queueRequestSchema,
  receiptRequestSchema,
  reportRequestSchema,
  sessionRequestSchema,
  signalRequestSchema,
  typingRequestSchema,
  widenRequestSchema,
} from "../../server/protocol.ts";

const room = "room-0000001";
const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

/** One call's body. */
export interface Body {
  readonly schema: v.GenericSchema;
  /** A body with every field, as it comes out again. */
  readonly whole: Readonly<Record<string, unknown>>;
  /** The least that is accepted, and what it means. */
  readonly least: readonly [body: Readonly<Record<string, unknown>>, meaning: unknown];
  /** Path, and fields that make the whole body wrong there; `undefined` leaves one out. */
  readonly bad: readonly (readonly [path: string, fields: Readonly<Record<string, unknown>>])[];
}

const candidate = {
  candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host",
  sdpMid: "0",
  sdpMLineIndex: 0,
  usernameFragment: "u",
};

const QUOTED = { id, from: "them", text: "hi", at: 5, signature: "s" };

/** The bodies by the call that they are sent with. */
export const BODIES: Readonly<Record<string, Body>> = {
  "POST /v1/sessions": {
    schema: sessionRequestSchema,
    whole: {
      site: "chess-club",
      device: "device-0000-0000",
      resume: "payload.mac",
      proof: "cHJvb2Y=",
      age: "minor",
      claim: "header.words.mac",
    },
    least: [{}, {}],
    bad: [
      ["site", { site: "Chess Club" }],
      ["site", { site: "" }],
      ["site", { site: 5 }],
      ["site", { site: null }],
      ["device", { device: "too-short" }],
      ["device", { device: "d".repeat(65) }],
      ["device", { device: "device 0000 0000" }],
      ["resume", { resume: "r".repeat(1_025) }],
      ["resume", { resume: {} }],
      ["proof", { proof: "p".repeat(2_049) }],
      ["age", { age: "old" }],
      ["age", { age: 18 }],
      ["claim", { claim: "c".repeat(2_049) }],
    ],
  },
  "POST /v1/queue": {
    schema: queueRequestSchema,
    whole: {
      mode: "video",
      interests: ["tea", "go"],
      languages: ["en", "pt-BR"],
      strictLanguages: true,
      reveal: "mutual",
      offer: { sdp: "v=0\r\n", id: "offer-1", mutual: true },
      room,
    },
    least: [{ mode: "text" }, {
      mode: "text",
      interests: [],
      languages: [],
      strictLanguages: false,
      reveal: "instant",
    }],
    bad: [
      ["mode", { mode: undefined }],
      ["mode", { mode: "smoke-signals" }],
      ["mode", { mode: ["text"] }],
      ["interests", { interests: "tea" }],
      ["interests", { interests: Array(11).fill("tea") }],
      ["interests.1", { interests: ["tea", 5] }],
      ["interests.0", { interests: ["x".repeat(257)] }],
      ["languages", { languages: Array(11).fill("en") }],
      ["languages.0", { languages: [null] }],
      ["languages.0", { languages: ["x".repeat(65)] }],
      ["strictLanguages", { strictLanguages: "yes" }],
      ["offer.sdp", { offer: {} }],
      ["offer.sdp", { offer: { sdp: "" } }],
      ["offer.sdp", { offer: { sdp: "x".repeat(LIMITS.sdpLength + 1) } }],
      ["offer", { offer: "v=0" }],
      ["offer.id", { offer: { sdp: "v=0", id: "no spaces" } }],
      ["room", { room: "../rooms" }],
    ],
  },
  "POST /v1/back": {
    schema: backRequestSchema,
    whole: {
      mode: "video",
      interests: ["tea"],
      languages: ["en"],
      strictLanguages: true,
      reveal: "mutual",
      offer: { sdp: "v=0\r\n", id: "offer-1", mutual: true },
      room,
    },
    least: [{ mode: "text", room }, {
      mode: "text",
      interests: [],
      languages: [],
      strictLanguages: false,
      reveal: "instant",
      room,
    }],
    bad: [
      ["room", { room: undefined }],
      ["room", { room: "../rooms" }],
      ["mode", { mode: undefined }],
      ["interests.1", { interests: ["tea", 5] }],
    ],
  },
  "POST /v1/widen": {
    schema: widenRequestSchema,
    whole: { step: 2 },
    least: [{}, {}],
    bad: [
      ["step", { step: 0 }],
      ["step", { step: 1.5 }],
      ["step", { step: "2" }],
      ["step", { step: null }],
    ],
  },
  "POST /v1/reports": {
    schema: reportRequestSchema,
    whole: {
      room,
      reason: "threat",
      note: "n".repeat(LIMITS.noteLength),
      messages: [QUOTED],
      frame: "data:image/jpeg;base64,/9j/4AAQ",
    },
    least: [{ room, reason: "spam" }, { room, reason: "spam", note: "", messages: [] }],
    bad: [
      ["room", { room: "short" }],
      ["reason", { reason: undefined }],
      ["reason", { reason: "bored" }],
      ["note", { note: "n".repeat(LIMITS.noteLength + 1) }],
      ["messages", { messages: Array(LIMITS.reportMessages + 1).fill(QUOTED) }],
      ["messages.0.from", { messages: [{ id, from: "bob", text: "", at: 5 }] }],
      ["messages.0.at", { messages: [{ id, from: "me", text: "", at: -1 }] }],
      ["messages.0.id", { messages: [{ id: "../1", from: "me", text: "", at: 1 }] }],
      ["messages.0.text", {
        messages: [{ id, from: "me", text: "x".repeat(LIMITS.messageLength + 1), at: 1 }],
      }],
      ["frame", { frame: "data:image/svg+xml;base64,PHN2Zz4=" }],
    ],
  },
  "POST /v1/receipts": {
    schema: receiptRequestSchema,
    whole: { receipt: "receipt-0001" },
    least: [{ receipt: "receipt-0001" }, { receipt: "receipt-0001" }],
    bad: [["receipt", { receipt: undefined }], ["receipt", { receipt: "no spaces" }]],
  },
  "POST /v1/appeals": {
    schema: appealRequestSchema,
    whole: { receipt: "receipt-0001", note: "It was not me" },
    least: [{ receipt: "receipt-0001", note: " x " }, { receipt: "receipt-0001", note: "x" }],
    bad: [
      ["receipt", { receipt: "short" }],
      ["note", { note: undefined }],
      ["note", { note: "   " }],
      ["note", { note: "n".repeat(LIMITS.noteLength + 1) }],
    ],
  },
  "POST /v1/leave": {
    schema: leaveRequestSchema,
    whole: { room },
    least: [{ room }, { room }],
    bad: [
      ["room", { room: undefined }],
      ["room", { room: "short" }],
      ["room", { room: "r".repeat(65) }],
      ["room", { room: "room 000001" }],
      ["room", { room: { $ne: null } }],
    ],
  },
  "POST /v1/signals": {
    schema: signalRequestSchema,
    whole: {
      room,
      generation: 3,
      description: { type: "offer", sdp: "v=0\r\n" },
      candidates: [candidate, null, {}, { sdpMid: null, sdpMLineIndex: null }],
    },
    least: [{ room, generation: 1 }, { room, generation: 1 }],
    bad: [
      ["room", { room: undefined }],
      ["generation", { generation: undefined }],
      ["generation", { generation: "1" }],
      ["generation", { generation: 0 }],
      ["generation", { generation: -1 }],
      ["generation", { generation: 1.5 }],
      ["generation", { generation: 1e308 }],
      ["generation", { generation: 1_000_001 }],
      ["description.type", { description: { type: "renegotiate", sdp: "v=0" } }],
      ["description.sdp", { description: { type: "offer", sdp: 5 } }],
      ["description.sdp", {
        description: { type: "offer", sdp: "x".repeat(LIMITS.sdpLength + 1) },
      }],
      ["description", { description: null }],
      ["candidates", { candidates: {} }],
      ["candidates", { candidates: Array(LIMITS.candidates + 1).fill(null) }],
      ["candidates.1", { candidates: [null, "candidate:1"] }],
      ["candidates.0.candidate", { candidates: [{ candidate: "x".repeat(1_025) }] }],
      ["candidates.0.sdpMLineIndex", { candidates: [{ sdpMLineIndex: -1 }] }],
      ["candidates.0.sdpMid", { candidates: [{ sdpMid: 0 }] }],
      ["candidates.0.usernameFragment", { candidates: [{ usernameFragment: "u".repeat(257) }] }],
    ],
  },
  "POST /v1/messages": {
    schema: messageRequestSchema,
    whole: { room, id, text: "x".repeat(LIMITS.messageLength), after: id, again: true },
    least: [{ room, id, text: "x" }, { room, id, text: "x", again: false }],
    bad: [
      ["room", { room: undefined }],
      ["id", { id: undefined }],
      ["id", { id: "1" }],
      ["id", { id: id.toLowerCase() }],
      ["id", { id: `8${id.slice(1)}` }],
      ["id", { id: `${id}\n` }],
      ["text", { text: undefined }],
      ["text", { text: "" }],
      ["text", { text: "x".repeat(LIMITS.messageLength + 1) }],
      ["text", { text: ["x"] }],
      ["after", { after: "the one before" }],
      ["again", { again: 1 }],
    ],
  },
  "POST /v1/acks": {
    schema: ackRequestSchema,
    whole: { room, ids: Array(LIMITS.acks).fill(id), seen: true },
    least: [{ room, ids: [id] }, { room, ids: [id], seen: false }],
    bad: [
      ["room", { room: undefined }],
      ["seen", { seen: "yes" }],
      ["ids", { ids: undefined }],
      ["ids", { ids: [] }],
      ["ids", { ids: Array(LIMITS.acks + 1).fill(id) }],
      ["ids.1", { ids: [id, "1"] }],
    ],
  },
  "POST /v1/check": {
    schema: checkRequestSchema,
    whole: { stage: CHECK_STAGES[0], cause: CHECK_CAUSES[0] },
    least: [{ stage: "ice", cause: "failed" }, { stage: "ice", cause: "failed" }],
    bad: [
      ["stage", { stage: undefined }],
      ["stage", { stage: "203.0.113.7" }],
      ["cause", { cause: undefined }],
      ["cause", { cause: "any text" }],
    ],
  },
  "POST /v1/blocks": {
    schema: blockRequestSchema,
    whole: { room },
    least: [{ room }, { room }],
    bad: [["room", { room: undefined }], ["room", { room: "short" }]],
  },
  "POST /v1/typing": {
    schema: typingRequestSchema,
    whole: { room, typing: true },
    least: [{ room, typing: false }, { room, typing: false }],
    bad: [
      ["room", { room: undefined }],
      ["typing", { typing: undefined }],
      ["typing", { typing: 1 }],
    ],
  },
  "POST /v1/ladder": {
    schema: ladderRequestSchema,
    whole: { room, step: "video", consent: true },
    least: [{ room, step: "reveal", consent: false }, { room, step: "reveal", consent: false }],
    bad: [
      ["room", { room: undefined }],
      ["step", { step: undefined }],
      ["step", { step: "stage" }],
      ["consent", { consent: undefined }],
      ["consent", { consent: "yes" }],
    ],
  },
  "POST /v1/beat": {
    schema: beatRequestSchema,
    whole: { hidden: true },
    least: [{}, { hidden: false }],
    bad: [["hidden", { hidden: "no" }]],
  },
};
