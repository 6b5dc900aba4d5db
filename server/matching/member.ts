/**
 * What the index of a pool is made of: members, their tags, and the people behind them.
 *
 * It does not know rounds or choices. The invariant it keeps: a tag or a person is remembered only
 * while somebody in the pool needs it.
 *
 * The numbers ending in `In` say in which round or search something was last done. They stand in
 * the things themselves, as a search passes dozens of them and a set would cost more than the rest.
 *
 * @module
 */
import type { Subject } from "../store/keys.ts";
import { Posting } from "./posting.ts";
import type { Reach, Seeker } from "./rules.ts";

/** A language somebody waits with. */
export interface Language {
  readonly name: string;
  count: number;
  /** Those who speak it and reach that far. */
  readonly reaching: Posting;
}

/** Those who share a tag and a language. */
export interface Shared {
  readonly tag: Tag;
  readonly language: string;
  count: number;
  readonly posting: Posting;
}

/** A tag somebody waits with. */
export interface Tag {
  readonly name: string;
  /** A small number of its own, from 1, for tables; free again when nobody waits with the tag. */
  readonly index: number;
  count: number;
  readonly byLanguage: Map<string, Shared>;
  /** Those who accept anyone and like this. */
  readonly open: Posting;
  /** How much sharing it counts; a whole number, so that a sum is the same in any order. */
  weight: number;
  weighedIn: number;
}

/** Somebody who waits, perhaps in several tabs, or whom somebody who waits has met. */
export interface Person {
  readonly subject: Subject;
  /** How often members are this person or have met them. */
  uses: number;
  /** Meetings that members have had with this person. */
  readonly metBy: Meeting[];
  /** Members that are this person. */
  readonly members: Member[];
  /** Members that are this person by another name. */
  namedBy: Member[] | undefined;
}

/** That a member has met somebody, whom they avoid for a while. */
export interface Meeting {
  readonly member: Member;
  readonly person: Person;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** A seeker in the pool. */
export interface Member {
  isAlive: boolean;
  /** Where it stands in the columns. */
  slot: number;
  readonly person: Person;
  /** When the wait began, milliseconds since the epoch. */
  readonly since: number;
  /** The one that counts most comes first. */
  readonly tags: Tag[];
  /** For each of the tags, in their order, for each of the languages: those who share both. */
  readonly shared: Shared[];
  readonly languages: readonly Language[];
  readonly seeker: Seeker;
  /** Those that were not over when the member came. */
  met: readonly Meeting[];
  /** The same person by other names, under which others may have met them. */
  readonly aliases: readonly Person[];
  /** A whole number that decides among equals, so that it is the same seen from both sides. */
  readonly luck: number;
  reach: Reach;
  weighedIn: number;
  searchedIn: number;
  best: Edge | undefined;
  /** Who is the best when that one has gone, if it is known. */
  next: Edge | undefined;
}

/** How good a pair is. */
export interface Rank {
  /** Sum of the weights of the shared tags. */
  readonly weight: number;
  readonly sharesLanguage: boolean;
  /** Both began to wait, summed: smaller is longer. */
  readonly since: number;
  readonly luck: number;
}

/** A possible pair, seen from one side. */
export interface Edge extends Rank {
  readonly other: Member;
}

/** The languages that are in use. */
export class Languages {
  readonly #byName = new Map<string, Language>();

  get(name: string): Language | undefined {
    return this.#byName.get(name);
  }

  /** All that are in use. */
  values(): Iterable<Language> {
    return this.#byName.values();
  }

  /** Counts one more who speaks a language. */
  take(name: string): Language {
    let language = this.#byName.get(name);
    if (!language) this.#byName.set(name, language = { name, count: 0, reaching: new Posting() });
    language.count++;
    return language;
  }

  /** Counts one less. */
  giveBack(language: Language): void {
    if (--language.count === 0) this.#byName.delete(language.name);
  }
}

/** The tags that are in use. */
export class Tags {
  readonly #byName = new Map<string, Tag>();
  readonly #freeIndices: number[] = [];

  get(name: string): Tag | undefined {
    return this.#byName.get(name);
  }

  /** All that are in use. */
  values(): Iterable<Tag> {
    return this.#byName.values();
  }

  /** Counts one more who likes a tag. */
  take(name: string): Tag {
    let tag = this.#byName.get(name);
    if (!tag) {
      const index = this.#freeIndices.pop() ?? this.#byName.size + 1;
      const unused = { count: 0, weight: 0, weighedIn: 0 };
      tag = { name, index, byLanguage: new Map(), open: new Posting(), ...unused };
      this.#byName.set(name, tag);
    }
    tag.count++;
    return tag;
  }

  /** Counts one less. */
  giveBack(tag: Tag): void {
    if (--tag.count > 0) return;
    this.#byName.delete(tag.name);
    this.#freeIndices.push(tag.index);
  }
}

/** Counts one more who likes a tag and speaks a language. */
export function takeShared(tag: Tag, language: string): Shared {
  let shared = tag.byLanguage.get(language);
  if (!shared) {
    shared = { tag, language, count: 0, posting: new Posting() };
    tag.byLanguage.set(language, shared);
  }
  shared.count++;
  return shared;
}

/** Counts one less. */
export function giveBackShared(shared: Shared): void {
  if (--shared.count === 0) shared.tag.byLanguage.delete(shared.language);
}

/** The people behind the members, and those whom the members have met. */
export class People {
  readonly #bySubject = new Map<Subject, Person>();

  /** Finds the person behind a member, or whom a member has met. */
  take(subject: Subject): Person {
    let person = this.#bySubject.get(subject);
    if (!person) {
      person = { subject, uses: 0, metBy: [], members: [], namedBy: undefined };
      this.#bySubject.set(subject, person);
    }
    person.uses++;
    return person;
  }

  /** Notes a member with all their names. */
  name(member: Member): void {
    member.person.members.push(member);
    for (const person of member.aliases) (person.namedBy ??= []).push(member);
  }

  /** Notes the meetings of a member, with the member and with whom they have met. */
  remember(member: Member, now: number): void {
    member.met = member.seeker.met.filter(({ until }) => until > now).map(({ who, until }) => {
      const meeting = { member, person: this.take(who), until };
      meeting.person.metBy.push(meeting);
      return meeting;
    });
  }

  /** Forgets a member, and those whom only they have met. */
  giveBack(member: Member): void {
    takeOut(member.person.members, member);
    this.#release(member.person);
    for (const meeting of member.met) {
      takeOut(meeting.person.metBy, meeting);
      this.#release(meeting.person);
    }
    for (const person of member.aliases) {
      person.namedBy = person.namedBy?.filter((each) => each !== member);
      this.#release(person);
    }
  }

  #release(person: Person): void {
    if (--person.uses === 0) this.#bySubject.delete(person.subject);
  }
}

/** Takes an item that is in it out of a list, whose order does not matter. */
function takeOut<Item>(list: Item[], item: Item): void {
  const last = list.pop();
  if (last !== undefined && last !== item) list[list.indexOf(item)] = last;
}
