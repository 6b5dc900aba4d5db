/**
 * The bar at the bottom: Stop at the start, Next at the end, one's own devices between them.
 *
 * It does not know the layout. The invariant it keeps: both outer buttons are there in every state,
 * at the same place; what changes is their word, and whether they act.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Facts, Wishes } from "./facts.ts";
import { type IconName, renderIcon } from "./icons.ts";

/** One of the two outer buttons; `act` is none while it has nothing to do. */
interface Action {
  readonly label: string;
  readonly icon: IconName;
  readonly act: (() => void) | null;
}

/** Draws the bar. */
export function renderControls(facts: Facts, wishes: Wishes): TemplateResult {
  const start = startAction(facts, wishes);
  const end = endAction(facts, wishes);
  return html`
    <div class="bar" part="controls" role="group" aria-label=${facts.words.controls}>
      ${renderAction("stop", start)}
      <div class="devices">
        ${renderDevice("microphone", facts, wishes)} ${renderDevice("camera", facts, wishes)}
        ${facts.tools.buttons} ${renderSheetToggle(facts, wishes)}
      </div>
      ${renderAction("next", facts.isArmed ? end : { ...end, act: null })}
    </div>
  `;
}

function startAction({ snapshot, words }: Facts, wishes: Wishes): Action {
  switch (snapshot.state.kind) {
    case "welcome":
      return { label: words.stop, icon: "stop", act: null };
    case "refused":
    case "trouble":
    case "restricted":
      return { label: words.back, icon: "back", act: wishes.stop };
    case "ended":
      return { label: words.done, icon: "stop", act: wishes.stop };
    case "asking":
    case "opening":
    case "waiting":
    case "talk":
      return { label: words.stop, icon: "stop", act: wishes.stop };
  }
}

function endAction(
  { snapshot: { state }, words, restriction: { pass } }: Facts,
  wishes: Wishes,
): Action {
  switch (state.kind) {
    case "welcome":
      return { label: words.start, icon: "start", act: wishes.start };
    case "refused": {
      const mode = state.alternatives[0];
      if (mode === undefined) return { label: words.tryAgain, icon: "retry", act: wishes.retry };
      return { label: words.instead[mode], icon: mode, act: () => wishes.fallBack(mode) };
    }
    case "trouble":
    case "restricted":
      // The form takes what is pressed.
      if (pass !== undefined) return { label: pass, icon: "start", act: () => {} };
      return { label: words.tryAgain, icon: "retry", act: wishes.retry };
    case "talk":
    case "ended":
      return { label: words.next, icon: "next", act: wishes.next };
    case "asking":
    case "opening":
    case "waiting":
      return { label: words.next, icon: "next", act: null };
  }
}

// `aria-disabled` and not `disabled`: the focus stays where it is while the button rests. Where there
// is no gate, its form is nowhere, and a button that would send it does nothing by itself.
function renderAction(name: "stop" | "next", action: Action): TemplateResult {
  return html`
    <button class="button ${name}" part=${name} type=${name === "next"
      ? "submit"
      : "button"} form="gate"
      aria-disabled=${action.act === null ? "true" : "false"} @click=${() => action.act?.()}>
      ${renderIcon(action.icon)}<span>${action.label}</span>
    </button>
  `;
}

function renderDevice(
  kind: "camera" | "microphone",
  { snapshot, words }: Facts,
  wishes: Wishes,
): TemplateResult | typeof nothing {
  const state = snapshot.devices[kind];
  if (state === "absent") return nothing;
  const isOn = state === "on";
  const label = kind === "camera"
    ? (isOn ? words.cameraOff : words.cameraOn)
    : (isOn ? words.muteMicrophone : words.unmuteMicrophone);
  const icon: IconName = kind === "camera"
    ? (isOn ? "video" : "videoOff")
    : (isOn ? "voice" : "voiceOff");
  return html`
    <button class="button round ${isOn ? "" : "off"}" part=${kind} type="button"
      aria-label=${label} title=${label} @click=${() => wishes.device(kind, !isOn)}>
      ${renderIcon(icon)}
    </button>
  `;
}

// Only the smallest room shows it, over a picture; elsewhere the messages are always there.
function renderSheetToggle(facts: Facts, wishes: Wishes): TemplateResult | typeof nothing {
  const { snapshot: { state }, words, isSheetOpen, unread } = facts;
  if (state.kind !== "talk" || state.match.mode !== "video") return nothing;
  const label = isSheetOpen ? words.hideText : words.showText;
  return html`
    <button class="button round sheet-toggle" part="messages" type="button"
      aria-expanded=${isSheetOpen ? "true" : "false"}
      aria-label=${unread > 0 ? `${label}, ${words.newMessages(unread)}` : label}
      @click=${() => wishes.sheet(!isSheetOpen)}>
      ${renderIcon("text")}${unread > 0 ? html`<span class="dot"></span>` : nothing}
    </button>
  `;
}
