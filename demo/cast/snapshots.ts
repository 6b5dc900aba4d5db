/**
 * One made-up snapshot for each thing that the element can show.
 *
 * It does not know how they are drawn. The invariant it keeps: the same time, the same words and the
 * same order at every run, so that two pictures can be compared.
 *
 * @module
 */
import type { GateView, Match, Mode } from "../../server/protocol.ts";
import type { ChatSnapshot, ChatState, Undo } from "../../component/chat/state.ts";
import { LINES, matchFor, ODD_LINES, PICTURE_TIME, RULES, SITE, wishFor } from "./made_up.ts";

/** What a picture is made from; streams are added by whoever draws it. */
export interface Scene {
  readonly state: ChatState;
  readonly mode: Mode;
  /** Which pictures there are. */
  readonly seen: "nobody" | "own" | "both";
  /** What else differs from how it mostly is. */
  readonly change?: Partial<ChatSnapshot>;
  /** Whether the settings lie open. */
  readonly isSettingUp?: boolean;
  /** Whether the panel of the talk is open. */
  readonly hasTools?: boolean;
  /** Whether the report sheet is open, and what goes along unfolded. */
  readonly isReporting?: "folded" | "unfolded";
  /** Whether a talk was skipped right before: what undoes that is loaded with the talk. */
  readonly wasTalking?: boolean;
  /** Whether the frame check finds something in the other's picture. */
  readonly isFound?: boolean;
}

type Talk = Extract<ChatState, { kind: "talk" }>;

function talk(mode: Mode, change: Partial<Talk> = {}): Talk {
  return {
    kind: "talk",
    wish: wishFor(mode),
    match: matchFor(mode),
    since: PICTURE_TIME - 320_000,
    partner: { kind: "here" },
    call: mode === "text" ? { kind: "none" } : { kind: "live" },
    lines: LINES,
    isPartnerTyping: false,
    online: true,
    ...change,
  };
}

function endedOf(mode: Mode): Extract<ChatState, { readonly kind: "ended" }> {
  return {
    kind: "ended",
    wish: wishFor(mode),
    match: matchFor(mode),
    reason: "left",
    lines: LINES,
  };
}

function undoOf(mode: Mode, is: Undo["is"]): Undo {
  return { is, room: matchFor(mode).room, lines: LINES, until: PICTURE_TIME + 7_000 };
}

function skippedOf(mode: Mode, is: Undo["is"]): ChatState {
  return { ...endedOf(mode), reason: "next", undo: undoOf(mode, is) };
}

function waiting(mode: Mode, step: number, widensInMs: number | null, online = true) {
  return {
    kind: "waiting",
    wish: wishFor(mode),
    since: PICTURE_TIME - (widensInMs === null ? 40_000 : 1_000),
    step,
    widensAt: widensInMs === null ? null : PICTURE_TIME + widensInMs,
    online,
  } satisfies ChatState;
}

function restrictedUntil(until: number) {
  return {
    kind: "restricted",
    wish: wishFor("text"),
    until,
    rule: "harassment",
    receipt: "7KQ2-XM4D",
    appeal: "none",
  } satisfies ChatState;
}

function scene(mode: Mode, state: ChatState, seen: Scene["seen"] = "nobody"): Scene {
  return { mode, state, seen };
}

function talkWith(change: Partial<ChatSnapshot>, mode: Mode = "video"): Scene {
  return { ...scene(mode, talk(mode), mode === "video" ? "both" : "nobody"), change };
}

function found(change: Partial<Talk> = {}): Scene {
  return { ...scene("video", talk("video", change), "both"), isFound: true };
}

const ALL_ON = { camera: "on", microphone: "on" } as const;
const THEIRS_ON = { camera: true, microphone: true, isSlow: false };

/** The scene right before one that a skip has led to. */
export function beforeSkip({ wasTalking, ...scene }: Scene): Scene {
  return wasTalking ? { ...scene, state: talk(scene.mode) } : scene;
}

/** Every picture of the gallery, by name. */
export const SCENES: Readonly<Record<string, Scene>> = {
  "welcome": scene("video", { kind: "welcome" }),
  "asking": scene("video", { kind: "asking", wish: wishFor("video") }),
  "refused": scene("video", {
    kind: "refused",
    wish: wishFor("video"),
    cause: "denied",
    alternatives: ["voice", "text"],
  }),
  "opening": scene("video", { kind: "opening", wish: wishFor("video") }, "own"),
  "waiting-video": scene("video", waiting("video", 1, 4_000), "own"),
  "waiting-wide": scene("video", waiting("video", 3, null), "own"),
  "waiting-text": scene("text", waiting("text", 2, 7_000)),
  "waiting-near": scene("text", {
    ...waiting("text", 1, 4_000),
    near: { interest: 0, language: "few", anyone: 40 },
  }),
  "waiting-alone": scene("text", {
    ...waiting("text", 1, 4_000),
    near: { interest: 0, language: 0, anyone: 0 },
  }),
  "waiting-offline": scene("text", waiting("text", 1, 4_000, false)),
  "connecting": scene(
    "video",
    talk("video", { call: { kind: "connecting", sinceMs: PICTURE_TIME }, lines: [] }),
    "own",
  ),
  "talk-video": scene("video", talk("video", { isPartnerTyping: true }), "both"),
  "talk-silent": scene("video", talk("video", { lines: [] }), "both"),
  "talk-voice": scene("voice", talk("voice")),
  "talk-text": scene("text", talk("text", { isPartnerTyping: true })),
  "talk-text-new": scene("text", talk("text", { lines: [] })),
  "talk-odd": scene("text", talk("text", { lines: ODD_LINES })),
  "talk-veiled": veiled(),
  "talk-reveal": veiled({ kind: "offered", step: "reveal" }),
  "talk-tools": { ...scene("video", talk("video"), "both"), hasTools: true },
  "report-details": { ...scene("video", talk("video"), "both"), isReporting: "unfolded" },
  "report-ended": { ...scene("text", endedOf("text")), isReporting: "folded" },
  "talk-offered": scene("text", talk("text", { ladder: { kind: "offered", step: "voice" } })),
  "talk-asked": scene(
    "voice",
    talk("voice", { ladder: { kind: "asked", step: "video", until: PICTURE_TIME + 30_000 } }),
  ),
  "talk-declined": scene("text", talk("text", { ladder: { kind: "declined", step: "video" } })),
  "talk-slow": talkWith({
    quality: { sends: "video", isReduced: true, reason: "own-slow" },
  }),
  "talk-resting": talkWith({
    quality: { sends: "voice", isReduced: false, reason: "own-unsteady" },
    devices: { camera: "off", microphone: "on" },
    theirs: { camera: false, microphone: false, isSlow: true },
  }),
  "talk-unseen": talkWith({
    theirs: { ...THEIRS_ON, camera: false },
    devices: { ...ALL_ON, facing: "user" },
  }),
  "talk-voice-unsteady": talkWith({
    quality: { sends: "voice", isReduced: false, reason: "their-unsteady" },
    theirs: { ...THEIRS_ON, microphone: false },
  }, "voice"),
  "camera-lost": talkWith({
    devices: { camera: "lost", microphone: "on", cause: "unplugged" },
  }),
  "settings-talk": { ...scene("video", talk("video"), "both"), isSettingUp: true },
  "settings-welcome": { ...scene("video", { kind: "welcome" }), isSettingUp: true },
  "away-video": scene(
    "video",
    talk("video", { partner: { kind: "away", until: PICTURE_TIME + 21_000 } }),
    "both",
  ),
  "away-text": scene(
    "text",
    talk("text", { partner: { kind: "away", until: PICTURE_TIME + 21_000 } }),
  ),
  "reconnecting": scene("video", talk("video", { call: { kind: "reconnecting" } }), "both"),
  "call-failed": scene("video", talk("video", { call: { kind: "failed" } }), "own"),
  "ended-video": scene("video", {
    kind: "ended",
    wish: wishFor("video"),
    match: matchFor("video"),
    reason: "next",
    lines: LINES,
  }, "own"),
  "ended-text": scene("text", endedOf("text")),
  "ended-skipped": scene("text", skippedOf("text", "open")),
  "waiting-skipped": {
    ...scene("text", { ...waiting("text", 1, 4_000), undo: undoOf("text", "open") }),
    wasTalking: true,
  },
  "waiting-wanted": {
    ...scene("video", { ...waiting("video", 1, 4_000), undo: undoOf("video", "wanted") }, "own"),
    wasTalking: true,
  },
  "ended-wanted": scene("video", skippedOf("video", "wanted"), "own"),
  "ended-blocked": scene("text", {
    kind: "ended",
    wish: wishFor("text"),
    match: matchFor("text"),
    reason: "left",
    lines: LINES,
    isBlocked: true,
  }),
  "restricted": scene("text", restrictedUntil(PICTURE_TIME + 2 * 86_400_000)),
  "restricted-asked": scene("text", {
    ...restrictedUntil(PICTURE_TIME + 2 * 86_400_000),
    appeal: "sent",
  }),
  "restricted-over": scene("text", restrictedUntil(PICTURE_TIME - 1)),
  "trouble": scene("video", {
    kind: "trouble",
    wish: wishFor("video"),
    cause: "server-away",
    retryAt: PICTURE_TIME + 5_000,
  }),
  "closed": scene("text", {
    kind: "trouble",
    wish: wishFor("text"),
    cause: "closed",
    retryAt: null,
    opensAt: PICTURE_TIME + 2 * 86_400_000,
  }),
  "gate": behindGate({ kind: "ask", minimumAge: 18, separatesMinors: false }, RULES),
  "gate-ages": behindGate({ kind: "ask", minimumAge: 13, separatesMinors: true }, RULES),
  "gate-claim": behindGate({ kind: "claim", minimumAge: 18, separatesMinors: false }, null),
  "covered": found(),
  "covered-silent": found({ lines: [] }),
  "covered-report": { ...found(), isReporting: "folded" },
};

function veiled(ladder?: NonNullable<Talk["ladder"]>): Scene {
  const match: Match = { ...matchFor("video"), veiled: true };
  return scene("video", talk("video", { match, ...(ladder && { ladder }) }), "both");
}

function behindGate(gate: Omit<GateView, "passedAs">, rules: string | null): Scene {
  const site = { ...SITE, rules, gate: { ...gate, passedAs: null } };
  return {
    ...scene("text", {
      kind: "trouble",
      wish: wishFor("text"),
      cause: "gate-required",
      retryAt: null,
    }),
    change: { site },
  };
}

/** Makes the snapshot of a scene with the streams that it needs. */
export function snapshotOf(
  { state, mode, seen, change }: Scene,
  own: MediaStream | null,
  theirs: MediaStream | null,
): ChatSnapshot {
  const isRunning = !["welcome", "asking", "refused", "restricted", "trouble"].includes(state.kind);
  return {
    state,
    devices: {
      camera: isRunning && mode === "video" ? "on" : "absent",
      microphone: isRunning && mode !== "text" ? "on" : "absent",
    },
    choice: {},
    localStream: seen === "nobody" ? null : own,
    remoteStream: seen === "both" ? theirs : null,
    theirs: { camera: true, microphone: true, isSlow: false },
    quality: null,
    site: SITE,
    ...change,
  };
}
