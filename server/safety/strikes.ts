/**
 * Reports as strikes of a case.
 *
 * It does not know the store or how strikes are weighed. The invariant it keeps: a case has one
 * strike of each reporter, whatever they were called when they reported.
 *
 * @module
 */
import type { Subject } from "../store/keys.ts";
import type { Conduct, Report, Strike } from "../store/safety_records.ts";
import { MAX_STRIKES, REASONS, RETURN_MS } from "./numbers.ts";

/** Adds a strike to those of a case; it takes the place of what its reporter has said before. */
export function withStrike(strikes: readonly Strike[], strike: Strike): readonly Strike[] {
  const isOwn = ({ reporter }: Strike) => isNamed(strike, reporter);
  const own = strikes.filter(isOwn).reduce(worseOf, strike);
  return [...strikes.filter((each) => !isOwn(each)), own].slice(-MAX_STRIKES);
}

/**
 * Makes the strike of a report.
 *
 * @param aliases Other subjects of the reporter.
 * @param accused The conduct of whom it is about.
 */
export function strikeOf(report: Report, aliases: readonly Subject[], accused: Conduct): Strike {
  const { id, at, reporter, prefix, reason, talkMs } = report;
  const names = { reporter, ...(aliases.length === 0 ? {} : { aliases }) };
  // Whoever reports everybody first would silence them all; their own word has to count.
  const isReturned =
    accused.reports.some((each) =>
      isNamed(names, each.who) && each.outcome !== "dismissed" && at - each.at < RETURN_MS
    ) && accused.talks.filter(({ who }) => !isNamed(names, who)).length >= accused.reports.length;
  return { report: id, at, ...names, prefix, reason, talkMs, isReturned, outcome: "open" };
}

/** All names by which the reporter of a strike may be known. */
export function namesOf({ reporter, aliases = [] }: Strike): readonly Subject[] {
  return [reporter, ...aliases];
}

function isNamed({ reporter, aliases }: Pick<Strike, "reporter" | "aliases">, name: Subject) {
  return reporter === name || (aliases?.includes(name) ?? false);
}

/** Whoever reports again, for less, has not taken back what they said first. */
function worseOf(strike: Strike, earlier: Strike): Strike {
  const isWorse = earlier.outcome === "open" &&
    REASONS[earlier.reason].severity > REASONS[strike.reason].severity;
  return isWorse ? { ...strike, reason: earlier.reason } : strike;
}
