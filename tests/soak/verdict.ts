/**
 * What must hold after everybody pressed Next, said of what the visitors were told and nothing else.
 *
 * It does not know the server. The invariant it keeps: every broken rule is found, and named by
 * session and room.
 *
 * @module
 */
import type { Match } from "../../server/protocol.ts";

/** What one visitor was told. */
export interface Told {
  readonly session: string;
  readonly matches: readonly Match[];
}

/**
 * Names what is broken in one round of matches.
 *
 * @param round From 0; the matches that the visitors were told of in it.
 * @returns A sentence for each broken rule, none if all is well.
 */
export function findBroken(visitors: readonly Told[], round: number): string[] {
  const broken: string[] = [];
  for (const { session, matches } of visitors) {
    if (matches.length > round + 1) broken.push(`${session} was told of ${matches.length} rooms`);
    if (new Set(matches.map(({ room }) => room)).size < matches.length) {
      broken.push(`${session} was told twice of a room`);
    }
  }
  for (const [room, sides] of roomsOf(visitors, round)) {
    const [one, two] = sides;
    if (!one || !two || sides.length > 2) {
      broken.push(`${room} has ${sides.length} sides`);
    } else if (!agree(one.match, two.match)) {
      broken.push(`${room} is not the same for ${one.session} and ${two.session}`);
    }
  }
  const before = round === 0 ? new Map<string, string>() : partnersOf(visitors, round - 1);
  for (const [session, partner] of partnersOf(visitors, round)) {
    if (before.get(session) === partner) broken.push(`${session} met ${partner} again`);
  }
  return broken;
}

/** Who sat with whom in a round. */
export function partnersOf(visitors: readonly Told[], round: number): Map<string, string> {
  const partners = new Map<string, string>();
  for (const [one, two] of roomsOf(visitors, round).values()) {
    if (!one || !two) continue;
    partners.set(one.session, two.session);
    partners.set(two.session, one.session);
  }
  return partners;
}

function roomsOf(visitors: readonly Told[], round: number) {
  const seats = visitors.flatMap(({ session, matches }) => {
    const match = matches[round];
    return match ? [{ session, match }] : [];
  });
  return Map.groupBy(seats, ({ match }) => match.room);
}

function agree(one: Match, two: Match): boolean {
  return one.role !== two.role && one.polite !== two.polite && one.mode === two.mode &&
    one.generation === two.generation && one.why.step === two.why.step &&
    one.why.language === two.why.language &&
    [...one.why.interests].sort().join("\n") === [...two.why.interests].sort().join("\n");
}
