/**
 * What the model has found: played again in every run, so that it stays away.
 *
 * A new one goes into the file of its topic, as short as it could be made, with a sentence on what
 * was wrong then.
 *
 * @module
 */
import type { Deed } from "./deeds.ts";
import { FOUND_ASLEEP } from "./found_asleep.ts";
import { FOUND_HOMES } from "./found_homes.ts";
import { FOUND_OF_THE_MODEL } from "./found_of_the_model.ts";
import { FOUND_TOLD } from "./found_told.ts";
import { FOUND_WRITES } from "./found_writes.ts";

/** A world that broke a rule once. */
export interface Found {
  /** What was wrong then. */
  readonly was: string;
  readonly nodes: 1 | 3;
  readonly seed: number;
  readonly people: number;
  readonly deeds: readonly Deed[];
}

/** All of them. */
export const FOUND: readonly Found[] = [
  ...FOUND_HOMES,
  ...FOUND_ASLEEP,
  ...FOUND_WRITES,
  ...FOUND_TOLD,
  ...FOUND_OF_THE_MODEL,
];
