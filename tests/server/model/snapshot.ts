/**
 * What is in the store of a world at one moment.
 *
 * It does not know what is right. The invariant it keeps: rooms and places are of the same moment; a
 * store that is read one key after the other tells of two when something is written meanwhile.
 *
 * @module
 */
import type { SessionId } from "../../../server/protocol.ts";
import { keys, type Place, type Room, type TypedKey } from "../../../server/store/keys.ts";
import type { MemoryEngine } from "../../../server/store/memory_engine.ts";

/** Where sessions stand, and the versions of that. */
export type Places = Map<SessionId, { readonly value: Place; readonly version: string }>;

/** All rooms and places. */
export interface Snapshot {
  readonly rooms: readonly Room[];
  readonly places: Places;
}

/** Turns after which whoever has written has told of it. */
const TOLD_AFTER = 8;

/** Reads all rooms and places; `countOf` says how often was written. */
export async function snapshotOf(store: MemoryEngine, countOf: () => number): Promise<Snapshot> {
  for (;;) {
    const count = countOf();
    const rooms = await listOf(store, keys.rooms());
    const places = await placesOf(store);
    for (let turn = 0; turn < TOLD_AFTER; turn++) await undefined;
    if (count === countOf()) return { rooms, places };
  }
}

/** All values under a prefix. */
export async function listOf<Value>(
  store: MemoryEngine,
  prefix: TypedKey<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  for await (const { value } of store.list(prefix)) values.push(value as Value);
  return values;
}

async function placesOf(store: MemoryEngine): Promise<Places> {
  const places: Places = new Map();
  for await (const { key, value, versionstamp } of store.list(keys.places())) {
    const version = versionstamp ?? "";
    places.set(key[1] as SessionId, { value: value as Place, version });
  }
  return places;
}
