/**
 * One record for one person, though they are called otherwise after each change of the salt.
 *
 * It does not know what a record says, nor how two are made into one. The invariant it keeps: a
 * record that was moved on leads to where it went, so that whatever names it by an earlier subject (a
 * receipt, a report, a token of yesterday) finds what holds now. A move leads from a record that
 * holds to another that does, so that no way leads in a circle.
 *
 * @module
 */
import type { Commit } from "../store/engine.ts";
import type { Subject, TypedKey } from "../store/keys.ts";
import type { Movable } from "../store/safety_records.ts";
import type { Store } from "../store/store.ts";

/** More moves than fit into the life of any record, at one or two with each change of the salt. */
const MAX_MOVES = 16;

/** All that somebody is called. */
export interface Names {
  readonly subject: Subject;
  readonly aliases?: readonly Subject[];
}

/** A record that holds, and the subject that it stands under. */
export interface Standing<Value> {
  readonly subject: Subject;
  /** Nothing where nothing stands. */
  readonly value: Value | null;
  /** Of all that was read on the way: what rests on it holds only while nothing of it changes. */
  readonly checks: Commit["checks"];
}

/** All that stands under the names of one person. */
export interface Gathered<Value> extends Standing<Value> {
  /** What stands under their other names, and has to be moved to the subject. */
  readonly others: readonly { readonly subject: Subject; readonly value: Value }[];
}

/**
 * Finds the record that somebody's subject leads to.
 *
 * @throws {StoreUnavailableError} when the store does not answer.
 */
export async function follow<Value extends Movable>(
  store: Store,
  keyOf: (subject: Subject) => TypedKey<Value>,
  from: Subject,
): Promise<Standing<Value>> {
  const checks: Commit["checks"][number][] = [];
  let subject = from;
  while (checks.length < MAX_MOVES) {
    const key = keyOf(subject);
    const { value, versionstamp } = await store.get(key);
    checks.push({ key, versionstamp });
    if (value?.movedTo === undefined) return { subject, value, checks };
    subject = value.movedTo.who;
  }
  throw new Error(`Cannot follow a record: it was moved ${MAX_MOVES} times`);
}

/**
 * Finds all that stands under the names of somebody.
 *
 * @throws {StoreUnavailableError} when the store does not answer.
 */
export async function gather<Value extends Movable>(
  store: Store,
  keyOf: (subject: Subject) => TypedKey<Value>,
  { subject, aliases = [] }: Names,
): Promise<Gathered<Value>> {
  const [own, ...rest] = await Promise.all([
    follow(store, keyOf, subject),
    ...aliases.map((alias) => follow(store, keyOf, alias)),
  ]);
  const others = new Map<Subject, Value>();
  for (const { subject, value } of rest) {
    if (value !== null && subject !== own.subject) others.set(subject, value);
  }
  return {
    ...own,
    checks: [own, ...rest].flatMap(({ checks }) => checks),
    others: [...others].map(([subject, value]) => ({ subject, value })),
  };
}
