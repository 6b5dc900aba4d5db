/**
 * What a search reads of the members of a pool, in columns: it passes dozens of them for each
 * member, and most of its time is the way to memory.
 *
 * It does not know tags, people or choices. The invariants it keeps: a slot is its member's until
 * {@linkcode Columns.pack}; the slot of a member who has gone is marked later than every search.
 *
 * @module
 */
import { LIMITS } from "../protocol.ts";

const WIDTH = LIMITS.interests;
const MIN_SLOTS = 64;
/** The mark of a slot whose member has gone: later than every search. */
export const GONE = Infinity;

/** What the columns tell of a member. */
export interface Columned {
  slot: number;
  readonly since: number;
  readonly luck: number;
  readonly tags: readonly { readonly index: number }[];
}

/** The columns, by slot. */
export class Columns<Member extends Columned> {
  #members: (Member | undefined)[] = [];
  #living = 0;
  #marks = new Float64Array(MIN_SLOTS);
  #since = new Float64Array(MIN_SLOTS);
  #luck = new Int32Array(MIN_SLOTS);
  /** The numbers of the members' tags, {@linkcode WIDTH} for each of them, zero where there are fewer. */
  #tags = new Int32Array(MIN_SLOTS * WIDTH);

  /** Whether most slots are those of members who have gone, so that packing is worth its while. */
  get isSparse(): boolean {
    return this.#members.length >= MIN_SLOTS && this.#members.length >= 2 * this.#living;
  }

  /**
   * Gives a member the next slot.
   *
   * @throws {RangeError} When it has more tags than anybody may have interests.
   */
  add(member: Member): void {
    const { length } = member.tags;
    if (length > WIDTH) throw new RangeError(`Cannot note ${length} tags: ${WIDTH} fit`);
    const slot = this.#members.push(member) - 1;
    this.#living++;
    if (slot >= this.#marks.length) this.#grow();
    member.slot = slot;
    this.#marks[slot] = 0;
    this.#since[slot] = member.since;
    this.#luck[slot] = member.luck;
    for (let at = 0; at < WIDTH; at++) {
      this.#tags[slot * WIDTH + at] = member.tags[at]?.index ?? 0;
    }
  }

  /** Takes a member out. The slot stays taken. */
  remove({ slot }: Member): void {
    this.#members[slot] = undefined;
    this.#marks[slot] = GONE;
    this.#living--;
  }

  /** Whose slot it is; nobody's once the member has gone. */
  get(slot: number): Member | undefined {
    return this.#members[slot];
  }

  /** The last search that passed a slot, zero for none, {@linkcode GONE} for nobody's. */
  markOf(slot: number): number {
    return this.#marks[slot] ?? GONE;
  }

  /** Notes that a search has passed a slot. */
  mark(slot: number, search: number): void {
    this.#marks[slot] = search;
  }

  sinceOf(slot: number): number {
    return this.#since[slot] ?? 0;
  }

  luckOf(slot: number): number {
    return this.#luck[slot] ?? 0;
  }

  /** Adds up what a member's tags count. @param counts By the tag's number; zero for number zero. */
  sum(slot: number, counts: Int32Array): number {
    let sum = 0;
    const tags = this.#tags;
    const end = (slot + 1) * WIDTH;
    for (let at = slot * WIDTH; at < end; at++) {
      const index = tags[at] ?? 0;
      if (index === 0) break;
      sum += counts[index] ?? 0;
    }
    return sum;
  }

  /**
   * Moves the living together.
   *
   * @returns Their new slots by the old ones; none for those who have gone.
   */
  pack(): (number | undefined)[] {
    const before = this.#members;
    this.#members = [];
    this.#living = 0;
    return before.map((member) => {
      if (member) this.add(member);
      return member?.slot;
    });
  }

  #grow(): void {
    this.#marks = grown(this.#marks, new Float64Array(2 * this.#marks.length));
    this.#since = grown(this.#since, new Float64Array(2 * this.#since.length));
    this.#luck = grown(this.#luck, new Int32Array(2 * this.#luck.length));
    this.#tags = grown(this.#tags, new Int32Array(2 * this.#tags.length));
  }
}

function grown<Column extends Float64Array | Int32Array>(column: Column, longer: Column): Column {
  longer.set(column);
  return longer;
}
