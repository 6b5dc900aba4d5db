/**
 * Who would take whom, and from when on: the steps of the model's one site.
 *
 * It does not know the server's rules; they are written here anew, to judge those by.
 *
 * @module
 */
import type { Wish } from "./asked.ts";

/** How far a wish goes; a pair needs both to go as far as it is wide. */
const WIDTH = { interest: 0, language: 1, anyone: 2 } as const;
/** One of them; more is further. */
export type Width = (typeof WIDTH)[keyof typeof WIDTH];

const LANGUAGE_FROM_MS = 5_000;
const ANYONE_FROM_MS = 12_000;

type Tags = Pick<Wish, "interests" | "languages">;

/** How far two have to go to meet. */
export function widthBetween(a: Tags, b: Tags): Width {
  const isShared = (one: readonly string[], two: readonly string[]) =>
    one.some((each) => two.includes(each));
  if (!isShared(a.languages, b.languages)) return WIDTH.anyone;
  return isShared(a.interests, b.interests) ? WIDTH.interest : WIDTH.language;
}

/** How far somebody goes who has waited for so long, in milliseconds. */
export function widthAfter(waitedMs: number, { interests }: Tags): Width {
  if (waitedMs >= ANYONE_FROM_MS) return WIDTH.anyone;
  return waitedMs >= LANGUAGE_FROM_MS || interests.length === 0 ? WIDTH.language : WIDTH.interest;
}
