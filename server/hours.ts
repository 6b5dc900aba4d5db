/**
 * Opening hours: from a weekly plan in a place's own time to moments on the clock.
 *
 * It does not know sites or visitors. The invariant it keeps: whether it is open changes at exactly
 * the moment that was foretold, also where the place changes its clocks.
 *
 * @module
 */

/** The days of a week as a plan names them, from Monday. */
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Open from a time of the day to another; up to the next day if `to` is not after `from`. */
export interface OpenRange {
  /** The days on which it opens. */
  readonly days: readonly (typeof DAYS)[number][];
  /** `HH:MM` by the place's clock. */
  readonly from: string;
  /** `HH:MM`; `24:00` is midnight at the end of the day. */
  readonly to: string;
}

/** A weekly plan. */
export interface Hours {
  /** An IANA name such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly open: readonly OpenRange[];
}

/** Whether it is open at a moment, and until when that stays so. */
export interface Opening {
  readonly isOpen: boolean;
  /** Milliseconds since the epoch; `null` if it never changes. */
  readonly changesAt: number | null;
}

/** Two weeks and a day: a change of the clocks may swallow the one opening of a week. */
const DAYS_AHEAD = 15;
/** A plan repeats after a week: what is open through all of it and a day more is always open. */
const ALWAYS_DAYS = 8;

/**
 * Tells whether a plan is open.
 *
 * Where the clocks go forward, a time that is left out counts as that much later; where they go
 * back, a time that comes twice counts as the first of the two.
 *
 * @param now Milliseconds since the epoch.
 */
export function openingAt(hours: Hours, now: number): Opening {
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(hours.timeZone).toPlainDate();
  const spans = spansFrom(hours, today.subtract({ days: 1 }));
  // Spans that touch or overlap are one: the end that counts is where nothing else is open.
  let end = now;
  for (const { from, to } of spans) if (from <= end && to > end) end = to;
  const isOpen = end > now;
  if (!isOpen) return { isOpen, changesAt: spans.find(({ from }) => from > now)?.from ?? null };
  const always = momentOf(today.add({ days: ALWAYS_DAYS }), "00:00", hours.timeZone);
  return { isOpen, changesAt: end >= always ? null : end };
}

/** All that a plan has from a date on, the earliest first. */
function spansFrom({ timeZone, open }: Hours, first: Temporal.PlainDate) {
  const spans: { readonly from: number; readonly to: number }[] = [];
  for (let offset = 0; offset <= DAYS_AHEAD; offset++) {
    const date = first.add({ days: offset });
    const day = DAYS[date.dayOfWeek - 1];
    for (const { days, from, to } of open) {
      if (!days.some((one) => one === day)) continue;
      const endDate = to > from ? date : date.add({ days: 1 });
      const span = {
        from: momentOf(date, from, timeZone),
        to: momentOf(endDate, to, timeZone),
      };
      if (span.from < span.to) spans.push(span);
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

function momentOf(date: Temporal.PlainDate, time: string, timeZone: string): number {
  const isMidnight = time === "24:00";
  return (isMidnight ? date.add({ days: 1 }) : date)
    .toZonedDateTime({ timeZone, plainTime: isMidnight ? "00:00" : time })
    .epochMilliseconds;
}
