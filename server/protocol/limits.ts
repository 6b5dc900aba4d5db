/**
 * Bounds and beats that both sides of the wire hold to.
 *
 * It does not know what is bounded. The invariant it keeps: a bound that a client has to know is told
 * to it from here.
 *
 * @module
 */

/** Bounds of what a client may send, also told to it in the answer of `POST /v1/sessions`. */
export const LIMITS = {
  /** Largest request body in bytes: two descriptions of a rich browser fit well. */
  bodyBytes: 32 * 1024,
  /** Time in which a body has to be complete, in milliseconds. */
  bodyDeadlineMs: 10_000,
  /** Interest tags of one ticket. */
  interests: 10,
  /** Characters (code points) of one tag after normalisation. */
  interestLength: 32,
  /** Languages of one ticket. */
  languages: 10,
  /** Characters (UTF-16 units) of one message. */
  messageLength: 2_000,
  /** Messages acknowledged at once. */
  acks: 100,
  /** Candidates in one signal. */
  candidates: 40,
  /** Characters of one session description. */
  sdpLength: 24_000,
  /** Largest body of a report in bytes: messages in any script, and a frame. */
  reportBytes: 512 * 1024,
  /** Messages in one report. */
  reportMessages: 50,
  /** Characters (UTF-16 units) of what is written to a report or an appeal. */
  noteLength: 1_000,
  /** Characters of a report's frame as a data URL: 48 KiB, a small picture of good quality. */
  frameLength: 48 * 1024,
} as const;

/** How often a client says that it is alive, in milliseconds. */
export const BEAT_MS = 20_000;

/** How long after a skip the two may want each other back, in milliseconds. */
export const BACK_MS = 10_000;

/** How often the server writes a comment on an idle stream, in milliseconds. */
export const HEARTBEAT_MS = 15_000;

/** Being of age, in years, where the law does not say otherwise. */
export const ADULT_AGE = 18;
