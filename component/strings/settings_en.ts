/**
 * The words of the settings panel in English, loaded with it.
 *
 * It does not know when a sentence is shown. The invariant it keeps: every finding says what it means
 * for a talk, and every failure what helps.
 *
 * @module
 */
import type { CheckStage } from "../../server/protocol.ts";
import type { Advice } from "./en.ts";

const names: Record<CheckStage, string> = {
  "camera": "Camera",
  "microphone": "Microphone",
  "server": "Meeting place",
  "stream": "News from it",
  "stun": "A way out for calls",
  "turn-udp": "Relay, the quick way",
  "turn-tcp": "Relay, the sure way",
  "turn-tls": "Relay, the encrypted way",
  "ice": "Call",
};

const fine: Record<CheckStage, string> = {
  "camera": "It gives a picture.",
  "microphone": "It gives sound.",
  "server": "We reach it.",
  "stream": "It arrives at once.",
  "stun": "Your network lets calls out.",
  "turn-udp": "Open.",
  "turn-tcp": "Open.",
  "turn-tls": "Open.",
  "ice": "It connected.",
};

type DeviceFault = "denied" | "missing" | "busy" | "silent" | "insecure";

const deviceAdvice = (device: string): Record<DeviceFault, Advice> => ({
  denied: {
    title: `The ${device} isn't allowed on this page.`,
    hint: "Allow it in the address bar, then check again.",
  },
  missing: { title: `No ${device} found.`, hint: "Plug one in, or write instead." },
  busy: {
    title: `Another program is using the ${device}.`,
    hint: "Close it there, then check again.",
  },
  silent: {
    title: `The ${device} is on and gives nothing.`,
    hint: "It may be muted by a switch or key of its own. Or choose another above.",
  },
  insecure: {
    title: `The ${device} needs a secure page.`,
    hint: "The address of the page has to begin with https.",
  },
});

const server: Advice = {
  title: "We can't reach it.",
  hint: "Look whether other pages load. A filter or an extension may block it.",
};
const stream: Advice = {
  title: "It's held back on the way.",
  hint: "A proxy or a virus scanner may collect pages before it hands them on. Try without it.",
};
const relay: Advice = { title: "Closed.", hint: "" };

const network: Record<CheckStage, Advice> = {
  "camera": { title: "It didn't start.", hint: "Try again." },
  "microphone": { title: "It didn't start.", hint: "Try again." },
  server,
  stream,
  "stun": {
    title: "Your network keeps direct calls in.",
    hint: "Calls then go through a relay, if one is open below.",
  },
  "turn-udp": relay,
  "turn-tcp": relay,
  "turn-tls": relay,
  "ice": { title: "It didn't connect.", hint: "" },
};

/** What came of the whole. */
export type Verdict = "running" | "good" | "relayed" | "direct-only" | "text-only" | "no-server";

/** The words of the panel in English. */
export const settingsEnglish = {
  title: "Camera, microphone, connection",
  camera: "Camera",
  microphone: "Microphone",
  speaker: "Speaker",
  automatic: "Chosen by the browser",
  numbered: (name: string, number: number): string => `${name} ${number}`,
  level: "Say something, and the bar moves.",
  look: "Look and listen",
  lookHint: "Your browser asks for camera and microphone. Nobody else sees or hears you here.",
  preview: "Your picture",
  check: "Check the connection",
  checkAgain: "Check again",
  checkHint: "It looks whether calls get through your network. It takes a few seconds.",
  names,
  pending: "Looking",
  absent: "Not offered here.",
  fine,
  /** What keeps a device from being used. */
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },
  /** What is between here and a call. */
  network,
  blocked: { title: "This page doesn't allow calls.", hint: "Writing works all the same." },
  refused: { title: "This page isn't set up for talks.", hint: "Whoever runs it can add it." },
  full: { title: "Full right now.", hint: "Try again in a moment." },
  verdict: {
    "running": "Looking at your network",
    "good": "Calls will work here.",
    "relayed": "Calls will work here, through a relay.",
    "direct-only":
      "Calls will work with most people. On strict networks they need a relay, and none is open from here.",
    "text-only":
      "Calls won't get through on this network. Another one, such as your phone's, may do better. Writing always works.",
    "no-server": "We can't reach the meeting place from here.",
  } satisfies Record<Verdict, string>,
  /** Said before the first talk, only when it is so. */
  quietMicrophone: "We hear nothing from your microphone. It may be muted by a switch of its own.",
  close: "Close",
};

/** The shape of the panel's words; every language fills the same one. */
export type SettingsTable = Readonly<typeof settingsEnglish>;
