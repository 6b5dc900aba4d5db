/**
 * Interest tags and languages in the one form in which they are compared.
 *
 * It does not know tickets or pools. The invariant it keeps: two people who mean the same tag get
 * the same string, and normalising twice changes nothing.
 *
 * @module
 */
import { LIMITS } from "../protocol.ts";

/** The language of a visitor who named none; it only meets itself. */
export const UNDETERMINED = "und";

/** A tag or language that cannot be used; the message says which and why. */
export class TagError extends Error {
  override readonly name = "TagError";
}

/** Controls, and the marks that turn the direction of text that follows them (UAX #9, 3.1). */
const UNWANTED = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

/**
 * Brings one tag into the form in which tags are compared: NFKC, case folded, spaces collapsed.
 *
 * @returns The tag, or an empty string when nothing is left of it.
 * @throws {TagError} when it is longer than {@linkcode LIMITS.interestLength} code points.
 * @see https://www.unicode.org/reports/tr15/ and https://www.unicode.org/reports/tr44/#Casemapping
 */
export function normalizeTag(raw: string): string {
  // Upper case first folds what lower case alone does not: ß and ss, ς and σ.
  const folded = raw.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
  const tag = folded.replaceAll(UNWANTED, " ").replaceAll(/\s+/g, " ").trim();
  if ([...tag].length > LIMITS.interestLength) {
    throw new TagError(
      `Cannot use the interest "${
        tag.slice(0, 40)
      }": it has more than ${LIMITS.interestLength} characters`,
    );
  }
  return tag;
}

/**
 * Normalises a list of interests: empty ones and repeats go, the order stays.
 *
 * @throws {TagError} when one is too long.
 */
export function normalizeInterests(raw: readonly string[]): string[] {
  return [...new Set(raw.map(normalizeTag).filter((tag) => tag !== ""))];
}

/**
 * Reduces BCP 47 tags to their distinct primary subtags (`pt-BR` → `pt`), the order kept. None
 * becomes {@linkcode UNDETERMINED}.
 *
 * @throws {TagError} when one is not well-formed.
 * @see https://www.rfc-editor.org/rfc/rfc5646#section-2.2.1
 */
export function normalizeLanguages(raw: readonly string[]): string[] {
  const languages = [...new Set(raw.map(primarySubtag))];
  return languages.length === 0 ? [UNDETERMINED] : languages;
}

function primarySubtag(tag: string): string {
  const language = parseLocale(tag.trim())?.language ?? "";
  // Longer subtags are reserved or registered, and nobody speaks them; without this bound anybody
  // could fill the index of languages.
  if (!/^[a-z]{2,3}$/.test(language)) {
    throw new TagError(`Cannot use the language "${tag}": it is not a BCP 47 tag of a language`);
  }
  return language;
}

function parseLocale(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
