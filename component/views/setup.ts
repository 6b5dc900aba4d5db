/**
 * What a visitor fills in before a talk, and every change of it, as pure functions.
 *
 * It does not know how chips are drawn or sent. The invariant it keeps: at most ten interests of at
 * most 32 characters, none twice, and each language once by its primary subtag.
 *
 * @module
 */
import type { LIMITS, Mode } from "../../server/protocol.ts";
import type { Wish } from "../chat/state.ts";

/** The most interests of one wish; the compiler holds it equal to the wire's limit. */
export const MAX_INTERESTS: (typeof LIMITS)["interests"] = 10;
/** The most characters (code points) of one interest; held equal to the wire's limit. */
export const MAX_INTEREST_LENGTH: (typeof LIMITS)["interestLength"] = 32;
/** The most languages of one wish; held equal to the wire's limit. */
export const MAX_LANGUAGES: (typeof LIMITS)["languages"] = 10;

/** The start screen as data. */
export interface Setup extends Wish {
  /** What stands in the interest field and is not a chip yet. */
  readonly pending: string;
}

const MODES: readonly Mode[] = ["video", "voice", "text"];
// Both commas of Chinese and Japanese too: people type lists in their own script.
const SEPARATORS = /[,;\n\r\t、，؛،]+/u;

/** Finds the mode of that name, or none. */
export function parseMode(name: string): Mode | null {
  return MODES.find((mode) => mode === name.trim().toLowerCase()) ?? null;
}

/** Reads a comma-separated list of modes; an unknown name is skipped, an empty list means all. */
export function parseModes(list: string): readonly Mode[] {
  const named = list.split(",").map(parseMode).filter((mode) => mode !== null);
  return named.length > 0 ? MODES.filter((mode) => named.includes(mode)) : MODES;
}

/** What a page presets, as written in the element's attributes. */
export interface Preset {
  readonly mode: string;
  readonly interests: string;
  readonly languages: string;
}

/**
 * Fills in the start screen.
 *
 * @param offered The modes to choose from; the first counts when the preset one is not among them.
 * @param spoken The browser's languages, for a page that presets none.
 */
export function presetSetup(
  preset: Preset,
  offered: readonly Mode[],
  spoken: readonly string[],
): Setup {
  const wished = parseMode(preset.mode);
  return {
    mode: wished !== null && offered.includes(wished) ? wished : offered[0] ?? "video",
    interests: parseInterests(preset.interests).slice(0, MAX_INTERESTS),
    languages: parseLanguages(preset.languages === "" ? spoken : preset.languages),
    strictLanguages: false,
    pending: "",
  };
}

/** Splits typed or pasted text into interests: trimmed, inner spaces collapsed, cut to length. */
export function parseInterests(text: string): readonly string[] {
  return text.split(SEPARATORS).map(tidy).filter((tag) => tag !== "");
}

/** Splits a list of BCP 47 tags; what is no language tag is skipped, each primary subtag once. */
export function parseLanguages(list: string | readonly string[]): readonly string[] {
  const tags = typeof list === "string" ? list.split(/[\s,;]+/) : list;
  const bySubtag = new Map<string, string>();
  for (const tag of tags) {
    const primary = primarySubtag(tag);
    if (primary !== null && !bySubtag.has(primary)) bySubtag.set(primary, primary);
  }
  return [...bySubtag.keys()].slice(0, MAX_LANGUAGES);
}

/** Adds what `text` names; what is there already, or above the limit, is left out. */
export function addInterests(setup: Setup, text: string): Setup {
  const interests = [...setup.interests];
  for (const tag of parseInterests(text)) {
    const isNew = !interests.some((known) => fold(known) === fold(tag));
    if (isNew && interests.length < MAX_INTERESTS) interests.push(tag);
  }
  return { ...setup, interests, pending: "" };
}

/** Takes what stands in the interest field: all before the last separator becomes chips. */
export function typeInterest(setup: Setup, text: string): Setup {
  const parts = text.split(SEPARATORS);
  const rest = parts.pop() ?? "";
  const added = parts.length > 0 ? addInterests(setup, parts.join(",")) : setup;
  return { ...added, pending: rest.trimStart() };
}

/** Removes one interest. */
export function removeInterest(setup: Setup, tag: string): Setup {
  return { ...setup, interests: setup.interests.filter((known) => known !== tag) };
}

/** Adds one language by its tag. */
export function addLanguage(setup: Setup, tag: string): Setup {
  return { ...setup, languages: parseLanguages([...setup.languages, tag]) };
}

/** Removes one language. */
export function removeLanguage(setup: Setup, tag: string): Setup {
  return { ...setup, languages: setup.languages.filter((known) => known !== tag) };
}

/** Turns the start screen into a wish; what stands unfinished in the interest field counts. */
export function wishOf(setup: Setup): Wish {
  const { mode, interests, languages, strictLanguages } = addInterests(setup, setup.pending);
  return { mode, interests, languages, strictLanguages };
}

function tidy(tag: string): string {
  const spaced = tag.normalize("NFKC").trim().replace(/\s+/gu, " ");
  return [...spaced].slice(0, MAX_INTEREST_LENGTH).join("").trim();
}

function fold(tag: string): string {
  return tag.toLowerCase();
}

function primarySubtag(tag: string): string | null {
  const primary = tag.trim().split("-", 1)[0]?.toLowerCase() ?? "";
  return /^[a-z]{2,3}$/.test(primary) ? primary : null;
}
