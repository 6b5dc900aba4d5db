/**
 * What the report sheet looks like.
 *
 * It does not know how anything is sent. The invariants it keeps: what a report takes along can be
 * seen before it is sent, and a picture is covered until somebody wants to see it.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { LIMITS, ReportReason, RoomId } from "../../server/protocol.ts";
import type { Strings } from "../strings/en.ts";
import type { ReportTable } from "../strings/report_en.ts";
import { drawIcon, ICONS } from "../views/tool_icons.ts";
import { reasons as reasonsOf } from "../views/why.ts";
import { type Draft, keyOf, type Offered, offeredLines } from "./draft.ts";
import type { RecentTalk } from "./recent_talks.ts";

/** The most that the server reads of a note; the compiler holds it equal to the wire's limit. */
const NOTE_LENGTH: (typeof LIMITS)["noteLength"] = 1_000;

/** What somebody can be reported for, the heaviest first, each with its key. */
export const REASONS: readonly { readonly reason: ReportReason; readonly key: string }[] = [
  { reason: "child-safety", key: "1" },
  { reason: "threat", key: "2" },
  { reason: "violence", key: "3" },
  { reason: "sexual", key: "4" },
  { reason: "underage", key: "5" },
  { reason: "hate", key: "6" },
  { reason: "harassment", key: "7" },
  { reason: "self-harm", key: "8" },
  { reason: "fraud", key: "9" },
  { reason: "spam", key: "0" },
  { reason: "other", key: "-" },
];

/** Everything that the sheet shows. */
export interface SheetFacts {
  readonly table: ReportTable;
  readonly words: Strings;
  /** The report; none while the question is whom it is about. */
  readonly draft: Draft | null;
  /** Other talks that can be reported. */
  readonly others: readonly RecentTalk[];
}

/** Everything that may be asked for. */
export interface SheetWishes {
  readonly change: (change: Partial<Draft>) => void;
  readonly about: (room: RoomId | null) => void;
  readonly send: (reason: ReportReason) => void;
  /** Back to the reasons. */
  readonly back: () => void;
  readonly close: () => void;
}

/** Draws it. */
export function renderSheet(facts: SheetFacts, wishes: SheetWishes): unknown {
  const { table, draft } = facts;
  return html`
    <section class="talk-panel report-sheet" part="report-sheet" role="dialog"
      aria-label=${table.title}>
      <div class="panel-head">
        <h2 class="title" tabindex="-1" data-focus>${titleOf(facts)}</h2>
        <button class="button round quiet" type="button" aria-label=${facts.words.close}
          @click=${wishes.close}>${drawIcon(ICONS.close)}</button>
      </div>
      ${draft === null ? nothing : renderProgress(draft, facts, wishes)}
      ${draft === null || draft.progress.kind === "choosing"
        ? renderOthers(facts, wishes)
        : nothing}
    </section>
  `;
}

function titleOf({ table, draft }: SheetFacts): string {
  switch (draft?.progress.kind) {
    case undefined:
      return table.whom;
    case "choosing":
      return table.title;
    case "sending":
      return table.sending;
    case "sent":
      return table.sent;
    case "failed":
      return table.failed[draft.progress.outcome].title;
  }
}

function renderProgress(draft: Draft, facts: SheetFacts, wishes: SheetWishes): unknown {
  const { table, words } = facts;
  const { progress } = draft;
  switch (progress.kind) {
    case "choosing":
      return html`
        <p class="hint">${whatFollows(draft, table)}</p>
        ${renderDetails(draft, facts, wishes)}
        <div class="choices">${REASONS.map(({ reason, key }) =>
          html`
            <button class="button quiet" type="button"
              ?data-suggested=${reason === draft.suggested} aria-keyshortcuts=${key}
              @click=${() => wishes.send(reason)}>
              <kbd aria-hidden="true">${key}</kbd><span>${table.reasons[reason]}</span>
            </button>
          `
        )}</div>
      `;
    case "sending":
      return nothing;
    case "sent":
      return html`
        <p>${words.blocked}</p>
        <button class="button quiet" type="button" @click=${wishes.close}>${words.close}</button>
      `;
    case "failed":
      return html`
        <p>${table.failed[progress.outcome].hint}</p>
        <div class="choices">
          ${progress.outcome === "too-late" ? nothing : html`
            <button class="button quiet" type="button"
              @click=${() => wishes.send(progress.reason)}>${words.tryAgain}</button>
            <button class="button quiet" type="button" @click=${wishes.back}>${words.back}</button>
          `}
        </div>
      `;
  }
}

/** What is sent, and what it means, before anybody sends. */
function whatFollows({ talk, picture, isPictureTicked }: Draft, table: ReportTable): string {
  const sends = picture !== null && isPictureTicked ? table.sendsPicture : table.sends;
  const sentences = [sends, ...talk.endedAt === null ? [table.ends] : [], table.secret];
  // There is no space behind the full stop of Chinese.
  return sentences.join(" ").replaceAll("。 ", "。");
}

type Field = Event & { readonly currentTarget: HTMLTextAreaElement };

function renderDetails(draft: Draft, facts: SheetFacts, wishes: SheetWishes): unknown {
  const { table } = facts;
  const offered = offeredLines(draft);
  return html`
    <details>
      <summary>${table.details}</summary>
      <label class="label" for="report-note">${table.note}</label>
      <textarea class="box" id="report-note" rows="3" dir="auto" maxlength=${NOTE_LENGTH}
        .value=${draft.note}
        @input=${({ currentTarget }: Field) => wishes.change({ note: currentTarget.value })}
      ></textarea>
      ${offered.length === 0 ? nothing : html`
        <fieldset>
          <legend class="label">${table.messages}</legend>
          ${offered.map((it) => renderLine(it, draft, facts, wishes))}
        </fieldset>
      `}
      ${renderPicture(draft, facts, wishes)}
    </details>
  `;
}

type Tick = Event & { readonly currentTarget: HTMLInputElement };

function renderLine(
  { line, isTicked }: Offered,
  { ticks }: Draft,
  { words }: SheetFacts,
  wishes: SheetWishes,
): unknown {
  const tick = ({ currentTarget }: Tick) =>
    wishes.change({ ticks: new Map([...ticks, [keyOf(line), currentTarget.checked]]) });
  return html`
    <label class="row tick">
      <input type="checkbox" .checked=${isTicked} @change=${tick}>
      <span><b>${line.from === "self" ? words.you : words.stranger}</b> <bdi>${line
        .text}</bdi></span>
    </label>
  `;
}

function renderPicture(
  { picture, isPictureTicked, isPictureSeen }: Draft,
  { table }: SheetFacts,
  wishes: SheetWishes,
): unknown {
  if (picture === null) return nothing;
  return html`
    <fieldset>
      <legend class="label">${table.picture}</legend>
      <div class="shot ${isPictureSeen ? "" : "covered-shot"}">
        <div role="img" aria-label=${table.picture}>${picture.canvas}</div>
        ${isPictureSeen ? nothing : html`
          <button class="button quiet" type="button"
            @click=${() => wishes.change({ isPictureSeen: true })}>${table.look}</button>
        `}
      </div>
      <label class="row tick">
        <input type="checkbox" .checked=${isPictureTicked}
          @change=${({ currentTarget }: Tick) =>
            wishes.change({ isPictureTicked: currentTarget.checked })}>
        <span>${table.pictureHint}</span>
      </label>
    </fieldset>
  `;
}

function renderOthers({ table, words, draft, others }: SheetFacts, wishes: SheetWishes): unknown {
  if (others.length === 0) return nothing;
  return html`
    <div class="choices earlier" role="group" aria-label=${table.earlier}>
      ${draft === null ? nothing : html`<p class="label">${table.earlier}</p>`}
      ${others.map(({ room, endedAt, match, lines }) => {
        const last = lines.findLast(({ from }) => from === "partner")?.text;
        return html`
          <button class="button quiet" type="button" @click=${() => wishes.about(room)}>
            <span>${endedAt === null ? table.now : table.until(words.time(endedAt))}
              <small><bdi>${last ?? reasonsOf(match, words)[0]}</bdi></small></span>
          </button>
        `;
      })}
    </div>
  `;
}
