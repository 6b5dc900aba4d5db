/**
 * The ladder of a talk in sight: who asks for what, and the buttons of it.
 *
 * It does not know devices. The invariants it keeps: a no stands beside every yes, of the same size;
 * what one has not asked for is a question and never a picture or a sound.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { ChatState, Ladder, Step as AnyStep } from "../chat/state.ts";
import type { Strings } from "../strings/en.ts";
import type { ToolsTable } from "../strings/tools_en.ts";
import { drawIcon, ICONS } from "./tool_icons.ts";

/** What may be answered. */
export interface LadderWishes {
  readonly climb: (step: AnyStep) => void;
  readonly declineStep: () => void;
}

type Talk = Extract<ChatState, { readonly kind: "talk" }>;
/** A step that somebody may ask for with a button of the bar. */
type Step = "voice" | "video";

/** Says where the two stand, in one sentence; empty while nobody asks for anything. */
export function tellLadder(ladder: Ladder | undefined, says: ToolsTable, words: Strings): string {
  if (ladder === undefined || ladder.step === "text") return "";
  switch (ladder.kind) {
    case "preparing":
      return says.preparing[ladder.step];
    case "asked":
      return says.asked[ladder.step];
    case "offered":
      return `${says.offered[ladder.step]} ${
        says.offeredHint[ladder.step === "voice" ? "voice" : "video"]
      }`;
    case "declined":
      return says.declined;
    case "refused": {
      const { title, hint } =
        words.device[ladder.step === "video" ? "camera" : "microphone"][ladder.cause];
      return `${title} ${hint}`;
    }
  }
}

/** Draws the question, or what became of it, above the field. */
export function renderLadder(
  ladder: Ladder | undefined,
  { says, words }: { readonly says: ToolsTable; readonly words: Strings },
  wishes: LadderWishes,
) {
  // Whether one is seen is asked where one is to be seen.
  if (ladder === undefined || ladder.step === "text" || ladder.step === "reveal") return nothing;
  const { kind, step } = ladder;
  return html`
    <div class="step" part="ladder">
      ${drawIcon(ICONS[step])}
      <p>${kind === "offered"
        ? html`<strong>${says.offered[step]}</strong> ${says.offeredHint[step]}`
        : tellLadder(ladder, says, words)}</p>
      <div class="answers">${renderAnswers(ladder, says, wishes)}</div>
    </div>
  `;
}

/** Whether pictures are veiled in what two share now. */
export function isVeiled({ match: { mode, veiled } }: Talk): boolean {
  return mode === "video" && veiled === true;
}

/** Draws what lies over a veiled picture: whether one would like to be seen. */
export function renderVeil(
  state: Talk,
  { says, words }: { readonly says: ToolsTable; readonly words: Strings },
  wishes: LadderWishes,
) {
  if (!isVeiled(state)) return nothing;
  const ladder = state.ladder?.step === "reveal" ? state.ladder : undefined;
  return html`
    <div class="meet over" part="veil">
      <p>${ladder === undefined ? says.veiled : tellLadder(ladder, says, words)}</p>
      <div class="answers">${ladder === undefined
        ? renderAnswer(says.ask.reveal, () => wishes.climb("reveal"), "yes")
        : renderAnswers(ladder, says, wishes)}</div>
    </div>
  `;
}

function renderAnswers(ladder: Ladder, says: ToolsTable, wishes: LadderWishes): unknown {
  const { kind, step } = ladder;
  if (kind === "offered") {
    return [
      renderAnswer(says.no, wishes.declineStep),
      renderAnswer(says.yes, () => wishes.climb(step), "yes"),
    ];
  }
  const label = kind === "declined" || kind === "refused" ? says.fine : says.takeBack;
  return renderAnswer(label, wishes.declineStep);
}

function renderAnswer(label: string, act: () => void, name = "quiet") {
  return html`<button class="button ${name}" type="button" @click=${act}>${label}</button>`;
}

/** Draws the buttons that ask for a step. */
export function renderSteps(
  steps: readonly Step[],
  says: ToolsTable,
  wishes: LadderWishes,
) {
  return steps.map((step) =>
    html`
      <button class="button round" part="ask-${step}" type="button" aria-label=${says.ask[step]}
        title=${says.ask[step]} @click=${() => wishes.climb(step)}>${drawIcon(ICONS[step])}</button>
    `
  );
}
