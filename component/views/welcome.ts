/**
 * The start screen: how to talk, what one likes, which languages one speaks.
 *
 * It does not know what becomes of the answers. The invariant it keeps: everything is optional, and
 * every field has a name that a screen reader speaks.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Mode } from "../../server/protocol.ts";
import type { Facts, Wishes } from "./facts.ts";
import { renderIcon } from "./icons.ts";
import {
  addInterests,
  addLanguage,
  MAX_INTEREST_LENGTH,
  MAX_INTERESTS,
  removeInterest,
  removeLanguage,
  typeInterest,
} from "./setup.ts";

/** Languages offered by name; others come from the browser or the `languages` attribute. */
const OFFERED =
  "ar bg bn ca cs da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lt lv mk ml mn mr ms my nb ne nl pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tr uk ur uz vi zh zu"
    .split(" ");

/** Draws the start screen. */
export function renderWelcome(facts: Facts, wishes: Wishes): TemplateResult {
  const { words } = facts;
  return html`
    <div class="panel welcome" part="welcome">
      <slot name="header">
        <h2 class="title" tabindex="-1" data-focus>${words.welcomeTitle}</h2>
        <p class="lead">${words.welcomeLead}</p>
      </slot>
      ${facts.modes.length > 1 ? renderModes(facts, wishes) : nothing}
      ${renderInterests(facts, wishes)} ${renderLanguages(facts, wishes)}
      ${facts.setup.mode === "text" ? nothing : html`
        <button class="button quiet" part="check-first" type="button" @click=${wishes.settings}>
          ${renderIcon("gear")}${words.checkFirst}
        </button>
      `}
      <slot name="rules"></slot>
    </div>
  `;
}

function renderModes(facts: Facts, wishes: Wishes): TemplateResult {
  const { words, setup } = facts;
  const choose = (mode: Mode) => wishes.setup((before) => ({ ...before, mode }));
  return html`
    <fieldset class="modes" part="modes">
      <legend class="label">${words.modeLegend}</legend>
      <div class="segments">
        ${facts.modes.map((mode) =>
          html`
            <label class="segment">
              <input type="radio" name="mode" value=${mode} .checked=${setup.mode === mode}
                @change=${() => choose(mode)}>
              <span>${renderIcon(mode)}${words.mode[mode]}</span>
            </label>
          `
        )}
      </div>
      <p class="hint">${words.modeHint[setup.mode]}</p>
    </fieldset>
  `;
}

function renderInterests(facts: Facts, wishes: Wishes): TemplateResult {
  const { words, setup } = facts;
  const isFull = setup.interests.length >= MAX_INTERESTS;
  const typed = (event: InputEvent & { currentTarget: HTMLInputElement }) => {
    const { value } = event.currentTarget;
    // A half-composed word (Japanese, Chinese, Korean) is not to be cut into chips.
    wishes.setup((before) =>
      event.isComposing ? { ...before, pending: value } : typeInterest(before, value)
    );
  };
  const keyed = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    if (event.isComposing) return;
    const { value } = event.currentTarget;
    const last = setup.interests.at(-1);
    if (event.key === "Enter") {
      event.preventDefault();
      if (value.trim() === "") wishes.start();
      else wishes.setup((before) => addInterests(before, value));
    } else if (event.key === "Backspace" && value === "" && last !== undefined) {
      wishes.setup((before) => removeInterest(before, last));
    }
  };
  const pasted = (event: ClipboardEvent & { currentTarget: HTMLInputElement }) => {
    const text = event.clipboardData?.getData("text") ?? "";
    // One word is ordinary typing; a list, also one with line breaks, becomes chips at once.
    if (!/[,;\n\t、，]/.test(text)) return;
    event.preventDefault();
    const { value } = event.currentTarget;
    wishes.setup((before) => addInterests(before, `${value}${text}`));
  };
  return html`
    <div class="field" part="interests">
      <label class="label" for="interest">${words.interestsLabel}</label>
      <div class="chips box" @click=${focusField}>
        <ul>
          ${setup.interests.map((tag) =>
            renderChip(
              tag,
              words.remove(tag),
              () => wishes.setup((before) => removeInterest(before, tag)),
            )
          )}
        </ul>
        <input id="interest" type="text" autocomplete="off" autocapitalize="none" enterkeyhint="done"
          maxlength=${MAX_INTEREST_LENGTH * MAX_INTERESTS} aria-describedby="interest-hint"
          ?readonly=${isFull} placeholder=${setup.interests.length > 0
            ? words.interestsMore
            : words.interestsPlaceholder}
          .value=${live(setup.pending)} @input=${typed} @keydown=${keyed} @paste=${pasted}>
      </div>
      ${renderSuggestions(facts, wishes)}
      <p class="hint" id="interest-hint">${isFull ? words.interestsFull : words.interestsHint}</p>
    </div>
  `;
}

function renderSuggestions(facts: Facts, wishes: Wishes): TemplateResult | typeof nothing {
  const open = facts.suggestions.filter((tag) => !facts.setup.interests.includes(tag));
  if (open.length === 0) return nothing;
  return html`
    <ul class="chips" aria-label=${facts.words.suggestionsLabel}>
      ${open.map((tag) =>
        html`
          <li>
            <button class="chip ghost" type="button" aria-label=${facts.words.add(tag)}
              @click=${() =>
                wishes.setup((before) => ({
                  ...addInterests(before, tag),
                  pending: before.pending,
                }))}>
              ${renderIcon("plus")}${tag}
            </button>
          </li>
        `
      )}
    </ul>
  `;
}

function renderLanguages(facts: Facts, wishes: Wishes): TemplateResult {
  const { words, setup } = facts;
  // To name and draw dozens takes longer than all the rest: not before the list can be opened.
  const others = OFFERED.filter((tag) => facts.isNear && !setup.languages.includes(tag))
    .map((tag) => ({ tag, name: words.language(tag) }))
    .sort((a, b) => a.name.localeCompare(b.name, words.locale));
  const chosen = (event: Event & { currentTarget: HTMLSelectElement }) => {
    const tag = event.currentTarget.value;
    event.currentTarget.value = "";
    wishes.setup((before) => addLanguage(before, tag));
  };
  const strict = (event: Event & { currentTarget: HTMLInputElement }) => {
    const strictLanguages = event.currentTarget.checked;
    wishes.setup((before) => ({ ...before, strictLanguages }));
  };
  return html`
    <div class="field" part="languages" role="group" aria-labelledby="languages-label">
      <span class="label" id="languages-label">${words.languagesLabel}</span>
      <div class="chips">
        <ul>
          ${setup.languages.map((tag) => {
            const name = words.language(tag);
            return renderChip(
              name,
              words.remove(name),
              () => wishes.setup((before) => removeLanguage(before, tag)),
            );
          })}
        </ul>
        <span class="chip ghost pick">
          ${renderIcon("plus")}<span aria-hidden="true">${words.addLanguage}</span>
          <select aria-label=${words.addLanguage} @change=${chosen}>
            <option value="" selected disabled hidden></option>
            ${others.map(({ tag, name }) => html`<option value=${tag}>${name}</option>`)}
          </select>
        </span>
      </div>
      ${setup.languages.length === 0 ? nothing : html`
        <label class="check">
          <input type="checkbox" .checked=${setup.strictLanguages} @change=${strict}>
          <span>${words.strictLanguages}</span>
        </label>
      `}
    </div>
  `;
}

function renderChip(text: string, label: string, remove: () => void): TemplateResult {
  return html`
    <li class="chip">
      <bdi>${text}</bdi>
      <button type="button" aria-label=${label} @click=${remove}>${renderIcon("close")}</button>
    </li>
  `;
}

function focusField(event: MouseEvent & { currentTarget: HTMLElement }): void {
  if (event.target === event.currentTarget) event.currentTarget.querySelector("input")?.focus();
}
