/**
 * The written part of a talk: bubbles in two sides, grouped by sender and time.
 *
 * It does not know how a message travels. The invariant it keeps: what people write is only ever
 * drawn as text or as an inert link, never as HTML, and a bubble's text keeps its own direction.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Delivery, Line } from "../chat/state.ts";
import type { Strings } from "../strings/en.ts";
import { renderIcon } from "./icons.ts";
import { isEmojiOnly, linkify } from "./linkify.ts";

/** Lines of one person closer than this stand together under one time, in milliseconds. */
export const GROUP_GAP_MS = 120_000;
/** So many lines stand together at most: what is out of sight is left out of the layout by group. */
export const GROUP_LINES = 20;

/** Consecutive lines of one person. */
export interface LineGroup {
  readonly from: Line["from"];
  readonly lines: readonly [Line, ...Line[]];
}

/** Puts consecutive lines of one person together while no long pause lies between them. */
export function groupLines(lines: readonly Line[]): readonly LineGroup[] {
  const groups: { readonly from: Line["from"]; readonly lines: [Line, ...Line[]] }[] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const before = group?.lines.at(-1);
    const continues = group?.from === line.from && before !== undefined &&
      line.at - before.at < GROUP_GAP_MS && group.lines.length < GROUP_LINES;
    if (continues) group.lines.push(line);
    else groups.push({ from: line.from, lines: [line] });
  }
  return groups;
}

/**
 * Draws the messages.
 *
 * @param lines All of them.
 * @param shownLines How many of the last ones are drawn, and what else is in the group of the first.
 * @param unread The first line that came while the visitor was elsewhere, if any.
 * @param earlier Called by whoever scrolls to the first line that is drawn while there are others.
 * @param lead What stands above the first message.
 */
export function renderTranscript(
  { lines, shownLines, isPartnerTyping, unread, earlier }: {
    readonly lines: readonly Line[];
    readonly shownLines: number;
    readonly isPartnerTyping: boolean;
    readonly unread: string | null;
    readonly earlier: () => void;
  },
  words: Strings,
  lead: TemplateResult,
): TemplateResult {
  const scrolled = ({ currentTarget }: Event & { readonly currentTarget: HTMLElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    // The list is laid out from its end: above it the position is negative.
    const isNearFirst = scrollHeight - clientHeight + scrollTop < clientHeight;
    if (isNearFirst && lines.length > shownLines) earlier();
  };
  let end = shownLines - lines.length;
  // Nothing stands for a group that is not drawn: each keeps its place among them, and with it its
  // nodes, when those before it are drawn as well.
  const draw = (group: LineGroup) =>
    (end += group.lines.length) > 0 ? renderGroup(group, unread, words) : nothing;
  return html`
    <div class="transcript" part="transcript" tabindex="0" role="log" aria-live="off"
      aria-label=${words.transcript} @scroll=${scrolled}>
      <div class="transcript-body">
        ${lead}
        ${groupLines(lines).map(draw)}
        ${isPartnerTyping ? renderTyping(words) : nothing}
      </div>
    </div>
  `;
}

function renderGroup(group: LineGroup, unread: string | null, words: Strings): TemplateResult {
  const last = group.lines.at(-1) ?? group.lines[0];
  return html`
    <div class="group ${group.from}">
      ${group.lines.map((line) =>
        line.id === unread
          ? html`<p class="unread" part="unread">${words.unread}</p>${drawLine(line, words)}`
          : drawLine(line, words)
      )}
      <p class="meta">
        <time dir="auto" datetime=${new Date(last.at).toISOString()}>${words.time(last.at)}</time>
        ${group.from === "self" ? renderDelivery(last.delivery, words) : nothing}
      </p>
    </div>
  `;
}

const drawn = new WeakMap<Line, { readonly words: Strings; readonly result: TemplateResult }>();

// A line never changes, and a thousand of them are drawn again with each key that is pressed.
function drawLine(line: Line, words: Strings): TemplateResult {
  const before = drawn.get(line);
  if (before?.words === words) return before.result;
  const result = renderLine(line, words);
  drawn.set(line, { words, result });
  return result;
}

// The name is in a language of its own: the direction of a message is that of its text.
function renderLine(line: Line, words: Strings): TemplateResult {
  const who = line.from === "self" ? words.you : words.stranger;
  const large = isEmojiOnly(line.text) ? "emoji" : "";
  return html`
    <p class="bubble ${large} ${line.delivery}" part="bubble bubble-${line.from}" dir="auto"
      title=${words.time(line.at)}>
      <bdi class="unseen">${who}: </bdi>${renderText(line.text, words)}
    </p>
  `;
}

// White space around a link would be drawn, so these templates have none.
function renderText(text: string, words: Strings): unknown {
  return linkify(text).map((piece) => {
    if (piece.kind === "text") return html`<span class="said">${piece.text}</span>`;
    const { href, host } = piece;
    // deno-fmt-ignore
    return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow ugc" title=${href}
      aria-label=${words.opensPage(host)}><bdi>${host}</bdi>${renderIcon("link")}</a>`;
  });
}

function renderDelivery(delivery: Delivery, words: Strings): TemplateResult {
  const icon = { sending: "clock", sent: "check", seen: "checks", failed: "close" } as const;
  return html`<span class="mark ${delivery}">${renderIcon(icon[delivery])}<span
    class=${delivery === "failed" ? "" : "unseen"}>${words[delivery]}</span></span>`;
}

function renderTyping(words: Strings): TemplateResult {
  return html`<p class="bubble typing" title=${words.typing}><span class="unseen">${words.typing}</span
    ><i></i><i></i><i></i></p>`;
}
