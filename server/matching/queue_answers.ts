/**
 * What the queue answers.
 *
 * It does not know how anything came about. The invariant it keeps: every outcome is a kind of its
 * own.
 *
 * @module
 */
import type { Near, RoomId } from "../protocol.ts";
import type { Room, Ticket } from "../store/keys.ts";

/** How a join ended. */
export type Joined =
  | {
    readonly kind: "queued" | "exists";
    readonly widensInMs: readonly number[];
    readonly near: Near;
  }
  | { readonly kind: "seated"; readonly room: Room }
  /** They may not be matched now. */
  | { readonly kind: "banned" };

/** How wanting somebody back ended. */
export type CameBack =
  /** The other one has to want it as well, within that time (milliseconds). */
  | { readonly kind: "asked"; readonly endsInMs: number }
  | { readonly kind: "seated"; readonly room: Room }
  /** They cannot be had back. */
  | { readonly kind: "gone" }
  /** Whoever asks may not be matched now. */
  | { readonly kind: "banned" };

/** How widening by wish ended. `nextInMs`: time until the step after it, if there is one. */
export type WidenedNow =
  | {
    readonly kind: "waiting";
    readonly step: number;
    readonly nextInMs: number | undefined;
    readonly near: Near;
  }
  | { readonly kind: "seated"; readonly room: Room }
  | { readonly kind: "idle" };

/** How leaving the queue ended. */
export type Left = { readonly kind: "left" } | { readonly kind: "seated"; readonly room: RoomId };

/** Where a session stands. */
export type Standing =
  /** `isLonging`: they want somebody back, and wait for nobody else meanwhile. */
  | { readonly kind: "idle"; readonly isLonging: boolean }
  | { readonly kind: "waiting"; readonly ticket: Ticket; readonly widensInMs: readonly number[] }
  | { readonly kind: "seated"; readonly room: Room };
