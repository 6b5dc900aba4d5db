/**
 * The search, as a waiting person sees it: whom we look for, what happens next, how far it may widen.
 *
 * It does not know how people are paired. The invariant it keeps: it says only what is true of this
 * ticket now, and nothing in it changes size while it counts.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import {
  languageNames,
  lookingFor,
  nextAccepts,
  QUIET_AFTER_MS,
  schedule,
  widening,
} from "./countdown.ts";
import type { Facts, StateOf, Wishes } from "./facts.ts";
import { renderIcon } from "./icons.ts";
import { lostThing } from "./signs.ts";

/** Draws the moment before the ticket is there. */
export function renderOpening(facts: Facts): TemplateResult {
  return html`
    <div class="panel search" part="waiting">
      <h2 class="title" tabindex="-1" data-focus>${facts.words.openingTitle}</h2>
    </div>
  `;
}

/** Draws the search. */
export function renderWaiting(
  state: StateOf<"waiting">,
  facts: Facts,
  wishes: Wishes,
): TemplateResult {
  const { words, snapshot } = facts;
  const lost = lostThing(facts);
  return html`
    <div class="panel search" part="waiting">
      <h2 class="title" tabindex="-1" data-focus>${lookingFor(state, snapshot.site, words)}</h2>
      <p class="hint count">${whatNext(state, facts)}</p>
      ${lost === "" ? nothing : html`<p part="lost">${lost}</p>`}
      ${facts.warning === "" ? nothing : renderWarning(facts, wishes)}
      ${renderSchedule(state, facts)}
      ${renderNear(state, facts, wishes)}
      ${isQuiet(state, facts.now) ? renderQuiet(facts, wishes) : nothing}
    </div>
  `;
}

function renderWarning({ warning, words }: Facts, wishes: Wishes): TemplateResult {
  return html`
    <div class="choices" part="warning">
      <p role="status">${warning}</p>
      <button class="button quiet" type="button" @click=${wishes.settings}>
        ${renderIcon("gear")}${words.checkFirst}
      </button>
    </div>
  `;
}

function whatNext(state: StateOf<"waiting">, facts: Facts): string | TemplateResult {
  const { words, snapshot, now } = facts;
  if (!state.online) return html`${renderIcon("offline")} ${words.paused}`;
  return widening(state, snapshot.site, now, words) ?? "";
}

/** Whether hardly anybody is here: nobody to be asked, or nobody found for long. */
function isQuiet({ online, near, widensAt, since }: StateOf<"waiting">, now: number): boolean {
  if (!online) return false;
  return near?.anyone === 0 || (widensAt === null && now - since >= QUIET_AFTER_MS);
}

function renderNear(
  state: StateOf<"waiting">,
  { words, snapshot }: Facts,
  wishes: Wishes,
): TemplateResult | typeof nothing {
  const { near, online, widensAt } = state;
  if (!online || widensAt === null) return nothing;
  const next = nextAccepts(state, snapshot.site);
  // That nobody is here is said below; as somebody may have come since, it is still no dead end.
  const count = near?.anyone === 0 ? undefined : near?.[next];
  return html`
    <div class="choices" part="near">
      ${count === undefined ? nothing : html`
        <p class="hint">${words.near(
          count,
          next === "anyone" ? [] : languageNames(state.wish, words),
        )}</p>
      `}
      <button class="button quiet" type="button" @click=${wishes.widen}>
        ${count === undefined || count === 0 ? words.widenNow : words.askThemToo}
      </button>
    </div>
  `;
}

function renderQuiet({ words, bell }: Facts, wishes: Wishes): TemplateResult {
  return html`
    <slot name="empty"><p class="hint">${words.quiet}</p></slot>
    <div class="choices" part="bell">
      ${bell === "off"
        ? html`<button class="button quiet" type="button" @click=${wishes.call}>${words.callMe}</button>`
        : html`<p class="hint" tabindex="-1">${words.called[bell]}</p>`}
    </div>
  `;
}

function renderSchedule(
  state: StateOf<"waiting">,
  facts: Facts,
): TemplateResult | typeof nothing {
  const stages = schedule(state, facts.snapshot.site, facts.words);
  if (stages.length < 2) return nothing;
  return html`
    <ol class="schedule" aria-label=${facts.words.waitingSteps}>
      ${stages.map(({ label, is }) =>
        html`<li class=${is} aria-current=${
          is === "now" ? "step" : nothing
        }><bdi>${label}</bdi></li>`
      )}
    </ol>
  `;
}
