/**
 * What stands before the first match on some sites: a question of age and rules, or the site's own
 * word on who comes in.
 *
 * It does not know what becomes of the answer. The invariant it keeps: nothing is marked beforehand,
 * and nothing passes that is not.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { ADULT_AGE, AgeGroup, GateView, SitePolicyView } from "../../server/protocol.ts";
import { gateEnglish, type GateTable } from "../strings/gate_en.ts";
import { GATE_TABLES } from "../strings/gate_tables.ts";
import { withWords } from "../strings/own_words.ts";
import { createSay } from "../strings/say.ts";
import type { RestrictionFacts, RestrictionPicture } from "./restriction.ts";

/** Being of age, in years: the server keeps the younger ones among themselves. */
const OF_AGE: typeof ADULT_AGE = 18;

/** Draws it; a site that the server has told nothing of says itself who comes in. */
export function drawGate(site: SitePolicyView | null, facts: RestrictionFacts): RestrictionPicture {
  const table = tableFor(facts);
  const { title, pass } = table;
  const heading = html`<h2 class="title" tabindex="-1" data-focus>${title}</h2>`;
  if (site?.gate?.kind !== "ask") {
    return { title, drawn: html`${heading}<p>${table.claim}</p>` };
  }
  const form = drawForm(site, site.gate, table, (age) => facts.chat?.passGate(age));
  return { title, pass, drawn: html`${heading}${form}` };
}

function drawForm(
  { rules }: SitePolicyView,
  gate: GateView,
  table: GateTable,
  pass: (age: AgeGroup) => void,
): unknown {
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    pass(new FormData(event.currentTarget).get("age") === "minor" ? "minor" : "adult");
  };
  const confirmation = rules === null ? table.confirmAge : table.confirm;
  // Beside the form and not in it, so that the panel keeps them all apart; its button is in the bar.
  return html`
    ${rules === null ? nothing : html`
      <p class="label">${table.rulesTitle}</p>
      ${rules.split("\n").map((line) => html`<p part="rules" dir="auto">${line}</p>`)}
    `}
    ${gate.separatesMinors
      ? drawAges(gate, rules !== null, table)
      : drawMark("checkbox", "adult", confirmation(gate.minimumAge))}
    <form id="gate" part="gate" @submit=${submit}></form>
  `;
}

function drawAges({ minimumAge }: GateView, hasRules: boolean, table: GateTable): unknown {
  return html`
    <fieldset>
      <legend class="label">${table.ageLegend}</legend>
      ${drawMark("radio", "adult", table.atLeast(OF_AGE))}
      ${drawMark("radio", "minor", table.between(minimumAge, OF_AGE - 1))}
    </fieldset>
    <p class="hint">${hasRules ? table.apartAndAgree : table.apart}</p>
  `;
}

function drawMark(type: "checkbox" | "radio", age: AgeGroup, label: string): unknown {
  return html`
    <label class="check">
      <input form="gate" type=${type} name="age" value=${age} required><span>${label}</span>
    </label>
  `;
}

function tableFor({ words, own }: RestrictionFacts): GateTable {
  const say = createSay(words.locale);
  const translation = GATE_TABLES[new Intl.Locale(words.locale).language];
  const table = translation === undefined ? gateEnglish : withWords(gateEnglish, translation, say);
  return withWords(table, own?.gate ?? {}, say);
}
