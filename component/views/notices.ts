/**
 * The screens that ask or explain: permission, refusal, trouble. Each one has a sentence, a hint, and
 * its main action in the bar.
 *
 * It does not know why a device or a server fails, only how to say it. The invariant it keeps: there
 * is always a way on.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Mode } from "../../server/protocol.ts";
import { secondsUntil } from "./countdown.ts";
import type { Facts, StateOf, Wishes } from "./facts.ts";
import { renderIcon } from "./icons.ts";

/** Draws why the camera or microphone is asked for, before the browser asks. */
export function renderPermission(
  state: StateOf<"asking">,
  facts: Facts,
  wishes: Wishes,
): TemplateResult {
  const { words } = facts;
  const mode = state.wish.mode === "voice" ? "voice" : "video";
  return html`
    <div class="panel notice late" part="permission">
      <h2 class="title" tabindex="-1" data-focus>${words.askingTitle[mode]}</h2>
      <p>${words.askingHint}</p>
      ${facts.modes.includes("text") ? renderInstead("text", facts, wishes) : nothing}
    </div>
  `;
}

/** Draws what keeps a device from being used, and the modes that still work. */
export function renderRefused(
  state: StateOf<"refused">,
  facts: Facts,
  wishes: Wishes,
): TemplateResult {
  const device = state.wish.mode === "voice" ? "microphone" : "camera";
  const advice = facts.words.device[device][state.cause];
  // The first alternative is the bar's main action; the others stand here.
  const others = state.alternatives.slice(1);
  return html`
    <div class="panel notice" part="refused">
      <h2 class="title" tabindex="-1" data-focus>${advice.title}</h2>
      <p>${advice.hint}</p>
      <div class="choices">
        ${others.map((mode) => renderInstead(mode, facts, wishes))}
        <button class="button quiet" type="button" @click=${wishes.retry}>
          ${renderIcon("retry")}${facts.words.tryAgain}
        </button>
      </div>
    </div>
  `;
}

/** Draws why the service cannot be used, by this visitor or at all, and when it is tried again. */
export function renderTrouble(
  state: StateOf<"trouble" | "restricted">,
  facts: Facts,
): TemplateResult {
  const { words, now } = facts;
  if (state.kind === "restricted" || state.cause === "gate-required") {
    return html`<div class="panel notice" part="restricted">${facts.restriction.drawn}</div>`;
  }
  const advice = words.trouble[state.cause];
  const { opensAt } = state;
  return html`
    <div class="panel notice" part="trouble">
      <h2 class="title" tabindex="-1" data-focus>${advice.title}</h2>
      <p>${opensAt === undefined ? advice.hint : words.opens(opensAt, now)}</p>
      ${state.retryAt === null ? nothing : html`
        <p class="hint count">${words.retryIn(secondsUntil(state.retryAt, now))}</p>
      `}
    </div>
  `;
}

function renderInstead(mode: Mode, facts: Facts, wishes: Wishes): TemplateResult {
  return html`
    <button class="button quiet" type="button" @click=${() => wishes.fallBack(mode)}>
      ${renderIcon(mode)}${facts.words.instead[mode]}
    </button>
  `;
}
