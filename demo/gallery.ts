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
import { findEverything, withFrameCheck } from "./cast/finding_worker.ts";
import { PICTURE_TIME, wishFor } from "./cast/made_up.ts";
import { beforeSkip, type Scene, SCENES, snapshotOf } from "./cast/snapshots.ts";
import { createSyntheticCamera, PERSONAS } from "./cast/synthetic_camera.ts";

type Show = (snapshot: ChatSnapshot) => void;

/** A conversation that is always at the same point, but for whoever shows another. */
function stillConversation(snapshot: ChatSnapshot, shows: Map<string, Show>): Conversation {
  const nothing = () => {};
  return {
    snapshot,
    resumable: null,
    on: (type, listener) => {
      shows.set(type, (detail) => Reflect.apply(listener, undefined, [detail]));
      return nothing;
    },
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

/** A clock that stands, once a moment before the time of the pictures and then at it. */
function stillClock() {
  let time = PICTURE_TIME - 1_000;
  let waiting: (() => void)[] = [];
  const clock: Clock = {
    now: () => time,
    after: (_ms, run) => {
      if (time < PICTURE_TIME) waiting.push(run);
      return () => void (waiting = waiting.filter((it) => it !== run));
    },
  };
  return {
    clock,
    /** Goes on to the time of the pictures: nobody waits any longer for what was to come by then. */
    goOn() {
      time = PICTURE_TIME;
      const due = waiting;
      waiting = [];
      for (const run of due) run();
    },
  };
}

/** The two pictures; whoever draws many scenes shares them. */
interface Pictures {
  readonly own: MediaStream;
  readonly theirs: MediaStream;
}

async function drawScene(
  name: string,
  { own, theirs }: Pictures,
  options: URLSearchParams,
): Promise<RandomChat> {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`Cannot draw the scene: "${name}" is unknown`);
  const element = document.createElement("random-chat");
  const { clock, goOn } = stillClock();
  element.clock = clock;
  const shows = new Map<string, Show>();
  const first = snapshotOf(beforeSkip(scene), own, theirs);
  element.createChat = () =>
    stillConversation(scene.isFound ? withFrameCheck(first) : first, shows);
  element.mode = scene.mode;
  element.interests = wishFor(scene.mode).interests.join(", ");
  element.suggestions = "gardening, jazz, cooking";
  element.languages = "en, de";
  element.setAttribute("theme", options.get("theme") ?? "");
  element.language = options.get("lang") ?? "";
  element.dataset["scene"] = name;
  document.body.append(element);
  while (!(await element.updateComplete));
  goOn();
  element.requestUpdate();
  if (scene.wasTalking) {
    await there(element, "[part=tools]");
    shows.get("change")?.(snapshotOf(scene, own, theirs));
    await there(element, "[part=undo]");
  }
  return element;
}

/** Waits until something is drawn. */
async function there(element: RandomChat, selector: string): Promise<HTMLElement | null> {
  await element.updateComplete;
  const root = element.shadowRoot;
  while (root !== null && root.querySelector(selector) === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return root?.querySelector<HTMLElement>(selector) ?? null;
}

/** Presses the button as soon as it is there, and waits for its panel. */
async function openPanel(element: RandomChat, button: string, part: string): Promise<void> {
  (await there(element, button))?.click();
  await there(element, `[part=${part}]`);
}

/** Opens the report sheet once there is a picture to be taken, if there will be any. */
async function openReport(
  element: RandomChat,
  { isReporting, isFound }: Partial<Scene>,
): Promise<void> {
  await element.updateComplete;
  const video = element.shadowRoot?.querySelector<HTMLVideoElement>("video.remote");
  while (video != null && video.videoWidth === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await openPanel(element, isFound ? "[part=frame-check] .yes" : "[part=report]", "report-sheet");
  const details = element.shadowRoot?.querySelector("[part=report-sheet] details");
  if (details instanceof HTMLDetailsElement) details.open = isReporting === "unfolded";
}

// A tab keeps the talk of the scene that it drew before.
sessionStorage.clear();
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
findEverything();
const pictures = {
  own: await createSyntheticCamera(PERSONAS.ida)({ video: true }),
  theirs: await createSyntheticCamera(PERSONAS.jun)({ video: true }),
};
for (const name of wanted === null ? Object.keys(SCENES) : [wanted]) {
  const element = await drawScene(name, pictures, options);
  const scene: Partial<Scene> = SCENES[name] ?? {};
  if (scene.isFound) await there(element, "[part=frame-check] button");
  if (scene.isSettingUp) {
    await openPanel(element, "[part=settings], [part=check-first]", "settings-panel");
  }
  if (scene.hasTools) await openPanel(element, "[part=tools]", "tools-panel");
  if (scene.isReporting) await openReport(element, scene);
}
document.body.dataset["drawn"] = "true";
