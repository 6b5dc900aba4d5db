/**
 * What the visitor sees, as data: one tagged union with its data on the variant.
 *
 * It does not know how anything is drawn, sent or captured. The invariant it keeps: a combination
 * of facts that makes no sense (waiting and talking, a talk without a match) cannot be written down.
 *
 * @module
 */
import type {
  LadderRequest,
  LeaveReason,
  Match,
  Mode,
  Near,
  RoomId,
  SitePolicyView,
} from "../../server/protocol.ts";
import type { DeviceChoice } from "../link/device_choice.ts";
import type { Devices, LostCause, MediaCause } from "../link/media.ts";
import type { MediaNote } from "../link/media_note.ts";
import type { Quality } from "../link/quality.ts";

/** The visitor's words for causes and reasons live in `strings/`. */
export type { DeviceChoice, Devices, LostCause, MediaCause, MediaNote, Quality };

/** What a visitor asks for. */
export interface Wish {
  readonly mode: Mode;
  /** Tags as the visitor wrote them; the server normalises. */
  readonly interests: readonly string[];
  /** BCP 47 tags, the most preferred first. */
  readonly languages: readonly string[];
  readonly strictLanguages: boolean;
}

/** Why the service cannot be used right now. */
export type TroubleCause =
  | "offline"
  | "server-away"
  | "origin-not-allowed"
  | "session-expired"
  | "rate-limited"
  /** Outside of the site's opening hours. */
  | "closed"
  /** The site asks of what age one is, or says itself who comes in. */
  | "gate-required"
  | "replaced"
  | "draining"
  | "internal";

/** How a message of one's own fares: `sent` is on the other's page, `seen` was in sight there. */
export type Delivery = "sending" | "sent" | "seen" | "failed";

/** One line of the talk. */
export interface Line {
  readonly id: string;
  readonly from: "self" | "partner";
  readonly text: string;
  /** Milliseconds since the epoch; by this device for one's own until the server said. */
  readonly at: number;
  /** Always `sent` for the partner's. */
  readonly delivery: Delivery;
  /** The server's, on what the partner wrote by way of it: a report of it can be verified. */
  readonly signature?: string;
}

/** How the call of a talk fares; `none` in text mode. */
export type Call =
  | { readonly kind: "none" }
  | { readonly kind: "connecting"; readonly sinceMs: number }
  | { readonly kind: "live" }
  | { readonly kind: "reconnecting" }
  | { readonly kind: "failed" };

/** Whether the other one is here. */
export type Partner =
  | { readonly kind: "here" }
  /** Away; the room is held until `until`, milliseconds since the epoch. */
  | { readonly kind: "away"; readonly until: number };

/** How asking for another look at a decision fares. */
export type Appeal = "none" | "sending" | "sent" | "failed";

/** A step of the ladder: another mode, or from veiled pictures to whole ones. */
export type Step = LadderRequest["step"];

/** What of the ladder text → voice → video is under way in a talk; `step` is where it leads. */
export type Ladder =
  /** This side wants it and its devices are being asked for; `isTheirs`: the other one began. */
  | { readonly kind: "preparing"; readonly step: Mode; readonly isTheirs: boolean }
  /** The other one is asked, until then (milliseconds since the epoch). */
  | { readonly kind: "asked"; readonly step: Step; readonly until: number }
  /** The other one asks. */
  | { readonly kind: "offered"; readonly step: Step }
  /** They would rather not, for now. */
  | { readonly kind: "declined"; readonly step: Step }
  /** One's own device keeps one from it. */
  | { readonly kind: "refused"; readonly step: Mode; readonly cause: MediaCause };

/** A skip that may yet be undone, if both want that, or what became of it. */
export interface Undo {
  /**
   * `open`: either may want it; `wanted`: whoever skipped does; `asked`: this side does; `gone`: it
   * did, and the other one has gone on.
   */
  readonly is: "open" | "wanted" | "asked" | "gone";
  /** The talk that was left. */
  readonly room: RoomId;
  /** What was written in it. */
  readonly lines: readonly Line[];
  /** When it is too late, milliseconds since the epoch. */
  readonly until: number;
}

/** The state of the whole conversation machine. */
export type ChatState =
  /** Nothing runs: the start screen. */
  | { readonly kind: "welcome" }
  /** The browser is being asked for camera or microphone; no ticket exists. */
  | { readonly kind: "asking"; readonly wish: Wish }
  /** Camera or microphone cannot be used; `alternatives` are the modes that still work. */
  | {
    readonly kind: "refused";
    readonly wish: Wish;
    readonly cause: MediaCause;
    readonly alternatives: readonly Mode[];
  }
  /** Session and stream are being opened, or the wish is being sent. */
  | { readonly kind: "opening"; readonly wish: Wish; readonly undo?: Undo }
  /** A ticket waits. */
  | {
    readonly kind: "waiting";
    readonly wish: Wish;
    /** Milliseconds since the epoch. */
    readonly since: number;
    /** The step, from 1, whose wishes hold now. */
    readonly step: number;
    /** When the next step begins, milliseconds since the epoch, or none is left. */
    readonly widensAt: number | null;
    /** Who waits near, as the server told last; absent where it has not. */
    readonly near?: Near;
    /** Whether the stream is open; while not, the search pauses. */
    readonly online: boolean;
    readonly undo?: Undo;
  }
  /** Two are in a room. */
  | {
    readonly kind: "talk";
    readonly wish: Wish;
    readonly match: Match;
    /** Milliseconds since the epoch. */
    readonly since: number;
    readonly partner: Partner;
    readonly call: Call;
    readonly lines: readonly Line[];
    readonly isPartnerTyping: boolean;
    /** Whether the stream is open; text on the data channel goes on without it. */
    readonly online: boolean;
    /** Where the two stand on the ladder, while one of them wants another step. */
    readonly ladder?: Ladder;
  }
  /** The talk is over and nothing waits. */
  | {
    readonly kind: "ended";
    readonly wish: Wish;
    readonly match: Match;
    readonly reason: LeaveReason;
    readonly lines: readonly Line[];
    /** Whether this visitor wants never to meet the other one again; ended by that if in a talk. */
    readonly isBlocked?: boolean;
    readonly undo?: Undo;
  }
  /** Nobody is met for a while, by a decision about this visitor. */
  | {
    readonly kind: "restricted";
    readonly wish: Wish;
    /** Milliseconds since the epoch. */
    readonly until: number;
    /** What it is about; empty where the server has not said. */
    readonly rule: string;
    /** By which it can be asked about; empty where the server has not said. */
    readonly receipt: string;
    readonly appeal: Appeal;
  }
  /** The service cannot be used; `retryAt` is when it is tried again by itself, if it is. */
  | {
    readonly kind: "trouble";
    readonly wish: Wish | null;
    readonly cause: TroubleCause;
    readonly retryAt: number | null;
    /** When the site opens, milliseconds since the epoch, if it is closed and ever does. */
    readonly opensAt?: number;
  };

/** Everything that a view may draw. */
export interface ChatSnapshot {
  readonly state: ChatState;
  readonly devices: Devices;
  /** Which devices the visitor has chosen. */
  readonly choice: DeviceChoice;
  /** What the other one says of their picture and sound. */
  readonly theirs: MediaNote;
  /** How the connection fares, once it has been watched for a moment. */
  readonly quality: Quality | null;
  /** One's own picture and sound, while captured. */
  readonly localStream: MediaStream | null;
  /** The other's picture and sound, while received. */
  readonly remoteStream: MediaStream | null;
  /** What the site decides, once a session exists. */
  readonly site: SitePolicyView | null;
}
