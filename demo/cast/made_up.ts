/**
 * The site, the wishes and the words in the pictures.
 *
 * It does not know what the element shows of them. The invariant it keeps: the same at every run.
 *
 * @module
 */
import type { Match, Mode, RoomId, SitePolicyView } from "../../server/protocol.ts";
import type { Line, Wish } from "../../component/chat/state.ts";

/** The time of all pictures, milliseconds since the epoch. */
export const PICTURE_TIME = Date.UTC(2026, 10, 22, 17, 30, 0);

/** A site that leaves all as it is. */
export const SITE: SitePolicyView = {
  modes: ["video", "voice", "text"],
  reveal: "instant",
  privacy: "all",
  widening: [
    { fromMs: 0, accepts: "interest" },
    { fromMs: 5_000, accepts: "language" },
    { fromMs: 12_000, accepts: "anyone" },
  ],
  rules: null,
};

/** The rules of a site that has some. */
export const RULES =
  "Be kind. Nobody is filmed or quoted.\nWhoever bothers you can be reported with one button.";

/** The wish of a talk in that mode. */
export function wishFor(mode: Mode): Wish {
  return {
    mode,
    interests: ["chess", "tea"],
    languages: ["en", "de"],
    strictLanguages: false,
  };
}

/** The pair of a talk in that mode. */
export function matchFor(mode: Mode): Match {
  return {
    // A made-up id has no server to have made it, so its brand is given here.
    room: "room-of-pictures" as RoomId,
    role: "offerer",
    polite: false,
    generation: 1,
    mode,
    why: { interests: ["chess", "tea"], language: "en", step: 1, waitedMs: 2_400 },
  };
}

/** The lines of the talk in the pictures. */
export const LINES: readonly Line[] = [
  ["partner", "Hi there. Chess and tea, that's a good start", -310],
  ["self", "Hello! Which comes first?", -290],
  ["self", "For me it's tea, then losing at chess", -280],
  [
    "partner",
    "Same here. I've been stuck on this one all week: https://lichess.org/training/mHB2e",
    -90,
  ],
  ["partner", "♟️", -80],
  ["self", "Oh, that's a nice one. Knight to f6?", -24],
].map(([from, text, seconds], index) => ({
  id: `line-${index}`,
  from: from === "self" ? "self" : "partner",
  text: String(text),
  at: PICTURE_TIME + Number(seconds) * 1_000,
  delivery: from === "self" && Number(seconds) < -60 ? "seen" : "sent",
}));

/** Lines that are hard to draw. */
export const ODD_LINES: readonly Line[] = [
  { id: "a", from: "partner", text: "🌻🌻", at: PICTURE_TIME - 9_000, delivery: "sent" },
  {
    id: "b",
    from: "partner",
    text: "<img src=x onerror=alert(1)> javascript:alert(1) www.example.org/a?b=c#d.",
    at: PICTURE_TIME - 8_000,
    delivery: "sent",
  },
  { id: "c", from: "partner", text: "שלום, מה שלומך?", at: PICTURE_TIME - 7_000, delivery: "sent" },
  {
    id: "d",
    from: "self",
    text: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    at: PICTURE_TIME - 6_000,
    delivery: "sending",
  },
  { id: "e", from: "self", text: "And one that was lost", at: PICTURE_TIME, delivery: "failed" },
];
