/**
 * The look for somebody's best partner among those whom the index holds ready.
 *
 * It does not know how the index is kept, or who is worth showing. The invariants it keeps: whom
 * `isExcluded` of the rules excludes is never found; found is the best of those it was shown.
 *
 * It is the innermost loop of all matching: what is the same for all whom it compares is marked
 * before it begins, and nothing is allocated on the way.
 *
 * @module
 */
import type { Columns } from "./columns.ts";
import type { Edge, Member, Person, Rank, Tag } from "./member.ts";
import type { Posting } from "./posting.ts";

/**
 * Fitting seekers that are compared before the best of them is taken, the rarest tags first. With
 * 10,000 waiting (`deno task bench:matching`) a pair then shares 2.31 interests on average, with
 * 32 compared 2.36 and with all of them 2.48; a round costs a fifth less than with 32.
 */
const COMPARED = 24;

/** Luck is a whole number below this. */
export const LUCK_RANGE = 2 ** 30;
/** Leaves of a sum of two what is below the range. */
const LUCK_MASK = LUCK_RANGE - 1;

/** Whether `a` is a better pair than `b`: more in common, then the longer wait, then chance. */
export function isBetter(a: Rank, b: Rank): boolean {
  if (a.weight !== b.weight) return a.weight > b.weight;
  if (a.sharesLanguage !== b.sharesLanguage) return a.sharesLanguage;
  if (a.since !== b.since) return a.since < b.since;
  return a.luck > b.luck;
}

type Draft = { -readonly [Field in keyof Rank]: Rank[Field] };

/** Looks for partners, for one member after the other. */
export class Search {
  /** For whom. */
  #tags: readonly Tag[] = [];
  #since = 0;
  #luck = 0;
  /** The slots of whom was found. */
  #found: number | undefined;
  #next: number | undefined;
  #rank: Draft = { weight: 0, sharesLanguage: false, since: 0, luck: 0 };
  #nextRank: Draft = { ...this.#rank };
  #spare: Draft = { ...this.#rank };
  #number = 0;
  #compared = 0;
  #sharesLanguage = false;
  /** What sharing a tag counts, by the tag's index; zero for those that the member does not like. */
  #counts = new Int32Array(64);
  readonly #visit = (slot: number) => this.#compare(slot);

  readonly #columns: Columns<Member>;

  constructor(columns: Columns<Member>) {
    this.#columns = columns;
  }

  /** Sum of the weights shared with the best so far; none before anybody was found. */
  get weight(): number | undefined {
    return this.#found === undefined ? undefined : this.#rank.weight;
  }

  /** The best so far. */
  get best(): Edge | undefined {
    return this.#edgeTo(this.#found, this.#rank);
  }

  /** Who was the best of all others who were compared. */
  get next(): Edge | undefined {
    return this.#edgeTo(this.#next, this.#nextRank);
  }

  /** Whether nobody else would be compared. */
  get isFull(): boolean {
    return this.#compared >= COMPARED;
  }

  /** Starts anew for a member: marks what they like and whom they must not meet. */
  begin(member: Member, now: number): void {
    this.#number++;
    this.#like(member.tags);
    this.#since = member.since;
    this.#luck = member.luck;
    this.#found = undefined;
    this.#next = undefined;
    this.#compared = 0;
    this.#mark(member);
    const { person, seeker: { allowsSameDevice } } = member;
    for (const tab of person.members) {
      if (!allowsSameDevice || !tab.seeker.allowsSameDevice) this.#mark(tab);
    }
    for (const { person: met, until } of member.met) {
      if (until <= now) continue;
      this.#avoid(met.members, person);
      this.#avoid(met.namedBy, person);
    }
    this.#avoid(person.namedBy, person);
    this.#avoidThoseWhoMet(person, person, now);
    for (const alias of member.aliases) {
      this.#avoid(alias.members, person);
      this.#avoidThoseWhoMet(alias, person, now);
    }
  }

  #avoidThoseWhoMet(met: Person, own: Person, now: number): void {
    for (const { member, until } of met.metBy) if (until > now) this.#avoid([member], own);
  }

  /** Tabs of one device have a rule of their own, whatever else is known of them. */
  #avoid(others: readonly Member[] | undefined, own: Person): void {
    for (const other of others ?? []) if (other.person !== own) this.#mark(other);
  }

  #mark({ slot }: Member): void {
    this.#columns.mark(slot, this.#number);
  }

  /**
   * Compares the living of a posting; everybody in it fits, unless excluded.
   *
   * @param sharesLanguage Whether a language is shared with all who were not compared before.
   */
  scan(posting: Posting, sharesLanguage: boolean): void {
    if (this.#compared >= COMPARED) return;
    this.#sharesLanguage = sharesLanguage;
    posting.visit(this.#columns, this.#number, this.#visit);
  }

  /** Returns whether to go on. */
  #compare(slot: number): boolean {
    const columns = this.#columns;
    columns.mark(slot, this.#number);
    const weight = columns.sum(slot, this.#counts);
    if (this.#next === undefined || weight >= this.#nextRank.weight) this.#propose(slot, weight);
    return ++this.#compared < COMPARED;
  }

  #like(tags: readonly Tag[]): void {
    for (const { index } of this.#tags) this.#counts[index] = 0;
    this.#tags = tags;
    for (const { index, weight } of tags) {
      if (index >= this.#counts.length) {
        const longer = new Int32Array(2 * index);
        longer.set(this.#counts);
        this.#counts = longer;
      }
      this.#counts[index] = weight;
    }
  }

  #propose(slot: number, weight: number): void {
    const rank = this.#spare;
    rank.weight = weight;
    rank.sharesLanguage = this.#sharesLanguage;
    rank.since = this.#since + this.#columns.sinceOf(slot);
    rank.luck = (this.#luck + this.#columns.luckOf(slot)) & LUCK_MASK;
    if (this.#found === undefined || isBetter(rank, this.#rank)) {
      this.#spare = this.#nextRank;
      this.#nextRank = this.#rank;
      this.#next = this.#found;
      this.#rank = rank;
      this.#found = slot;
    } else if (this.#next === undefined || isBetter(rank, this.#nextRank)) {
      this.#spare = this.#nextRank;
      this.#nextRank = rank;
      this.#next = slot;
    }
  }

  #edgeTo(slot: number | undefined, rank: Rank): Edge | undefined {
    const other = slot === undefined ? undefined : this.#columns.get(slot);
    if (other === undefined) return undefined;
    const { weight, sharesLanguage, since, luck } = rank;
    return { other, weight, sharesLanguage, since, luck };
  }
}
