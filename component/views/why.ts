/**
 * Why these two: what they share, as a card to read while the call connects.
 *
 * It does not know how matches are made. The invariant it keeps: it names only what both asked for.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Match } from "../../server/protocol.ts";
import type { Strings } from "../strings/en.ts";

/** The reasons in words, the most telling first; never empty. */
export function reasons(
  { why: { interests, language } }: Pick<Match, "why">,
  words: Strings,
): readonly [string, ...string[]] {
  const shared = interests.length > 0 ? words.whyInterests(interests) : null;
  const spoken = language === null ? null : words.whyLanguage(words.language(language));
  if (shared !== null) return spoken === null ? [shared] : [shared, spoken];
  return [spoken ?? words.whyNothing];
}

/** Draws the card. */
export function renderWhy(match: Match, words: Strings): TemplateResult {
  const [first, second] = reasons(match, words);
  return html`
    <div class="why" part="why">
      <p class="why-first">${first}</p>
      ${second === undefined ? nothing : html`<p class="why-second">${second}</p>`}
    </div>
  `;
}
