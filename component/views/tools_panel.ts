/**
 * The panel of a talk: how loud, how large, saving, going down a step, and the keys.
 *
 * It does not know how any of it is done. The invariant it keeps: what this browser cannot do is not
 * shown.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { Mode } from "../../server/protocol.ts";
import type { ToolsTable } from "../strings/tools_en.ts";
import { drawIcon, ICONS } from "./tool_icons.ts";

/** Everything that the panel shows. */
export interface PanelFacts {
  readonly words: ToolsTable;
  /** From 0 to 1; `null` while there is nothing to be heard. */
  readonly volume: number | null;
  readonly hasSound: boolean;
  readonly canPip: boolean;
  readonly canFill: boolean;
  readonly canSave: boolean;
  /** The lower steps that the talk can go to. */
  readonly down: readonly ("voice" | "text")[];
  /** What never meeting them again is called; none where a button on the stage does it. */
  readonly block: string | null;
  /** Keys and what they do. */
  readonly keys: readonly (readonly [key: string, what: string])[];
}

/** Everything that may be asked for. */
export interface PanelWishes {
  readonly volume: (volume: number) => void;
  readonly sound: (isOn: boolean) => void;
  readonly pip: () => void;
  readonly fill: () => void;
  readonly save: () => void;
  readonly step: (step: Mode) => void;
  readonly block: () => void;
  readonly close: () => void;
}

type Input = Event & { readonly currentTarget: HTMLInputElement };

/** Draws the panel. */
export function renderToolsPanel(facts: PanelFacts, wishes: PanelWishes) {
  const { words, volume, down } = facts;
  return html`
    <section class="talk-panel" part="tools-panel" role="dialog" aria-label=${words.title}>
      <div class="panel-head">
        <h2 class="title" tabindex="-1" data-focus>${words.title}</h2>
        <button class="button round quiet" type="button" aria-label=${words.close}
          @click=${wishes.close}>${drawIcon(ICONS.close)}</button>
      </div>
      ${volume === null ? nothing : html`
        <label class="row">
          <span>${words.volume}</span>
          <input type="range" min="0" max="1" step="0.05" .value=${String(volume)}
            @input=${({ currentTarget }: Input) => wishes.volume(currentTarget.valueAsNumber)}>
        </label>
      `}
      <label class="row tick">
        <input type="checkbox" .checked=${facts.hasSound}
          @change=${({ currentTarget }: Input) => wishes.sound(currentTarget.checked)}>
        <span>${words.sound}</span>
      </label>
      <div class="choices">
        ${facts.canPip ? renderChoice(ICONS.pip, words.pictureInPicture, wishes.pip) : nothing}
        ${facts.canFill ? renderChoice(ICONS.fill, words.fullScreen, wishes.fill) : nothing}
        ${down.map((step) => renderChoice(ICONS.down, words.down[step], () => wishes.step(step)))}
        ${facts.canSave ? renderChoice(ICONS.save, words.save, wishes.save) : nothing}
        ${facts.canSave ? html`<p class="hint">${words.saveHint}</p>` : nothing}
        ${facts.block === null ? nothing : renderChoice(ICONS.block, facts.block, wishes.block)}
      </div>
      <div class="keys">
        <h3 class="label">${words.keys}</h3>
        <p class="hint">${words.keysHint}</p>
        <dl>
          ${facts.keys.map(([key, what]) =>
            html`
              <div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${what}</dd>
              </div>
            `
          )}
        </dl>
      </div>
    </section>
  `;
}

function renderChoice(icon: string, label: string, act: () => void) {
  return html`<button class="button quiet" type="button" @click=${act}>${
    drawIcon(icon)
  }${label}</button>`;
}
