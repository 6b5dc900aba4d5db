/**
 * Where one writes: grows to four lines, Enter sends, Shift+Enter breaks the line.
 *
 * It does not keep the text; the draft is a fact, so that it survives whatever happens to the talk.
 * The invariant it keeps: nothing is sent while a word is still being composed.
 *
 * @module
 */
import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { LIMITS } from "../../server/protocol.ts";
import type { Facts, Wishes } from "./facts.ts";
import { renderIcon } from "./icons.ts";

/** The most characters of one message; the compiler holds it equal to the wire's limit. */
export const MAX_MESSAGE_LENGTH: (typeof LIMITS)["messageLength"] = 2_000;

/** Draws the field and its button. */
export function renderComposer(facts: Facts, wishes: Wishes): TemplateResult {
  const { words, draft } = facts;
  const typed = (event: Event & { currentTarget: HTMLTextAreaElement }) =>
    wishes.draft(event.currentTarget.value);
  const keyed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    wishes.send();
  };
  const submitted = (event: Event) => {
    event.preventDefault();
    wishes.send();
  };
  return html`
    <form class="composer" part="composer" @submit=${submitted}>
      <div class="grow" data-text=${`${draft} `}>
        <textarea rows="1" dir="auto" enterkeyhint="send" aria-label=${words.composer}
          placeholder=${words.composer} maxlength=${MAX_MESSAGE_LENGTH}
          .value=${live(draft)} @input=${typed} @keydown=${keyed}></textarea>
      </div>
      <button class="send" part="send" type="submit" aria-label=${words.send}
        aria-disabled=${draft.trim() === "" ? "true" : "false"}>${renderIcon("send")}</button>
    </form>
  `;
}
