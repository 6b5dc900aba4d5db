/**
 * The whole element: stage, side and bar, and what a screen reader is told.
 *
 * It does not know a conversation, only its facts. The invariant it keeps: the three regions are the
 * same nodes in every state, so that nothing jumps and the focus is not lost with them.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Match } from "../../server/protocol.ts";
import type { Strings } from "../strings/en.ts";
import { renderControls } from "./controls.ts";
import { lookingFor } from "./countdown.ts";
import { type Facts, isCovered, type Wishes } from "./facts.ts";
import { farewell, renderSide } from "./side.ts";
import { faring, lostThing, together } from "./signs.ts";
import { renderStage, sceneOf } from "./stage.ts";
import { reasons } from "./why.ts";

/** Draws everything. */
export function renderFrame(facts: Facts, wishes: Wishes): TemplateResult {
  const { state } = facts.snapshot;
  const layout = state.kind === "talk" || state.kind === "ended"
    ? (state.match.mode === "text" ? "written" : "seen")
    : "open";
  const sheet = facts.isSheetOpen ? "sheet-open" : "";
  return html`
    <div class="frame ${layout} ${state.kind} ${sheet}" part="frame" data-scene=${sceneOf(facts)}
      lang=${facts.words.locale} dir=${facts.direction ?? nothing}>
      ${renderStage(facts, wishes)}
      <div class="side" part="side" ?inert=${isCovered(facts)}>${renderSide(facts, wishes)}</div>
      ${renderControls(facts, wishes)} ${facts.panel} ${facts.tools.panel}
      <p class="unseen" role="status">${announcement(facts)}</p>
      <p class="unseen" role="status">${told(facts)}</p>
      <div class="unseen" role="status">${renderLastWords(facts)}</div>
    </div>
  `;
}

/** Says the state in one sentence, without the seconds, which nobody wants read aloud. */
export function announcement({ snapshot: { state, site }, words, restriction }: Facts): string {
  switch (state.kind) {
    case "welcome":
      return "";
    case "asking":
      return words.askingTitle[state.wish.mode === "voice" ? "voice" : "video"];
    case "refused":
      return words.device[state.wish.mode === "voice" ? "microphone" : "camera"][state.cause].title;
    case "opening":
      return words.openingTitle;
    case "waiting":
      return state.online ? lookingFor(state, site, words) : words.paused;
    case "talk":
      if (state.partner.kind === "away") return words.away;
      if (state.call.kind === "reconnecting") return words.reconnecting;
      // Said with what else is lost.
      if (state.call.kind === "failed") return "";
      return announceMatch(state.match, words);
    case "ended":
      return farewell(state, words);
    case "trouble":
    case "restricted":
      return state.kind === "restricted" || state.cause === "gate-required"
        ? restriction.title
        : words.trouble[state.cause].title;
  }
}

/** Reasons are no sentences; here each gets the full stop of its language. */
function announceMatch(match: Match, words: Strings): string {
  const stop = words.matched.at(-1) ?? "";
  return together(words.matched, ...reasons(match, words).map((reason) => reason + stop));
}

/** Says what became of connection and devices in the middle of things. */
function told(facts: Facts): string {
  return together(lostThing(facts), faring(facts.snapshot, facts.words), facts.tools.told);
}

// Keyed, so that the same words said twice are also read twice.
function renderLastWords({ spoken, words }: Facts): unknown {
  if (spoken === null) return nothing;
  const { key, count, text } = spoken;
  return keyed(
    key,
    html`<p>${count > 1 ? words.newMessages(count) : words.said(words.stranger, text)}</p>`,
  );
}
