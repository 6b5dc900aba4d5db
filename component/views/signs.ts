/**
 * The signs beside a picture: how the connection fares, what became of a device, and the ways to the
 * settings and out.
 *
 * It does not know figures or devices, only what was made of them. The invariant it keeps: as long as
 * everything is as it should be, nothing but those two ways is shown.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Facts, Wishes } from "./facts.ts";
import { type IconName, renderIcon } from "./icons.ts";

/** Draws the way to the settings, where there are devices to be set, and out of a bad talk. */
export function renderTools(
  { snapshot: { state }, words, tools }: Facts,
  wishes: Wishes,
): TemplateResult {
  const mode = "wish" in state ? state.wish?.mode : undefined;
  const hasDevices = state.kind !== "ended" && mode !== undefined && mode !== "text";
  return html`
    <div class="tools">
      ${hasDevices ? renderTool("settings", "gear", words.settings, wishes.settings) : nothing}
      ${state.kind === "talk" ? renderTool("block", "block", words.block, wishes.block) : nothing}
      ${tools.stage}
    </div>
  `;
}

function renderTool(part: string, icon: IconName, label: string, act: () => void): TemplateResult {
  return html`
    <button class="button round tool" part=${part} type="button" aria-label=${label}
      title=${label} @click=${act}>${renderIcon(icon)}</button>
  `;
}

/** Draws what is not as it should be in a talk; a good connection needs no sign. */
export function renderSigns(facts: Facts): TemplateResult | typeof nothing {
  const { snapshot, words } = facts;
  const { state, theirs } = snapshot;
  if (state.kind !== "talk" || state.partner.kind === "away") return nothing;
  const { kind } = state.call;
  if (kind !== "live" && kind !== "failed") return nothing;
  const fares = faring(snapshot, words);
  const lost = lostThing(facts);
  return html`
    <div class="signs">
      ${lost === "" ? nothing : html`
        <p class="sign lost">${renderIcon("videoOff")}<span>${lost}</span></p>
      `}
      ${fares === "" ? nothing : html`
        <p class="sign" part="quality">${renderIcon("signal")}<span>${fares}</span></p>
      `}
      ${theirs.microphone || kind === "failed" ? nothing : html`
        <p class="sign">${renderIcon("voiceOff")}<span>${words.theyAreMuted}</span></p>
      `}
    </div>
  `;
}

/** How the connection fares and what follows, in words; empty when it is as it should be, or lost. */
export function faring(
  { quality, theirs, state }: Facts["snapshot"],
  words: Facts["words"],
): string {
  if (state.kind !== "talk" || state.call.kind === "failed") return "";
  const about = quality?.reason ? words.quality[quality.reason] : "";
  // In a voice talk no picture rests.
  const isFull = quality?.sends === state.match.mode;
  const then = !quality?.reason
    ? ""
    : quality.isReduced
    ? words.sends.reduced
    : isFull
    ? ""
    : words.sends[quality.sends];
  return theirs.isSlow && about === "" ? words.theirsIsSlow : together(about, then);
}

/** What became of the call or of one's own camera or microphone, in words; empty when nothing did. */
export function lostThing({ snapshot: { devices, state }, words }: Facts): string {
  if (state.kind === "talk" && state.call.kind === "failed") return words.callFailed;
  const { cause, camera } = devices;
  if (cause === undefined) return "";
  const { title, hint } = words.device[camera === "lost" ? "camera" : "microphone"][cause];
  return together(title, hint);
}

/** Puts sentences one behind the other; there is no space behind the full stop of Chinese. */
export function together(...sentences: readonly string[]): string {
  return sentences.join(" ").trim().replaceAll("。 ", "。");
}
