/**
 * The way to what a visitor is told who meets nobody for a while, or not before they have passed the
 * site's gate: loaded when it is needed, which is hardly ever.
 *
 * It does not know what is said. The invariant it keeps: a page whose visitors are let in loads
 * nothing of it.
 *
 * @module
 */
import { html, nothing, type ReactiveControllerHost } from "lit";
import type { ChatSnapshot, ChatState } from "../chat/state.ts";
import type { Conversation } from "../conversation.ts";
import type { Strings } from "../strings/en.ts";
import type { OwnWords } from "../strings/own_words.ts";

/** The state that it tells of. */
export type Restricted = Extract<ChatState, { readonly kind: "restricted" }>;

/** What there is to say it with. */
export interface RestrictionFacts {
  readonly words: Strings;
  /** The page's own words. */
  readonly own: OwnWords | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Takes what the visitor answers. */
  readonly chat: Pick<Conversation, "appeal" | "passGate"> | null;
}

/** A title for the live region, and everything below it. */
export interface RestrictionPicture {
  readonly title: string;
  readonly drawn: unknown;
  /** What the bar's end button says that sends the form `gate`; none where there is no form. */
  readonly pass?: string;
}

const NOTHING: RestrictionPicture = { title: "", drawn: nothing };

type Draw = (snapshot: ChatSnapshot, facts: RestrictionFacts) => RestrictionPicture;

/** What one element says of it. */
export class Restriction {
  readonly #host: ReactiveControllerHost;
  #draw: Draw | null = null;

  /** @param host What is drawn again when the part is there. */
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Draws it; nothing until it is loaded, and nothing in any other state. */
  draw(snapshot: ChatSnapshot, facts: RestrictionFacts): RestrictionPicture {
    const { state } = snapshot;
    const isShut = state.kind === "trouble" && state.cause === "gate-required";
    if (state.kind !== "restricted" && !isShut) return NOTHING;
    if (this.#draw === null) void this.#load(facts.words.panelFailed);
    return this.#draw?.(snapshot, facts) ?? NOTHING;
  }

  async #load(title: string): Promise<void> {
    this.#draw = () => NOTHING;
    try {
      this.#draw = (await import("./restriction_part.ts")).drawKeptOut;
    } catch (error) {
      console.warn("random-chat: Cannot load the notice", error);
      const drawn = html`<h2 class="title" tabindex="-1" data-focus>${title}</h2>`;
      this.#draw = () => ({ title, drawn });
    }
    this.#host.requestUpdate();
  }
}
