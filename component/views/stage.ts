/**
 * The stage: two places, one's own and the other's, each a picture or a door.
 *
 * It does not know how pictures travel. The invariant it keeps: one's own picture is always muted
 * and mirrored, and the place of each side stays the same through all states.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import { renderAway } from "./away.ts";
import { type DoorLight, renderDoor, renderDoors } from "./doors.ts";
import { type Corner, type Facts, isCovered, type Wishes } from "./facts.ts";
import { floatClick, floatKeys, floatPress } from "./floating.ts";
import { renderIcon } from "./icons.ts";
import { renderSigns, renderTools } from "./signs.ts";
import { steady } from "./steady.ts";
import { renderWhy } from "./why.ts";

/** What the stage shows: doors only, one's own picture with a door, or two pictures. */
export type Scene = "doors" | "mirror" | "faces";

/** Tells what the stage shows. */
export function sceneOf({ snapshot: { state, localStream, devices } }: Facts): Scene {
  if (state.kind === "talk" && state.match.mode === "video") return "faces";
  // A camera that was turned off keeps its place.
  const hasPicture = localStream !== null &&
    (devices.camera !== "absent" || localStream.getVideoTracks().length > 0);
  return hasPicture && "wish" in state && state.wish?.mode === "video" ? "mirror" : "doors";
}

/** Draws the stage. */
export function renderStage(facts: Facts, wishes: Wishes): TemplateResult {
  const scene = sceneOf(facts);
  if (scene === "doors") {
    return html`
      <div class="stage doors-only" part="stage" ?inert=${isCovered(facts)}>
        ${renderDoors(ownLight(facts), theirLight(facts))} ${renderOverlay(facts, wishes)}
        ${renderSound(facts)} ${renderSigns(facts)} ${renderTools(facts, wishes)}
      </div>
    `;
  }
  return html`
    <div class="stage ${scene}" part="stage" ?inert=${isCovered(facts)}>
      <div class="place theirs" part="partner">
        ${scene === "faces" && facts.snapshot.remoteStream !== null
          ? renderRemote(facts)
          : renderDoor(theirLight(facts))}
        ${renderOverlay(facts, wishes)} ${renderSigns(facts)}
      </div>
      ${renderTools(facts, wishes)} ${renderOwn(facts, wishes, scene)}
    </div>
  `;
}

function renderRemote({ snapshot, words, isSilenced }: Facts): TemplateResult {
  const { state } = snapshot;
  const isVeiled = "match" in state && state.match.veiled;
  return html`
    <video class="remote" ?data-veiled=${isVeiled} part="partner-video" playsinline autoplay
      aria-label=${words.partnerPicture}
      .srcObject=${steady(snapshot.remoteStream)} .muted=${isSilenced}></video>
    ${snapshot.theirs.camera ? nothing : html`
      <p class="covered">${renderIcon("videoOff")}${snapshot.theirs.isSlow
        ? words.theirPictureRests
        : words.theirCameraOff}</p>
    `}
  `;
}

// Sound without a picture still needs an element that plays it.
function renderSound({ snapshot, isSilenced }: Facts): TemplateResult | typeof nothing {
  if (snapshot.state.kind !== "talk" || snapshot.remoteStream === null) return nothing;
  return html`
    <audio class="remote" autoplay .srcObject=${steady(
      snapshot.remoteStream,
    )} .muted=${isSilenced}></audio>
  `;
}

function renderOwn(facts: Facts, wishes: Wishes, scene: Scene): TemplateResult {
  const { snapshot, words, corner } = facts;
  const isFloating = scene === "faces";
  const move = (to: Corner) => wishes.corner(to);
  return html`
    <div class="place own ${isFloating ? corner : ""}" part="own" role="group"
      aria-label=${words.you} @pointerdown=${isFloating ? floatPress(corner, move) : nothing}>
      ${isFloating
        ? html`
          <button class="move" type="button" aria-label=${words.ownPicture}
            @keydown=${floatKeys(corner, move)} @click=${floatClick(corner, move)}></button>
        `
        : nothing}
      <video class=${snapshot.devices.facing === "environment"
        ? ""
        : "mirrored"} part="own-video" playsinline autoplay muted .muted=${true} aria-hidden="true"
        .srcObject=${steady(snapshot.localStream)}></video>
      ${snapshot.devices.camera === "on"
        ? nothing
        : html`<div class="covered">${renderIcon("videoOff")}</div>`}
      ${snapshot.devices.facing === undefined ? nothing : html`
        <button class="button round flip" part="flip" type="button" aria-label=${words.flip}
          @pointerdown=${stay} @keydown=${stay} @click=${wishes.flip}>${renderIcon("flip")}</button>
      `}
    </div>
  `;
}

/** What is pressed on the floating picture does not move it. */
const stay = (event: Event) => event.stopPropagation();

function renderOverlay(facts: Facts, wishes: Wishes): unknown {
  const { snapshot: { state }, words, isSilenced, tools } = facts;
  if (state.kind !== "talk" || state.match.mode === "text") return nothing;
  if (state.partner.kind === "away") {
    return html`<div class="veil">${renderAway(state.partner.until, facts)}</div>`;
  }
  switch (state.call.kind) {
    case "connecting":
      return html`<div class="meet">${renderWhy(state.match, words)}${
        renderPill(words.connecting)
      }</div>`;
    case "reconnecting":
      return renderPill(words.reconnecting);
    case "live":
      return isSilenced
        ? html`<button class="button pill" type="button" @click=${wishes.unsilence}>
            ${renderIcon("sound")}${words.tapToHear}</button>`
        : tools.veil;
    default:
      return nothing;
  }
}

function renderPill(text: string): TemplateResult {
  return html`<p class="pill pending">${text}<i></i><i></i><i></i></p>`;
}

function ownLight({ snapshot: { state } }: Facts): DoorLight {
  return ["trouble", "refused", "restricted"].includes(state.kind) ? "dim" : "lit";
}

function theirLight({ snapshot: { state } }: Facts): DoorLight {
  if (state.kind === "waiting" && state.online) return "stirring";
  if (state.kind !== "talk") return "dark";
  return state.partner.kind === "away" || state.call.kind === "reconnecting" ? "dim" : "lit";
}
