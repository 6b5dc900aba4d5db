/**
 * The way to what a visitor is told who meets nobody for a while: loaded when it is needed, which is
 * hardly ever.
 *
 * It does not know what is said. The invariant it keeps: a page whose visitors are let in loads
 * nothing of it.
 *
 * @module
 */
import { html, nothing, type ReactiveControllerHost } from "lit";
import type { ChatState } from "../chat/state.ts";
import type { Strings } from "../strings/en.ts";
import type { OwnWords } from "../strings/own_words.ts";
import type * as Part from "./restriction_part.ts";

/** The state that it tells of. */
export type Restricted = Extract<ChatState, { readonly kind: "restricted" }>;

/** What there is to say it with. */
export interface RestrictionFacts {
  readonly words: Strings;
  /** The page's own words. */
  readonly own: OwnWords | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Asks for another look. */
  readonly appeal: (note: string) => void;
}

/** A title for the live region, and everything below it. */
export interface RestrictionPicture {
  readonly title: string;
  readonly drawn: unknown;
}

const NOTHING: RestrictionPicture = { title: "", drawn: nothing };

/** What one element says of it. */
export class Restriction {
  readonly #host: ReactiveControllerHost;
  #part: "away" | "loading" | "failed" | typeof Part = "away";

  /** @param host What is drawn again when the part is there. */
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Draws it; nothing until it is loaded, and nothing in any other state. */
  draw(state: ChatState, facts: RestrictionFacts): RestrictionPicture {
    if (state.kind !== "restricted") return NOTHING;
    if (typeof this.#part === "object") return this.#part.drawRestriction(state, facts);
    if (this.#part === "failed") {
      const { panelFailed: title } = facts.words;
      return { title, drawn: html`<h2 class="title" tabindex="-1" data-focus>${title}</h2>` };
    }
    if (this.#part === "away") void this.#load();
    return NOTHING;
  }

  async #load(): Promise<void> {
    this.#part = "loading";
    try {
      this.#part = await import("./restriction_part.ts");
    } catch (error) {
      console.warn("random-chat: Cannot load what restricts this visitor", error);
      this.#part = "failed";
    }
    this.#host.requestUpdate();
  }
}
