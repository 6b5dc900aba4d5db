/**
 * A conversation that a test moves by hand, under a real element.
 *
 * @module
 */
import type { ChatEventMap, ChatEventType } from "../../../component/chat/events.ts";
import type { ChatOptions } from "../../../component/chat/controller.ts";
import type { ReportDetails, ReportOutcome } from "../../../component/chat/reports.ts";
import type { ChatSnapshot, ChatState, DeviceChoice, Wish } from "../../../component/chat/state.ts";
import { type Conversation, NOTHING_YET } from "../../../component/conversation.ts";
import "../../../component/define.ts";
import type { RandomChat } from "../../../component/random_chat.ts";
import { QuickClock } from "./quick_clock.ts";

type Listener = (event: { type: ChatEventType; detail: unknown }) => void;

/** The conversation's hand: what was asked of it, and what it shows next. */
export class Puppet implements Conversation {
  readonly asked: string[] = [];
  readonly options: ChatOptions;
  snapshot: ChatSnapshot = NOTHING_YET;
  resumable: Wish | null = null;
  /** What went along with each report. */
  readonly reported: ReportDetails[] = [];
  /** What becomes of the next reports; they are sent when there is nothing. */
  readonly outcomes: Promise<ReportOutcome>[] = [];
  readonly #listeners = new Set<Listener>();

  constructor(options: ChatOptions) {
    this.options = options;
  }

  on<Type extends ChatEventType>(type: Type, listener: (detail: ChatEventMap[Type]) => void) {
    // The listener was registered for this very type, which no type of a map can say.
    const handle: Listener = (event) => {
      if (event.type === type) listener(event.detail as ChatEventMap[Type]);
    };
    this.#listeners.add(handle);
    return () => void this.#listeners.delete(handle);
  }

  /** Tells the element something. */
  tell<Type extends ChatEventType>(type: Type, detail: ChatEventMap[Type]): void {
    for (const listener of this.#listeners) listener({ type, detail });
  }

  /** Shows another state, with other facts if the test has some. */
  show(state: ChatState, facts: Partial<ChatSnapshot> = {}): void {
    this.snapshot = { ...this.snapshot, ...facts, state };
    this.tell("change", this.snapshot);
  }

  start(wish: Wish): void {
    this.asked.push(`start ${wish.mode} ${wish.interests.join("+")}`.trim());
  }

  resume(wish: Wish): void {
    this.asked.push(`resume ${wish.mode}`);
  }

  send(text: string): boolean {
    this.asked.push(`send ${text}`);
    return this.snapshot.state.kind === "talk";
  }

  block(): boolean {
    this.asked.push("block");
    return this.snapshot.state.kind === "talk";
  }

  report(reason: string, details: ReportDetails = {}): Promise<ReportOutcome> {
    this.asked.push(`report ${reason}`);
    this.reported.push(details);
    return this.outcomes.shift() ?? Promise.resolve("sent");
  }

  passGate(age: string): void {
    this.asked.push(`pass gate as ${age}`);
  }

  appeal(note: string): void {
    this.asked.push(`appeal ${note}`);
  }

  setTyping(isTyping: boolean): void {
    this.asked.push(`typing ${isTyping}`);
  }

  fallBack(mode: string): void {
    this.asked.push(`fall back ${mode}`);
  }

  see(): void {}

  climb(step: string): void {
    this.asked.push(`climb ${step}`);
  }

  declineStep(): void {
    this.asked.push("decline step");
  }

  setDevice(device: string, isOn: boolean): void {
    this.asked.push(`${device} ${isOn}`);
  }

  choose(choice: DeviceChoice): void {
    this.asked.push(`choose ${JSON.stringify(choice)}`);
  }

  widen(): void {
    this.asked.push("widen");
  }

  next(): void {
    this.asked.push("next");
  }

  stop(): void {
    this.asked.push("stop");
  }

  retry(): void {
    this.asked.push("retry");
  }

  dispose(): void {
    this.asked.push("dispose");
  }
}

/** An element in the page, the conversations it made, and its time. */
export interface Show extends Disposable {
  readonly element: RandomChat;
  readonly root: ShadowRoot;
  readonly puppets: Puppet[];
  /** The conversation that it drives now. */
  readonly puppet: Puppet;
  readonly clock: QuickClock;
  /** Shows a state and waits until it is drawn. */
  show(state: ChatState, facts?: Partial<ChatSnapshot>): Promise<void>;
  /** The only element that fits; throws when there is none. */
  find<Kind extends Element>(selector: string, kind: new () => Kind): Kind;
}

/** Puts an element into the page and waits until it is drawn. */
export async function putOnShow(
  setUp: (element: RandomChat) => void = () => {},
  prepare: (puppet: Puppet) => void = () => {},
): Promise<Show> {
  const puppets: Puppet[] = [];
  const clock = new QuickClock();
  const element = document.createElement("random-chat");
  element.clock = clock;
  element.languages = "en";
  element.createChat = (options) => {
    const puppet = new Puppet(options);
    prepare(puppet);
    puppets.push(puppet);
    return puppet;
  };
  setUp(element);
  document.body.append(element);
  await drawn(element);
  const root = element.shadowRoot;
  if (root === null) throw new Error("Cannot test the element: it has no shadow root");
  const find = <Kind extends Element>(selector: string, kind: new () => Kind): Kind => {
    const found = root.querySelector(selector);
    if (found instanceof kind) return found;
    throw new Error(`Cannot find "${selector}" in: ${root.innerHTML}`);
  };
  const show: Show = {
    element,
    root,
    puppets,
    clock,
    find,
    get puppet() {
      const puppet = puppets.at(-1);
      if (puppet === undefined) throw new Error("Cannot move a puppet: none was made");
      return puppet;
    },
    async show(state, facts) {
      show.puppet.show(state, facts);
      await drawn(element);
    },
    [Symbol.dispose]: () => element.remove(),
  };
  return show;
}

/** Waits until nothing is left to be drawn; what is drawn may itself ask for more. */
export async function drawn(element: RandomChat): Promise<void> {
  while (!await element.updateComplete);
}

/** Types into a field as a keyboard would: the value, then the event. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

/** Presses a key on an element. */
export function press(target: Element, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...init,
  });
  target.dispatchEvent(event);
  return event;
}
