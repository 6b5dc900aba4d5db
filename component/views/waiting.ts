/**
 * The search, as a waiting person sees it: whom we look for, what happens next, how far it may widen.
 *
 * It does not know how people are paired. The invariant it keeps: it says only what is true of this
 * ticket now, and nothing in it changes size while it counts.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import { lookingFor, QUIET_AFTER_MS, schedule, widening } from "./countdown.ts";
import type { Facts, StateOf } from "./facts.ts";
import { renderIcon } from "./icons.ts";

/** Draws the moment before the ticket is there. */
export function renderOpening(facts: Facts): TemplateResult {
  return html`
    <div class="panel search" part="waiting">
      <h2 class="title" tabindex="-1" data-focus>${facts.words.openingTitle}</h2>
    </div>
  `;
}

/** Draws the search. */
export function renderWaiting(state: StateOf<"waiting">, facts: Facts): TemplateResult {
  const { words, snapshot, now } = facts;
  return html`
    <div class="panel search" part="waiting">
      <h2 class="title" tabindex="-1" data-focus>${lookingFor(state, snapshot.site, words)}</h2>
      <p class="hint count">${whatNext(state, facts)}</p>
      ${renderSchedule(state, facts)}
      ${!state.online || state.widensAt !== null || now - state.since < QUIET_AFTER_MS
        ? nothing
        : html`<slot name="empty"><p class="hint">${words.quiet}</p></slot>`}
    </div>
  `;
}

function whatNext(state: StateOf<"waiting">, facts: Facts): string | TemplateResult {
  const { words, snapshot, now } = facts;
  if (!state.online) return html`${renderIcon("offline")} ${words.paused}`;
  return widening(state, snapshot.site, now, words) ?? "";
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
