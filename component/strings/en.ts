/**
 * Every word that the element shows or speaks, in English. Another language is another table of the
 * same shape, in a file of its own beside this one.
 *
 * It does not know when a sentence is shown. The invariant it keeps: no visitor-facing word lives
 * anywhere else, short sentences, second person, no blame, no exclamation mark.
 *
 * @module
 */
import type { Coarse, LeaveReason, Mode } from "../../server/protocol.ts";
import type { LostCause, Quality, TroubleCause } from "../chat/state.ts";
import { createSay, type Say, type Spoken } from "./say.ts";

/** A sentence with what to do about it. */
export interface Advice {
  /** What it is, in one sentence. */
  readonly title: string;
  /** What helps, or what still works. */
  readonly hint: string;
}

type Device = "camera" | "microphone";

/** What helps where the device itself cannot. */
const GO_ON = "or go on without it.";

const deviceAdvice = (device: Device): Record<LostCause, Advice> => ({
  denied: {
    title: `Your ${device} stays off.`,
    hint: "You can allow it in the address bar and try again. Writing always works.",
  },
  missing: { title: `No ${device} found.`, hint: `Plug one in and try again, ${GO_ON}` },
  busy: {
    title: `Another program is using your ${device}.`,
    hint: `Close it there and try again, ${GO_ON}`,
  },
  insecure: {
    title: `Your ${device} only works on a secure page.`,
    hint: "The address has to begin with https. Writing works here too.",
  },
  unsupported: { title: "This browser can't make calls.", hint: "Writing works here too." },
  unknown: { title: `Your ${device} didn't start.`, hint: `Try again, ${GO_ON}` },
  unplugged: { title: `Your ${device} is gone.`, hint: "Plug it in again, or choose another." },
});

const quality: Record<NonNullable<Quality["reason"]>, string> = {
  "own-slow": "Your connection is slow.",
  "own-unsteady": "Your connection is unsteady.",
  "their-unsteady": "Their connection is unsteady.",
  "unsteady": "The connection is unsteady.",
  "far": "What you say takes a while to get there.",
};

/** The gate of a site has words of its own. */
const trouble: Record<Exclude<TroubleCause, "gate-required">, Advice> = {
  "offline": { title: "You're offline.", hint: "We'll go on as soon as you're back." },
  "server-away": {
    title: "We can't reach the meeting place.",
    hint: "It may be restarting. We keep trying.",
  },
  "origin-not-allowed": {
    title: "This page isn't set up for talks yet.",
    hint: "Whoever runs it has to add its address on the server.",
  },
  "session-expired": { title: "That was a long break.", hint: "Start again when you like." },
  "rate-limited": { title: "That was very fast.", hint: "Take a breath. We'll go on in a moment." },
  "closed": { title: "It's closed right now.", hint: "Come back another time." },
  "replaced": {
    title: "You went on in another tab.",
    hint: "Talk there, or take it back to this one.",
  },
  "draining": { title: "The meeting place is restarting.", hint: "We'll be back in a moment." },
  "internal": { title: "Something broke on our side.", hint: "Try again in a moment." },
};

const left: Record<LeaveReason, string> = {
  left: "They left.",
  next: "They moved on.",
  lost: "The connection to them was lost.",
  ended: "This talk is over.",
};

/**
 * The words of the element in English.
 *
 * @param say Counts, lists and names things; of any kind of English.
 */
export const english = (say: Say) => ({
  you: "You",
  stranger: "Stranger",

  welcomeTitle: "Meet someone new",
  welcomeLead: "One talk at a time, with somebody who likes what you like.",
  modeLegend: "How would you like to talk?",
  mode: { video: "Video", voice: "Voice", text: "Text" } satisfies Record<Mode, string>,
  modeHint: {
    video: "Camera and microphone, asked for when you start.",
    voice: "Microphone only. Nobody sees you.",
    text: "Just writing. No camera, no microphone.",
  } satisfies Record<Mode, string>,
  interestsLabel: "What do you like?",
  interestsPlaceholder: "chess, gardening, jazz",
  interestsMore: "Add another",
  interestsHint: "Comma or Enter after each. Leave it empty to meet anyone.",
  interestsFull: "That's ten, the most we can look for.",
  suggestionsLabel: "Suggestions",
  languagesLabel: "Which languages do you speak?",
  addLanguage: "Add a language",
  strictLanguages: "Only people who speak these",
  remove: (what: string): string => `Remove ${what}`,
  add: (what: string): string => `Add ${what}`,

  start: "Start",
  stop: "Stop",
  next: "Next",
  back: "Back",
  done: "Done",
  tryAgain: "Try again",
  instead: {
    video: "Use video",
    voice: "Use voice only",
    text: "Write instead",
  } satisfies Record<Mode, string>,

  askingTitle: {
    video: "May we use your camera and microphone?",
    voice: "May we use your microphone?",
  },
  askingHint:
    "Your browser asks next. The person you meet will see and hear you, nobody else. Nothing is recorded.",
  /** What keeps a device from being used, or took it away, and what helps. */
  device: { camera: deviceAdvice("camera"), microphone: deviceAdvice("microphone") },

  openingTitle: "Opening the door",
  lookingFor: {
    interest: (tags: readonly string[]): string =>
      `Looking for someone who likes ${say.either(tags)}.`,
    language: (names: readonly string[]): string =>
      names.length > 0
        ? `Looking for someone who speaks ${say.either(names)}.`
        : "Looking for someone.",
    anyone: (): string => "Looking for anyone who is here.",
  },
  widens: {
    language: (inSeconds: number, names: readonly string[]): string =>
      names.length > 0
        ? `In ${say.seconds(inSeconds)} we'll also try others who speak ${say.either(names)}.`
        : `In ${say.seconds(inSeconds)} we'll also try others.`,
    anyone: (inSeconds: number): string =>
      `In ${say.seconds(inSeconds)} we'll also try everybody else.`,
  },
  waitingSteps: "How the search goes",
  stepInterest: (tags: readonly string[]): string => `Likes ${say.either(tags)}`,
  stepLanguage: (names: readonly string[]): string =>
    names.length > 0 ? `Speaks ${say.either(names)}` : "Speaks your language",
  stepAnyone: "Anyone who is here",
  quiet: "It's quiet right now. You can leave this open and do something else.",
  /** How many wait who would be asked next: by language, or anybody when no language is named. */
  near: (count: Coarse, names: readonly string[]): string => {
    const whom = names.length > 0 ? (verb: string) => `${verb} ${say.either(names)}` : null;
    if (count === 0) {
      return whom ? `Nobody else here ${whom("speaks")}.` : "Nobody else is here.";
    }
    if (count === "few") return whom ? `Someone else ${whom("speaks")}.` : "Someone else is here.";
    return whom
      ? `About ${say.number(count)} others ${whom("speak")}.`
      : `About ${say.number(count)} others are here.`;
  },
  askThemToo: "Ask them too",
  widenNow: "Look further now",
  callMe: "Tell me when someone is here",
  called: {
    on: "We'll tell you when someone is here. Keep this tab open.",
    denied: "Your browser keeps notices off. This tab's title will tell you.",
    missing: "This browser has no notices. This tab's title will tell you.",
  },
  callConfirmed: "We'll tell you like this",
  call: { title: "Someone is here", body: "Come and say hello." },
  paused: "You're offline for a moment. The search goes on when you're back.",

  matched: "You're together.",
  whyInterests: (tags: readonly string[]): string => `You both like ${say.both(tags)}`,
  whyLanguage: (name: string): string => `You both speak ${name}`,
  whyNothing: "You're both here, and curious",
  connecting: "Connecting picture and sound",
  reconnecting: "Reconnecting picture and sound",
  callFailed: "Picture and sound don't get through. You can go on writing.",
  tapToHear: "Tap to hear them",
  quality,
  sends: {
    video: "",
    reduced: "Your picture is smaller for now.",
    voice: "Your picture rests, your voice goes on.",
    text: "Picture and sound rest. Writing goes on.",
  },
  theirsIsSlow: "Their connection is slow.",
  theirPictureRests: "Their picture rests, the connection is slow.",
  theirCameraOff: "Their camera is off.",
  theyAreMuted: "They're muted.",
  away: "They're away for a moment.",
  awayFor: (inSeconds: number): string => `We hold their place for ${say.seconds(inSeconds)}.`,
  talkOffline: "You're reconnecting. What you write will be sent.",

  transcript: "Messages",
  emptyTranscript: "Say hello. It's the hardest part, and it's short.",
  composer: "Write a message",
  unread: "New",
  send: "Send",
  typing: "They're writing",
  sending: "Sending",
  sent: "Sent",
  seen: "Seen",
  failed: "Not sent",
  opensPage: (host: string): string => `${host}, opens in a new tab`,
  said: (who: string, text: string): string => `${who}: ${text}`,
  ended: left,
  block: "Never meet them again",
  blocked: "You won't meet them again.",
  endedHint: "Next finds you someone else.",

  trouble,
  opens: (at: number, now: number): string => {
    if (now >= at) return "It's open again.";
    return say.day(at) === say.day(now)
      ? `It opens today at ${say.time(at)}.`
      : `It opens on ${say.day(at)} at ${say.time(at)}.`;
  },
  retryIn: (inSeconds: number): string => `Trying again in ${say.seconds(inSeconds)}.`,

  controls: "Controls",
  muteMicrophone: "Mute your microphone",
  unmuteMicrophone: "Unmute your microphone",
  flip: "Use the other camera",
  settings: "Camera, microphone, connection",
  panelFailed: "This part didn't load. Reload the page and try again.",
  checkFirst: "Check camera and connection",
  close: "Close",
  cameraOff: "Turn your camera off",
  cameraOn: "Turn your camera on",
  showText: "Show messages",
  hideText: "Hide messages",
  newMessages: (count: number): string =>
    say.count(count, { one: "1 new message", other: "# new messages" }),
  ownPicture: "Your picture. Arrow keys move it.",
  partnerPicture: "Their picture",
});

/** A table of words; every language fills this shape. */
export type Table = Readonly<ReturnType<typeof english>>;

/** Everything that views say: a table, and what `Intl` says in its language. */
export type Strings = Table & Spoken;

/** Puts a table and its language together. */
export function speak(table: (say: Say) => Table, locale: string): Strings {
  const say = createSay(locale);
  const { language, time } = say;
  return { locale, language, time, ...table(say) };
}

/** English, which is always there. */
export const en: Strings = speak(english, "en");
