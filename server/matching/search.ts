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
import type { Edge, Like, Member, Person, Rank } from "./member.ts";
import type { Posting } from "./posting.ts";
import type { TagRows } from "./tag_rows.ts";

/**
 * Fitting seekers that are compared before the best of them is taken, the rarest tags first. With
 * 10,000 waiting (`deno task bench:matching`) a pair then shares 2.31 interests on average, with
 * 32 compared 2.36 and with all of them 2.48; a round costs a fifth less than with 32.
 */
const COMPARED = 24;

/** Luck is a whole number below this. */
export const LUCK_RANGE = 2 ** 30;

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
  #member: Member | undefined;
  #found: Member | undefined;
  #next: Member | undefined;
  #rank: Draft = { weight: 0, sharesLanguage: false, since: 0, luck: 0 };
  #nextRank: Draft = { ...this.#rank };
  #spare: Draft = { ...this.#rank };
  #number = 0;
  #compared = 0;
  #sharesLanguage = false;
  /** Whether there is anybody whom the member has met. */
  #avoidsSome = false;
  /** What sharing a tag counts, by the tag's index; zero for those that the member does not like. */
  #counts = new Int32Array(64);
  readonly #visit = (other: Member) => this.#compare(other);

  readonly #rows: TagRows;

  constructor(rows: TagRows) {
    this.#rows = rows;
  }

  /** Sum of the weights shared with the best so far; none before anybody was found. */
  get weight(): number | undefined {
    return this.#found && this.#rank.weight;
  }

  /** The best so far. */
  get best(): Edge | undefined {
    return edgeTo(this.#found, this.#rank);
  }

  /** Who was the best of all others who were compared. */
  get next(): Edge | undefined {
    return edgeTo(this.#next, this.#nextRank);
  }

  /** Whether nobody else would be compared. */
  get isFull(): boolean {
    return this.#compared >= COMPARED;
  }

  /** Starts anew for a member: marks what they like and whom they must not meet. */
  begin(member: Member, now: number): void {
    const number = ++this.#number;
    this.#like(member.likes);
    this.#member = member;
    this.#found = undefined;
    this.#next = undefined;
    this.#compared = 0;
    member.comparedIn = number;
    this.#avoidsSome = member.met.length + member.aliases.length > 0;
    for (const { person, until } of member.met) if (until > now) this.#avoid(member, person);
    this.#avoidThoseWhoMet(member, member.person, now);
    this.#avoidThoseNamed(member, member.person);
    for (const alias of member.aliases) {
      alias.avoidedIn = number;
      this.#avoidThoseWhoMet(member, alias, now);
    }
  }

  #avoid(member: Member, person: Person): void {
    person.avoidedIn = this.#number;
    this.#avoidThoseNamed(member, person);
  }

  #avoidThoseNamed(member: Member, person: Person): void {
    if (person.namedBy === undefined) return;
    for (const other of person.namedBy) this.#skip(member, other);
  }

  #avoidThoseWhoMet(member: Member, person: Person, now: number): void {
    for (const { member: other, until } of person.metBy) if (until > now) this.#skip(member, other);
  }

  /** Other tabs of one device have a rule of their own. */
  #skip(member: Member, other: Member): void {
    if (other.person !== member.person) other.comparedIn = this.#number;
  }

  /**
   * Compares the living of a posting; everybody in it fits, unless excluded.
   *
   * @param sharesLanguage Whether a language is shared with all who were not compared before.
   */
  scan(posting: Posting<Member>, sharesLanguage: boolean): void {
    if (this.#compared >= COMPARED) return;
    this.#sharesLanguage = sharesLanguage;
    posting.visit(this.#visit);
  }

  /** Returns whether to go on. */
  #compare(other: Member): boolean {
    const number = this.#number;
    const member = this.#member;
    if (member === undefined || other.comparedIn === number) return true;
    other.comparedIn = number;
    const { person } = other;
    if (person === member.person) {
      if (!member.seeker.allowsSameDevice || !other.seeker.allowsSameDevice) return true;
    } else if (this.#avoidsSome && person.avoidedIn === number) return true;
    const weight = this.#rows.sum(other.row, this.#counts);
    if (this.#next === undefined || weight >= this.#nextRank.weight) {
      this.#propose(member, other, weight);
    }
    return ++this.#compared < COMPARED;
  }

  #like(likes: readonly Like[]): void {
    for (const { tag } of this.#member?.likes ?? []) this.#counts[tag.index] = 0;
    for (const { tag: { index, weight } } of likes) {
      if (index >= this.#counts.length) {
        const longer = new Int32Array(2 * index);
        longer.set(this.#counts);
        this.#counts = longer;
      }
      this.#counts[index] = weight;
    }
  }

  #propose(member: Member, other: Member, weight: number): void {
    const rank = this.#spare;
    rank.weight = weight;
    rank.sharesLanguage = this.#sharesLanguage;
    rank.since = member.since + other.since;
    rank.luck = (member.luck + other.luck) % LUCK_RANGE;
    if (this.#found === undefined || isBetter(rank, this.#rank)) {
      this.#spare = this.#nextRank;
      this.#nextRank = this.#rank;
      this.#next = this.#found;
      this.#rank = rank;
      this.#found = other;
    } else if (this.#next === undefined || isBetter(rank, this.#nextRank)) {
      this.#spare = this.#nextRank;
      this.#nextRank = rank;
      this.#next = other;
    }
  }
}

function edgeTo(other: Member | undefined, rank: Rank): Edge | undefined {
  if (other === undefined) return undefined;
  const { weight, sharesLanguage, since, luck } = rank;
  return { other, weight, sharesLanguage, since, luck };
}
