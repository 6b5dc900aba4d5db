/**
 * The ladder of a talk in sight: who asks for what, and the buttons of it.
 *
 * It does not know devices. The invariants it keeps: a no stands beside every yes, of the same size;
 * what one has not asked for is a question and never a picture or a sound.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { Mode } from "../../server/protocol.ts";
import type { Ladder } from "../chat/state.ts";
import type { Strings } from "../strings/en.ts";
import type { ToolsTable } from "../strings/tools_en.ts";
import { drawIcon, ICONS } from "./tool_icons.ts";

/** What may be answered. */
export interface LadderWishes {
  readonly climb: (step: Mode) => void;
  readonly declineStep: () => void;
}

/** A step that somebody may ask for. */
type Step = "voice" | "video";

/** Says where the two stand, in one sentence; empty while nobody asks for anything. */
export function tellLadder(ladder: Ladder | undefined, says: ToolsTable, words: Strings): string {
  if (ladder === undefined || ladder.step === "text") return "";
  const { step } = ladder;
  switch (ladder.kind) {
    case "preparing":
      return says.preparing[step];
    case "asked":
      return says.asked[step];
    case "offered":
      return `${says.offered[step]} ${says.offeredHint[step]}`;
    case "declined":
      return says.declined;
    case "refused": {
      const { title, hint } =
        words.device[step === "video" ? "camera" : "microphone"][ladder.cause];
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
  if (ladder === undefined || ladder.step === "text") return nothing;
  const { kind, step } = ladder;
  const button = (label: string, act: () => void, name = "quiet") =>
    html`<button class="button ${name}" type="button" @click=${act}>${label}</button>`;
  return html`
    <div class="step" part="ladder">
      ${drawIcon(ICONS[step])}
      <p>${kind === "offered"
        ? html`<strong>${says.offered[step]}</strong> ${says.offeredHint[step]}`
        : tellLadder(ladder, says, words)}</p>
      <div class="answers">
        ${kind === "offered"
          ? [button(says.no, wishes.declineStep), button(says.yes, () => wishes.climb(step), "yes")]
          : button(
            kind === "declined" || kind === "refused" ? says.fine : says.takeBack,
            wishes.declineStep,
          )}
      </div>
    </div>
  `;
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
