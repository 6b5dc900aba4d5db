/**
 * When a call's connection is doubted, given a new way, built anew or given up: the whole policy,
 * its numbers and its decisions, as data and one pure function.
 *
 * It does not know peers, signals or time; `call.ts` tells what happens and does what is decided.
 * The invariant it keeps: in every phase but `given-up` something is due at a known time, so that no
 * call stays as it is for lack of an event.
 *
 * @module
 */
import type { PeerState } from "./peer_types.ts";

/** How the picture and sound fare. */
export type CallState = "connecting" | "live" | "reconnecting" | "failed";

/** The policy's numbers, in milliseconds where nothing else is said. */
export const RECOVERY = {
  /** A connection that the browser calls `disconnected` is looked at this often. */
  lookMs: 1_000,
  /** Looks in a row without a new byte until it counts as lost: most breaks mend by then. */
  maxQuietLooks: 2,
  /** A new way has this long; then a new connection is built. */
  restartMs: 8_000,
  /** A new connection has this long to connect: as Jitsi's. */
  buildMs: 15_000,
  /** New connections in a row that did not connect; after them the call counts as failed. */
  maxBuilds: 4,
  /** The answerer's times are longer by this: mostly the offerer has acted by then. */
  yieldMs: 3_000,
  /** A connection that lived this long gets a new way with fresh credentials; they last 30 min. */
  renewMs: 25 * 60_000,
  /** Fresh relay credentials are waited for no longer than this. */
  credentialsMs: 2_000,
} as const;

/** How many looks more the answerer takes. */
const YIELD_LOOKS = RECOVERY.yieldMs / RECOVERY.lookMs;

/** Where a call's connection stands. */
export interface Standing {
  readonly phase:
    /** Made, and not connected yet. */
    | "building"
    | "live"
    /** The browser says that it is cut off; what comes in tells. */
    | "doubted"
    /** The same connection looks for a new way. */
    | "restarting"
    | "given-up";
  /** Connections since the last one that held. */
  readonly builds: number;
  /** Looks in a row without a new byte. */
  readonly quietLooks: number;
  /** Whether any connection of this call has held. */
  readonly hasBeenLive: boolean;
}

/** What can happen to it. */
export type Happening =
  /** The call begins with a connection that is under way. */
  | { readonly kind: "begun" }
  | { readonly kind: "state"; readonly state: PeerState }
  /** What was due is due. */
  | {
    readonly kind: "due";
    /** Whether the browser says that it is connected. */
    readonly isConnected: boolean;
    /** Whether anything came in since the last look. */
    readonly isHeard: boolean;
  }
  /** This device has a network again, or another one. */
  | { readonly kind: "network" }
  /** The other side has opened a generation: a connection is built with it. */
  | { readonly kind: "joined" }
  /** The page may make no connections at all. */
  | { readonly kind: "forbidden" }
  /** Somebody wants it tried again, whatever has failed. */
  | { readonly kind: "retry" };

/** What the two browsers and roles allow. */
export interface Side {
  readonly isOfferer: boolean;
  /** Whether an ICE restart can bring a lost connection back here. */
  readonly canRestartIce: boolean;
}

/** What follows. */
export interface Verdict {
  readonly standing: Standing;
  /** `restart`: a new way for the connection. `rebuild`: a new one, in the next generation. */
  readonly act: "none" | "restart" | "rebuild" | "give-up";
  /** When it is due from now; `undefined` leaves what was due. */
  readonly dueMs?: number | undefined;
}

/** A call that has not begun. */
export const AT_FIRST: Standing = {
  phase: "building",
  builds: 0,
  quietLooks: 0,
  hasBeenLive: false,
};

/** What a visitor is to be told. */
export function stateOf({ phase, quietLooks, hasBeenLive }: Standing): CallState {
  if (phase === "given-up") return "failed";
  if (!hasBeenLive) return "connecting";
  // A connection that still brings something, or moves while it holds, is no news.
  return phase === "live" || (phase !== "building" && quietLooks === 0) ? "live" : "reconnecting";
}

/** Decides what follows from what happened. */
export function decide(standing: Standing, happening: Happening, side: Side): Verdict {
  const { phase, builds } = standing;
  switch (happening.kind) {
    case "begun":
      return build({ ...standing, builds: 0 }, "none", side);
    case "joined":
      // What the other side tries counts here, too; otherwise two could go on for ever.
      return build({ ...standing, builds: Math.min(builds, RECOVERY.maxBuilds - 1) }, "none", side);
    case "retry":
      return build({ ...standing, builds: 0 }, "rebuild", side);
    case "forbidden":
      return { standing: { ...standing, phase: "given-up" }, act: "give-up" };
    case "network":
      return followNetwork(standing, side);
    case "state":
      return followState(standing, happening.state, side);
    case "due":
      if (phase === "doubted") return look(standing, happening, side);
      if (phase === "live") return renew(standing, side);
      if (phase === "restarting" && happening.isConnected) return hold(standing);
      return build(standing, "rebuild", side);
  }
}

function followState(standing: Standing, state: PeerState, side: Side): Verdict {
  const { phase } = standing;
  if (state === "connected") return hold(standing);
  if (phase !== "live" && phase !== "doubted") {
    if (phase === "given-up" || state === "connecting") return stay(standing);
    // While it is built or restarted its time is running already; without restarts, why wait.
    if (state === "failed" && !side.canRestartIce) return build(standing, "rebuild", side);
    return stay(phase === "restarting" ? lost(standing) : standing);
  }
  switch (state) {
    case "failed":
      return side.isOfferer || !side.canRestartIce ? mend(standing, side) : giveWay(standing);
    case "disconnected":
      return { standing: { ...standing, phase: "doubted" }, act: "none", dueMs: RECOVERY.lookMs };
    case "connecting":
      // The other side has begun to look for a new way.
      return restart(standing, "none", side);
  }
}

function followNetwork(standing: Standing, side: Side): Verdict {
  switch (standing.phase) {
    case "live":
      if (side.canRestartIce) return restart(standing, "restart", side);
      return { standing: { ...standing, phase: "doubted" }, act: "none", dueMs: RECOVERY.lookMs };
    case "doubted":
    case "restarting":
      return mend(standing, side);
    case "building":
    case "given-up":
      return build({ ...standing, builds: 0 }, "rebuild", side);
  }
}

function look(
  standing: Standing,
  { isConnected, isHeard }: { readonly isConnected: boolean; readonly isHeard: boolean },
  side: Side,
): Verdict {
  if (isHeard && isConnected) return hold(standing);
  const quietLooks = isHeard ? 0 : standing.quietLooks + 1;
  const looked = { ...standing, quietLooks };
  const grace = side.isOfferer ? 0 : YIELD_LOOKS;
  if (quietLooks >= RECOVERY.maxQuietLooks + grace) return mend(looked, side);
  return { standing: looked, act: "none", dueMs: RECOVERY.lookMs };
}

/** Lost, and the offerer is about to do what this side does if nothing comes of that. */
function giveWay(standing: Standing): Verdict {
  const quietLooks = RECOVERY.maxQuietLooks + YIELD_LOOKS - 1;
  return {
    standing: { ...standing, phase: "doubted", quietLooks },
    act: "none",
    dueMs: RECOVERY.yieldMs,
  };
}

/** Lost: a new way for it where the browser can, otherwise a new connection. */
function mend(standing: Standing, side: Side): Verdict {
  return side.canRestartIce
    ? restart(lost(standing), "restart", side)
    : build(standing, "rebuild", side);
}

function lost(standing: Standing): Standing {
  return { ...standing, quietLooks: Math.max(1, standing.quietLooks) };
}

function renew(standing: Standing, side: Side): Verdict {
  return side.canRestartIce
    ? restart(standing, "restart", side)
    : { standing, act: "none", dueMs: RECOVERY.renewMs };
}

function restart(standing: Standing, act: "none" | "restart", side: Side): Verdict {
  return {
    standing: { ...standing, phase: "restarting" },
    act,
    dueMs: RECOVERY.restartMs + yieldOf(side),
  };
}

function build(standing: Standing, act: "none" | "rebuild", side: Side): Verdict {
  if (standing.builds >= RECOVERY.maxBuilds) {
    return { standing: { ...standing, phase: "given-up" }, act: "give-up" };
  }
  return {
    standing: { ...standing, phase: "building", builds: standing.builds + 1, quietLooks: 0 },
    act,
    dueMs: RECOVERY.buildMs + yieldOf(side),
  };
}

function hold(standing: Standing): Verdict {
  return {
    standing: { ...standing, phase: "live", builds: 0, quietLooks: 0, hasBeenLive: true },
    act: "none",
    dueMs: RECOVERY.renewMs,
  };
}

function stay(standing: Standing): Verdict {
  return { standing, act: "none" };
}

function yieldOf({ isOfferer }: Side): number {
  return isOfferer ? 0 : RECOVERY.yieldMs;
}
