/**
 * The settings panel: one's own devices, how they look and sound, and what the check found.
 *
 * It does not know how devices are found or networks checked. The invariant it keeps: a choice that
 * the browser does not offer is not shown, and each finding is told in words and not by colour alone.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { CheckCause, CheckStage } from "../../server/protocol.ts";
import type { DeviceChoice } from "../chat/state.ts";
import type { Finding } from "../link/check.ts";
import type { Advice } from "../strings/en.ts";
import type { SettingsTable, Verdict } from "../strings/settings_en.ts";

/** One device to choose from. */
export interface Offer {
  readonly id: string;
  /** Empty while the browser does not tell. */
  readonly label: string;
}

/** Everything that the panel shows. */
export interface SettingsFacts {
  readonly words: SettingsTable;
  readonly offers: Readonly<Record<keyof ChosenIds, readonly Offer[]>>;
  /** What is in use, or was chosen. */
  readonly chosen: ChosenIds;
  /** What it captures for itself, so that one can see and hear oneself. */
  readonly preview: MediaStream | null;
  /** Whether anything is captured, for a talk or for the panel. */
  readonly isCaptured: boolean;
  /** From 0 to 1. */
  readonly level: number;
  /** What was found so far; none before the first check. */
  readonly findings:
    readonly (Finding | { readonly stage: CheckStage; readonly result: "pending" })[];
  readonly verdict: Verdict | null;
}

/** Ids of devices, by what they are for. */
export type ChosenIds = Pick<DeviceChoice, "camera" | "microphone" | "speaker">;

/** Everything that may be asked for. */
export interface SettingsWishes {
  readonly choose: (kind: keyof ChosenIds, id: string) => void;
  readonly look: () => void;
  readonly check: () => void;
  readonly close: () => void;
}

/** Draws the panel. */
export function renderSettings(facts: SettingsFacts, wishes: SettingsWishes) {
  const { words } = facts;
  return html`
    <section class="settings" part="settings-panel" role="dialog" aria-label=${words.title}>
      <div class="panel-head">
        <h2 class="title" tabindex="-1" data-focus>${words.title}</h2>
        <button class="button round quiet" type="button" aria-label=${words.close}
          @click=${wishes.close}>${icon("m6.5 6.5 11 11M17.5 6.5l-11 11")}</button>
      </div>
      ${renderLook(facts, wishes)}
      ${(["camera", "microphone", "speaker"] as const).map((kind) =>
        renderChoice(kind, facts, wishes)
      )}
      ${renderCheck(facts, wishes)}
    </section>
  `;
}

function renderLook({ words, preview, isCaptured, level }: SettingsFacts, wishes: SettingsWishes) {
  if (!isCaptured) {
    return html`
      <div class="choices">
        <p class="hint">${words.lookHint}</p>
        <button class="button quiet" type="button" @click=${wishes.look}>${words.look}</button>
      </div>
    `;
  }
  return html`
    ${preview !== null && preview.getVideoTracks().length > 0
      ? html`
        <video class="mirrored" playsinline autoplay muted .muted=${true}
          aria-label=${words.preview} .srcObject=${preview}></video>
      `
      : nothing}
    <label class="hint">${words.level}<meter min="0" max="1" .value=${level}></meter></label>
  `;
}

function renderChoice(
  kind: keyof ChosenIds,
  { words, offers, chosen }: SettingsFacts,
  wishes: SettingsWishes,
) {
  const offered = offers[kind];
  if (offered.length === 0) return nothing;
  const selected = offered.some(({ id }) => id === chosen[kind]) ? chosen[kind] : "";
  const change = ({ currentTarget }: { readonly currentTarget: HTMLSelectElement }) =>
    wishes.choose(kind, currentTarget.value);
  return html`
    <label class="choice"><span class="label">${words[kind]}</span>
      <select @change=${change}>
        <option value="" ?selected=${selected === ""}>${words.automatic}</option>
        ${offered.map(({ id, label }, index) =>
          html`<option value=${id} ?selected=${id === selected}>${
            label || words.numbered(words[kind], index + 1)
          }</option>`
        )}
      </select>
    </label>
  `;
}

function renderCheck({ words, findings, verdict }: SettingsFacts, wishes: SettingsWishes) {
  const isRunning = verdict === "running";
  return html`
    <div class="check" part="check">
      <p role="status" class=${verdict ?? "idle"}>${verdict === null
        ? words.checkHint
        : words.verdict[verdict]}</p>
      ${findings.length === 0
        ? nothing
        : html`<ul>${findings.map((it) => renderFinding(it, words))}</ul>`}
      <button class="button quiet" type="button" aria-disabled=${isRunning ? "true" : "false"}
        @click=${isRunning ? nothing : wishes.check}>
        ${verdict === null ? words.check : words.checkAgain}
      </button>
    </div>
  `;
}

/** What a finding means, and what helps. */
export function adviceOn(stage: CheckStage, cause: CheckCause, words: SettingsTable): Advice {
  const { network, device, blocked, refused, full } = words;
  if (stage === "camera" || stage === "microphone") {
    const known: Partial<Record<CheckCause, Advice>> = device[stage];
    return known[cause] ?? network[stage];
  }
  if (cause === "blocked") return blocked;
  if (cause === "refused" && stage === "server") return refused;
  return cause === "full" ? full : network[stage];
}

const PATHS = {
  ok: "m5 12.5 4.5 4.5L19 7.5",
  failed: "M12 6v7.500M12 17.500v.01",
  absent: "M7 12h10",
  pending: "M6 12v.01M12 12v.01M18 12v.01",
} as const;

function renderFinding(finding: SettingsFacts["findings"][number], words: SettingsTable) {
  const { stage, result } = finding;
  const advice = result === "failed" ? adviceOn(stage, finding.cause ?? "failed", words) : null;
  const says = result === "ok"
    ? words.fine[stage]
    : result === "absent"
    ? words.absent
    : advice?.title ?? words.pending;
  return html`
    <li class=${result}>${icon(PATHS[result])}
      <span><b>${words.names[stage]}</b> ${says}${advice?.hint
        ? html`<small>${advice.hint}</small>`
        : nothing}</span></li>
  `;
}

function icon(path: string) {
  return html`
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d=${path} />
    </svg>
  `;
}
