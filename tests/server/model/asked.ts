/**
 * What somebody has asked for and may still get.
 *
 * It does not know what they got. The invariant it keeps: a wish counts until it can no longer come
 * true, whatever was lost, late, or done at two nodes at once.
 *
 * @module
 */
import type { QueueWish, RoomId } from "../../../server/protocol.ts";
import type { Services } from "../../../server/services.ts";

/** What somebody asks for. */
export interface Wish {
  readonly interests: readonly string[];
  readonly languages: readonly string[];
  readonly mode: "text" | "voice";
}

/** A wish whose request may be under way: for anybody, or to have the other one of a talk back. */
export interface Asking {
  readonly wish?: Wish;
  readonly back?: RoomId;
  /** Whom it had blocked by then. */
  readonly blocked?: ReadonlySet<string>;
  readonly node: Services;
  /** What was under way at other nodes when it was asked: either may be done after the other. */
  readonly alongside: ReadonlySet<Asking>;
  isPending: boolean;
}

/** All that one visitor has asked for. */
export class Asked {
  /** The latest last. */
  #all: Asking[] = [];
  /** Rooms whose end was asked for. */
  readonly #left = new Set<RoomId>();
  /** Requests to look further that may still count. */
  #widenings: { isPending: boolean }[] = [];

  /** All wishes that a match may be for now. */
  get wishes(): readonly Wish[] {
    return this.#all.flatMap(({ wish }) => wish ?? []);
  }

  /** Whether a match may come of a wish to look further at once. */
  get mayHaveWidened(): boolean {
    return this.#widenings.length > 0;
  }

  /** Whether they may meet a subject by a wish that was made before they blocked them. */
  mayMeet(subject: string): boolean {
    return this.#all.some(({ wish, blocked }) => wish && !blocked?.has(subject));
  }

  /** Whether they may get somebody back with whom they sat in a room. */
  mayComeBack(room: RoomId, subject: string): boolean {
    return this.#all.some(({ back, blocked }) => back === room && !blocked?.has(subject));
  }

  /** Whether they have asked for the end of a room. */
  mayHaveLeft(room: RoomId): boolean {
    return this.#left.has(room);
  }

  /** Takes note that they ask for the end of a room. */
  leave(room: RoomId): void {
    this.#left.add(room);
  }

  /** Takes note of what is asked now, by somebody who has blocked these. */
  note(asked: Pick<Asking, "wish" | "back" | "node">, blocked: ReadonlySet<string>): Asking {
    const alongside = this.#all.filter((each) => each.isPending && each.node !== asked.node);
    const asking = {
      ...asked,
      blocked: new Set(blocked),
      alongside: new Set(alongside),
      isPending: true,
    };
    this.#all.push(asking);
    return asking;
  }

  /** Takes note that they ask to look further. */
  noteWidening(): { isPending: boolean } {
    const widening = { isPending: true };
    this.#widenings.push(widening);
    return widening;
  }

  /** A new ticket holds: what was asked before, and was not under way, can happen no more. */
  settle(asking: Asking): void {
    const from = this.#all.indexOf(asking);
    this.#all = this.#all.filter((each, index) =>
      each.isPending || index >= from || asking.alongside.has(each)
    );
    this.#widenings = this.#widenings.filter(({ isPending }) => isPending);
  }

  /** It was answered that it cannot come true. */
  refuse(asking: Asking): void {
    this.#all = this.#all.filter((each) => each !== asking);
  }

  /** From now on the other one of a room cannot be had back, whatever was asked for before. */
  forgo(room: RoomId): void {
    this.#all = this.#all.filter(({ back, isPending }) => back !== room || isPending);
  }
}

/** The wish as it is sent. */
export function requestOf({ mode, interests, languages }: Wish): QueueWish {
  return {
    mode,
    interests: [...interests],
    languages: [...languages],
    strictLanguages: false,
    reveal: "instant",
  };
}
