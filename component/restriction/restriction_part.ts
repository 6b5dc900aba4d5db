/**
 * What a visitor is told who meets nobody for a while: what it is about, until when, and how to ask
 * for another look.
 *
 * It does not know who decided. The invariant it keeps: everything that the decision says is shown,
 * and there is a way to object to it for whoever has a receipt.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { LIMITS } from "../../server/protocol.ts";
import { withWords } from "../strings/own_words.ts";
import { RESTRICTION_TABLES } from "../strings/restriction_tables.ts";
import { restrictionEnglish, type RestrictionTable } from "../strings/restriction_en.ts";
import { createSay, type Say } from "../strings/say.ts";
import type { ChatSnapshot } from "../chat/state.ts";
import { drawGate } from "./gate.ts";
import type { Restricted, RestrictionFacts, RestrictionPicture } from "./restriction.ts";

/** The most that the server reads of a note, in characters. */
const NOTE_LENGTH: (typeof LIMITS)["noteLength"] = 1_000;

/** Draws what keeps a visitor out: a decision about them, or the site's gate. */
export function drawKeptOut(
  { state, site }: ChatSnapshot,
  facts: RestrictionFacts,
): RestrictionPicture {
  return state.kind === "restricted" ? drawRestriction(state, facts) : drawGate(site, facts);
}

function drawRestriction(
  state: Restricted,
  facts: RestrictionFacts,
): RestrictionPicture {
  const say = createSay(facts.words.locale);
  const table = tableFor(facts, say);
  const { until, rule, receipt } = state;
  const isOver = facts.now >= until;
  const title = isOver ? table.overTitle : table.title;
  const isToday = say.day(until) === say.day(facts.now);
  const end = isToday ? table.today(say.time(until)) : table.later(say.day(until), say.time(until));
  const drawn = html`
    <h2 class="title" tabindex="-1" data-focus>${title}</h2>
    <p>${isOver ? table.over : end}</p>
    ${rule === "" ? nothing : html`<p>${table.about(ruleIn(table, rule))}</p>`}
    ${receipt === "" ? nothing : html`
      <p class="hint">${table.receipt} <code part="receipt">${receipt}</code></p>
    `}
    ${receipt === "" || isOver
      ? nothing
      : drawAppeal(state, table, (note) => facts.chat?.appeal(note))}
  `;
  return { title, drawn };
}

function drawAppeal(
  { appeal }: Restricted,
  table: RestrictionTable,
  ask: (note: string) => void,
): unknown {
  if (appeal === "sent") return html`<p role="status">${table.sent}</p>`;
  const isSending = appeal === "sending";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || isSending) return;
    const note = String(new FormData(form).get("note") ?? "").trim();
    if (note !== "") ask(note);
  };
  return html`
    <form class="field" part="appeal" @submit=${submit}>
      <label class="label" for="appeal-note">${table.appealLabel}</label>
      <textarea class="box" id="appeal-note" name="note" rows="3" required
        maxlength=${NOTE_LENGTH}></textarea>
      ${appeal === "failed" ? html`<p class="hint" role="alert">${table.failed}</p>` : nothing}
      <button class="button quiet" aria-disabled=${isSending ? "true" : "false"}>
        ${isSending ? table.sending : table.appeal}
      </button>
    </form>
  `;
}

/** A rule that a newer server names is told by its own name. */
function ruleIn({ rules }: RestrictionTable, rule: string): string {
  const words: unknown = Object.hasOwn(rules, rule) ? Reflect.get(rules, rule) : rule;
  return String(words);
}

function tableFor({ words, own }: RestrictionFacts, say: Say): RestrictionTable {
  const { language } = new Intl.Locale(words.locale);
  const table = RESTRICTION_TABLES[language];
  const translated = table === undefined
    ? restrictionEnglish
    : withWords(restrictionEnglish, table, say);
  return withWords(translated, own?.restriction ?? {}, say);
}
