/**
 * The written side of the element: whatever the state has to say, ask or list.
 *
 * It does not know the stage beside it. The invariant it keeps: every state has a side, so that no
 * room is ever empty.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Strings } from "../strings/en.ts";
import { renderAway } from "./away.ts";
import { renderComposer } from "./composer.ts";
import type { Facts, StateOf, Wishes } from "./facts.ts";
import { renderIcon } from "./icons.ts";
import { renderPermission, renderRefused, renderTrouble } from "./notices.ts";
import { lostThing } from "./signs.ts";
import { renderTranscript } from "./transcript.ts";
import { renderOpening, renderWaiting } from "./waiting.ts";
import { renderWelcome } from "./welcome.ts";
import { renderWhy } from "./why.ts";

/** Draws the side of the current state. */
export function renderSide(facts: Facts, wishes: Wishes): TemplateResult {
  const { state } = facts.snapshot;
  switch (state.kind) {
    case "welcome":
      return renderWelcome(facts, wishes);
    case "asking":
      return renderPermission(state, facts, wishes);
    case "refused":
      return renderRefused(state, facts, wishes);
    case "opening":
      return renderOpening(facts);
    case "waiting":
      return renderWaiting(state, facts, wishes);
    case "talk":
      return renderTalk(state, facts, wishes);
    case "ended":
      return renderEnded(state, facts, wishes);
    case "trouble":
    case "restricted":
      return renderTrouble(state, facts);
  }
}

function renderTalk(state: StateOf<"talk">, facts: Facts, wishes: Wishes): TemplateResult {
  const { words } = facts;
  const isEmpty = state.lines.length === 0 && !state.isPartnerTyping;
  const lead = html`
    ${renderWhy(state.match, words)}
    ${isEmpty ? html`<p class="hint first">${words.emptyTranscript}</p>` : nothing}
    ${isEmpty ? facts.tools.ideas : nothing}
  `;
  return html`
    <div class="words" part="talk">
      ${renderTranscript({ ...state, ...reading(facts, wishes) }, words, lead)}
      ${renderStrip(state, facts)} ${facts.tools.strip} ${renderComposer(facts, wishes)}
    </div>
  `;
}

/** How far one has read, forwards and back. */
function reading({ shownLines, firstUnread }: Facts, { earlier }: Wishes) {
  return { shownLines, unread: firstUnread, earlier };
}

function renderStrip(state: StateOf<"talk">, facts: Facts): TemplateResult | typeof nothing {
  const lost = lostThing(facts);
  if (!state.online) {
    return html`<p class="strip">${renderIcon("offline")}${facts.words.talkOffline}</p>`;
  }
  // With a picture the countdown stands on it; in writing it stands above the field.
  if (state.match.mode === "text" && state.partner.kind === "away") {
    return html`<div class="strip">${renderAway(state.partner.until, facts)}</div>`;
  }
  if (lost !== "") {
    return html`<p class="strip" part="lost">${renderIcon("videoOff")}${lost}</p>`;
  }
  return nothing;
}

function renderEnded(
  state: StateOf<"ended">,
  facts: Facts,
  wishes: Wishes,
): TemplateResult {
  const { words } = facts;
  return html`
    <div class="words" part="ended">
      ${renderTranscript(
        { ...state, isPartnerTyping: false, ...reading(facts, wishes) },
        words,
        renderWhy(state.match, words),
      )}
      <div class="farewell">
        <h2 class="title" tabindex="-1" data-focus>${farewell(state, words)}</h2>
        <p class="hint">${words.endedHint}</p>
        ${facts.tools.farewell}
        ${state.isBlocked ? nothing : html`
          <button class="button quiet" part="block" type="button" @click=${wishes.block}>
            ${renderIcon("block")}${words.block}
          </button>
        `}
      </div>
    </div>
  `;
}

/** Says what became of the talk in one sentence. */
export function farewell({ isBlocked, reason }: StateOf<"ended">, words: Strings): string {
  return isBlocked ? words.blocked : words.ended[reason];
}
