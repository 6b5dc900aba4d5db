/**
 * The wire's sessions: what a client says of itself, and what its site has decided for it.
 *
 * It does not know tokens or sites. The invariant it keeps: nothing of a site is told but what a
 * client acts on.
 *
 * @module
 */
import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import type { SessionId } from "./names.ts";
import type { Mode } from "./queue.ts";
import type { IceServer } from "./service.ts";

/** Who somebody is kept among: whoever is of age, or not yet. */
export const ageGroupSchema = v.picklist(["adult", "minor"]);

/** Who somebody is kept among: whoever is of age, or not yet. */
export type AgeGroup = v.InferOutput<typeof ageGroupSchema>;

const siteName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/));

/** Body of `POST /v1/sessions`. */
export const sessionRequestSchema = v.object({
  site: v.optional(siteName),
  device: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/))),
  resume: v.optional(v.pipe(v.string(), v.maxLength(1_024))),
  /** An answered {@linkcode Challenge}, as ALTCHA's widget encodes it: base64 of its JSON. */
  proof: v.optional(v.pipe(v.string(), v.maxLength(2_048))),
  /** What the visitor said of their age, having agreed to the rules, where the site asks. */
  age: v.optional(ageGroupSchema),
  /** What the site states of its visitor, signed: see `server/safety/gate.ts`. */
  claim: v.optional(v.pipe(v.string(), v.maxLength(2_048))),
});

/** Body of `POST /v1/sessions`. */
export type SessionRequest = v.InferOutput<typeof sessionRequestSchema>;

/** Body of `POST /v1/beat`. */
export const beatRequestSchema = v.object({ hidden: v.optional(v.boolean(), false) });

/** From a waiting time on, whom a ticket accepts. */
export interface WideningStep {
  /** Waiting time from which the step holds, in milliseconds. */
  readonly fromMs: number;
  readonly accepts: "interest" | "language" | "anyone";
}

/** Whether a site with opening hours is open. */
export interface OpeningView {
  readonly isOpen: boolean;
  /** When it opens or closes next, milliseconds since the epoch; `null` if it never does. */
  readonly changesAt: number | null;
}

/** What stands before the first match. */
export interface GateView {
  /** `ask`: the visitor is asked; `claim`: the site itself says who may pass. */
  readonly kind: "ask" | "claim";
  /** Whoever is younger may not come in, in years. */
  readonly minimumAge: number;
  /** Whether those who are not of age come in, among themselves. */
  readonly separatesMinors: boolean;
  /** As what this session has passed; `null` while it has not. */
  readonly passedAs: AgeGroup | null;
}

/** What the classifier of pictures tells apart, in the order of its scores: nsfwjs's classes. */
export const FRAME_CLASSES = ["drawing", "hentai", "neutral", "porn", "sexy"] as const;

/** What a picture may be taken for. */
export type FrameClass = (typeof FRAME_CLASSES)[number];

/** What the site decides for its visitors. */
export interface SitePolicyView {
  readonly modes: readonly Mode[];
  /** `mutual`: pictures begin veiled, until both want to be seen. */
  readonly reveal: "mutual" | "instant";
  readonly privacy: "all" | "relay";
  readonly widening: readonly WideningStep[];
  /** Rules in the site's words, or none. */
  readonly rules: string | null;
  /** Absent where the site is always open. */
  readonly hours?: OpeningView;
  /** Absent where nothing stands before the first match. */
  readonly gate?: GateView;
  /**
   * From which score on a stranger's picture is covered, on the device that shows it: one for each of
   * {@linkcode FRAME_CLASSES}, in their order, above 0 and up to 1, or 0 for a class that does not
   * count. Absent where pictures are not looked at.
   */
  readonly frameCheck?: readonly number[];
}

/** Answer of `POST /v1/sessions`. */
export interface SessionAnswer {
  readonly token: string;
  readonly session: SessionId;
  readonly expiresInMs: number;
  readonly beatMs: number;
  /** Where this session opens its stream; relative to the address of this request. */
  readonly eventsUrl: string;
  readonly iceServers: readonly IceServer[];
  readonly limits: typeof LIMITS;
  readonly site: SitePolicyView;
}
