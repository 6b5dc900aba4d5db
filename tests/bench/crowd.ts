/**
 * A crowd of strangers with interests and languages as people have them: a few that many share, and
 * many that few share.
 *
 * @module
 */
import type { Random } from "../../server/clock.ts";

/** What one of them likes and speaks. */
export interface Likes {
  readonly interests: string[];
  readonly languages: string[];
}

const TAG_COUNT = 400;
const LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "tr", "ar", "hi", "zh", "ja", "id"];

/** Draws that many strangers with five interests and two languages each. */
export function crowd(size: number, random: Random): Likes[] {
  const skewed = (count: number) => Math.floor(count * random() ** 3);
  return Array.from({ length: size }, () => {
    const interests = new Set<string>();
    while (interests.size < 5) interests.add(`tag ${skewed(TAG_COUNT)}`);
    const languages = new Set<string>();
    while (languages.size < 2) languages.add(LANGUAGES[skewed(LANGUAGES.length)] ?? "en");
    return { interests: [...interests], languages: [...languages] };
  });
}
