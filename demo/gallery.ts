/**
 * Draws the element in a state that is made up: `?scene=talk-video&theme=dark`. Without a scene, all
 * of them in one page, each in a room of `?width=320&height=520`.
 *
 * It does not know a server. The invariant it keeps: nothing is captured, sent or stored.
 *
 * @module
 */
import type { ChatSnapshot } from "../component/chat/state.ts";
import type { Conversation } from "../component/conversation.ts";
import type { Clock } from "../component/link/clock.ts";
import type { RandomChat } from "../component/random_chat.ts";
import { PICTURE_TIME, SCENES, snapshotOf, wishFor } from "./cast/snapshots.ts";
import { createSyntheticCamera, PERSONAS } from "./cast/synthetic_camera.ts";

/** A conversation that is always at the same point. */
function stillConversation(snapshot: ChatSnapshot): Conversation {
  const nothing = () => {};
  return {
    snapshot,
    resumable: null,
    on: () => nothing,
    start: nothing,
    resume: nothing,
    next: nothing,
    widen: nothing,
    stop: nothing,
    send: () => false,
    block: () => false,
    report: () => Promise.resolve("sent"),
    appeal: nothing,
    setTyping: nothing,
    fallBack: nothing,
    retry: nothing,
    passGate: nothing,
    setDevice: nothing,
    choose: nothing,
    climb: nothing,
    see: nothing,
    declineStep: nothing,
    dispose: nothing,
  };
}

/** A clock that stands at the time of the pictures as soon as somebody has waited for it. */
function stillClock(): Clock {
  let time = PICTURE_TIME - 1_000;
  return {
    now: () => time,
    after: (_ms, run) => {
      if (time < PICTURE_TIME) queueMicrotask(run);
      time = PICTURE_TIME;
      return () => {};
    },
  };
}

/** The two pictures; whoever draws many scenes shares them. */
interface Pictures {
  readonly own: MediaStream;
  readonly theirs: MediaStream;
}

function drawScene(name: string, { own, theirs }: Pictures, options: URLSearchParams): RandomChat {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`Cannot draw the scene: "${name}" is unknown`);
  const element = document.createElement("random-chat");
  element.clock = stillClock();
  element.createChat = () => stillConversation(snapshotOf(scene, own, theirs));
  element.mode = scene.mode;
  element.interests = wishFor(scene.mode).interests.join(", ");
  element.suggestions = "gardening, jazz, cooking";
  element.languages = "en, de";
  element.setAttribute("theme", options.get("theme") ?? "");
  element.language = options.get("lang") ?? "";
  element.dataset["scene"] = name;
  return element;
}

/** Presses the button as soon as it is there, and waits for its panel. */
async function openPanel(element: RandomChat, button: string, part: string): Promise<void> {
  await element.updateComplete;
  const root = element.shadowRoot;
  const there = async (selector: string) => {
    while (root !== null && root.querySelector(selector) === null) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return root?.querySelector<HTMLElement>(selector);
  };
  (await there(button))?.click();
  await there(`[part=${part}]`);
}

/** Opens the report sheet once there is a picture to be taken, if there will be any. */
async function openReport(element: RandomChat, isUnfolded: boolean): Promise<void> {
  await element.updateComplete;
  const video = element.shadowRoot?.querySelector<HTMLVideoElement>("video.remote");
  while (video != null && video.videoWidth === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await openPanel(element, "[part=report]", "report-sheet");
  const details = element.shadowRoot?.querySelector("[part=report-sheet] details");
  if (details instanceof HTMLDetailsElement) details.open = isUnfolded;
}

const options = new URLSearchParams(location.search);
await customElements.whenDefined("random-chat");
document.documentElement.dir = options.get("dir") ?? "ltr";
document.documentElement.dataset["theme"] = options.get("theme") ?? "light";
const wanted = options.get("scene");
document.body.classList.toggle("single", wanted !== null);
for (const size of ["width", "height"]) {
  const pixels = options.get(size);
  if (pixels !== null) document.body.style.setProperty(`--${size}`, `${pixels}px`);
}
const pictures = {
  own: await createSyntheticCamera(PERSONAS.ida)({ video: true }),
  theirs: await createSyntheticCamera(PERSONAS.jun)({ video: true }),
};
for (const name of wanted === null ? Object.keys(SCENES) : [wanted]) {
  const element = drawScene(name, pictures, options);
  document.body.append(element);
  const { isSettingUp, hasTools, isReporting } = SCENES[name] ?? {};
  if (isSettingUp) {
    await openPanel(element, "[part=settings], [part=check-first]", "settings-panel");
  }
  if (hasTools) await openPanel(element, "[part=tools]", "tools-panel");
  if (isReporting) await openReport(element, isReporting === "unfolded");
}
document.body.dataset["drawn"] = "true";
