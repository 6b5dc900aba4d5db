/**
 * What the page and the worker that looks at pictures say to each other, and how the worker reads it.
 *
 * It does not know what is done with scores, nor anything outside of this folder, so that the worker's
 * bytes and their hash stay the same whatever changes there. The invariant it keeps: nothing of a
 * message is used before it was read.
 *
 * @module
 */
import type { FRAME_CLASSES } from "../../server/protocol.ts";

/** One number from 0 to 1 for each of the wire's classes, in their order. */
export type Scores = readonly number[];

/** How many classes there are; the compiler holds it equal to the wire's. */
export const CLASS_COUNT: (typeof FRAME_CLASSES)["length"] = 5;

/** The side of the square that the model sees, in pixels. */
export const SIDE = 224;

/** What the worker is set up with: it fetches nothing itself. */
export interface Setup {
  readonly kind: "set-up";
  /** The model's layers and what its weights are called, as JSON. */
  readonly topology: ArrayBuffer;
  readonly weights: ArrayBuffer;
  /** The program that multiplies, as WebAssembly. */
  readonly program: ArrayBuffer;
}

/** A picture to look at. */
export interface Look {
  readonly kind: "look";
  readonly picture: ImageBitmap;
}

/** What the worker is told. */
export type ToWorker = Setup | Look;

/** What the worker answers, one to each message. */
export type FromWorker =
  | { readonly kind: "ready" }
  | {
    readonly kind: "scores";
    readonly scores: Scores;
    /** How long the worker's thread was busy with it, in milliseconds. */
    readonly costMs: number;
  }
  | { readonly kind: "failed"; readonly cause: string };

/**
 * Reads what the page says.
 *
 * @throws {TypeError} When it is none of its messages.
 */
export function parseToWorker(told: unknown): ToWorker {
  const { kind, picture, topology, weights, program }: Readonly<Record<string, unknown>> = Object(
    told,
  );
  if (kind === "look" && picture instanceof ImageBitmap) return { kind, picture };
  if (
    kind === "set-up" && topology instanceof ArrayBuffer && weights instanceof ArrayBuffer &&
    program instanceof ArrayBuffer
  ) return { kind, topology, weights, program };
  throw new TypeError("Cannot read a message of the page");
}
