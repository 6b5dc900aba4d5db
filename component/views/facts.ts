/**
 * What every view is given and what it may ask for: facts down, wishes up.
 *
 * It does not know how a wish is carried out. The invariant it keeps: a view draws nothing that is
 * not in its facts, so that every picture can be made from made-up ones.
 *
 * @module
 */
import type { Mode } from "../../server/protocol.ts";
import type { ChatSnapshot, ChatState, Step } from "../chat/state.ts";
import type { Strings } from "../strings/en.ts";
import type { Setup } from "./setup.ts";
import type { Told } from "./spoken.ts";

/** The state of that kind. */
export type StateOf<Kind extends ChatState["kind"]> = Extract<ChatState, { kind: Kind }>;

/** A corner of the stage, in reading direction. */
export type Corner = "top-start" | "top-end" | "bottom-start" | "bottom-end";

/**
 * How a visitor in another tab can be called: not asked for (`off`), by a notice (`on`), or by the
 * tab's title alone, as notices are `denied` or `missing` here.
 */
export type BellState = "off" | "on" | "denied" | "missing";

/** What is the visitor's own doing in the element and no part of the conversation. */
export interface Ui {
  /** What stands in the composer. */
  readonly draft: string;
  /** Whether the messages are shown in the smallest room. */
  readonly isSheetOpen: boolean;
  /** Messages received while the sheet was shut. */
  readonly unread: number;
  /** Whether the browser plays the other's sound only after a tap. */
  readonly isSilenced: boolean;
  /** Where one's own picture floats. */
  readonly corner: Corner;
  /** How many of the last lines are drawn; whoever scrolls to the first of them gets more. */
  readonly shownLines: number;
  /** Whether a pointer or the focus has come near: what opens only for them is drawn from then on. */
  readonly isNear: boolean;
}

/** So many lines are drawn at first, and more each time: several screens of a large window. */
export const LINES_AT_ONCE = 60;

/** What a talk's tools draw, in the places that are theirs. */
export interface ToolsPicture {
  /** In the bar, between the devices. */
  readonly buttons?: unknown;
  /** On the stage. */
  readonly stage?: unknown;
  /** Over the other's picture, while it is veiled. */
  readonly veil?: unknown;
  /** Above the field. */
  readonly strip?: unknown;
  /** In a talk in which nobody has written. */
  readonly ideas?: unknown;
  /** Over the side. */
  readonly panel?: unknown;
  /** After the talk. */
  readonly farewell?: unknown;
  /** For the live region. */
  readonly told: string;
}

/** What they draw before they are there. */
export const NO_TOOLS: ToolsPicture = { told: "" };

/** How the element begins. */
export const FRESH_UI: Ui = {
  draft: "",
  isSheetOpen: false,
  unread: 0,

  isSilenced: false,
  corner: "top-end",
  shownLines: LINES_AT_ONCE,
  isNear: false,
};

/** Everything that may be drawn. */
export interface Facts extends Ui {
  readonly snapshot: ChatSnapshot;
  readonly words: Strings;
  /** Of the words; none where the page's own is right. */
  readonly direction: "ltr" | "rtl" | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The start screen as filled in so far. */
  readonly setup: Setup;
  /** The modes to choose from, at least one. */
  readonly modes: readonly Mode[];
  /** Interests that the site suggests. */
  readonly suggestions: readonly string[];
  /** Whether the end button acts; it does not right after a match or a refusal. */
  readonly isArmed: boolean;
  readonly bell: BellState;
  /** The panel that lies over the side while it is open: devices and the connection's check. */
  readonly panel: unknown;
  /** What a visitor who meets nobody for a while is told; nothing yet while it is being loaded. */
  readonly restriction: {
    readonly title: string;
    readonly drawn: unknown;
    /** What the bar's end button says that sends the form `gate`; none where there is no form. */
    readonly pass?: string;
  };
  /** What was found before the first talk that may spoil it, in words; mostly empty. */
  readonly warning: string;
  /** The first line that came while the page was out of sight, until one writes or is away again. */
  readonly firstUnread: string | null;
  /** What a screen reader is told of incoming messages. */
  readonly spoken: Told | null;
  readonly tools: ToolsPicture;
}

/** Whether a panel lies over stage and side, which then take no focus that nobody could see. */
export function isCovered({ panel, tools }: Facts): boolean {
  return [panel, tools.panel].some((it) => typeof it === "object");
}

/** Everything that a visitor may ask for. */
export interface Wishes {
  readonly start: () => void;
  readonly next: () => void;
  /** Look further at once. */
  readonly widen: () => void;
  /** Be called when somebody is found. */
  readonly call: () => void;
  readonly stop: () => void;
  /** Never meet the other one again. */
  readonly block: () => void;
  readonly retry: () => void;
  readonly fallBack: (mode: Mode) => void;
  readonly send: () => void;
  readonly draft: (text: string) => void;
  readonly setup: (change: (setup: Setup) => Setup) => void;
  readonly device: (kind: "camera" | "microphone", on: boolean) => void;
  /** In a talk: ask for more of each other, agree to it, or go down to less. */
  readonly climb: (step: Step) => void;
  readonly declineStep: () => void;
  /** Tell the other one that what they wrote is in sight. */
  readonly see: () => void;
  /** Take the phone's other camera. */
  readonly flip: () => void;
  /** Choose devices, check the connection. */
  readonly settings: () => void;
  readonly sheet: (isOpen: boolean) => void;
  readonly unsilence: () => void;
  readonly corner: (corner: Corner) => void;
  /** Draw more of what was written before. */
  readonly earlier: () => void;
}
