/**
 * How a language counts, lists, names and tells the time: what `Intl` knows and no table needs to.
 *
 * It does not know any sentence. The invariant it keeps: nothing is made before it is first said,
 * because a formatter costs more than the sentence around it.
 *
 * @module
 */

/** Forms of one sentence by plural category; `#` stands for the number. */
export type Forms = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** What a table of words is written with. */
export interface Say {
  /** BCP 47; its region decides on clocks and digits. */
  readonly locale: string;
  /** "chess and tea". */
  both(list: readonly string[]): string;
  /** "chess or tea". */
  either(list: readonly string[]): string;
  /** A number in the language's own digits and groups. */
  number(count: number): string;
  /** The form that the language wants beside that number. */
  count(count: number, forms: Forms): string;
  /** "1 second", "4 seconds". */
  seconds(count: number): string;
  /** A language's own name here; its tag when it has none. */
  language(tag: string): string;
  /** The time of day; `at` in milliseconds since the epoch. */
  time(at: number): string;
  /** The day of the week and the date. */
  day(at: number): string;
}

/** What views take from a language beside its table. */
export type Spoken = Pick<Say, "locale" | "language" | "time">;

/** Makes what a language's table is written with. */
export function createSay(locale: string): Say {
  const list = (type: Intl.ListFormatType) => late(() => new Intl.ListFormat(locale, { type }));
  const both = list("conjunction");
  const either = list("disjunction");
  const plain = late(() => new Intl.NumberFormat(locale));
  const rules = late(() => new Intl.PluralRules(locale));
  const seconds = late(() =>
    new Intl.NumberFormat(locale, { style: "unit", unit: "second", unitDisplay: "long" })
  );
  const names = late(() => new Intl.DisplayNames([locale], { type: "language", fallback: "code" }));
  const clock = late(() => new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }));
  const day = late(() =>
    new Intl.DateTimeFormat(locale, { weekday: "long", month: "long", day: "numeric" })
  );
  return {
    locale,
    both: (items) => both().format(items),
    either: (items) => either().format(items),
    number: (count) => plain().format(count),
    count: (count, forms) =>
      (forms[rules().select(count)] ?? forms.other).replace("#", plain().format(count)),
    seconds: (count) => seconds().format(count),
    // What nearly every start screen says is not worth loading the names of all languages for.
    language: (tag) =>
      tag === "en" && /^en(-\w\w)?$/.test(locale) ? "English" : nameOf(names(), tag),
    time: (at) => clock().format(at),
    day: (at) => day().format(at),
  };
}

function nameOf(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch (cause) {
    // What a page writes into an attribute need not be a language tag.
    if (cause instanceof RangeError) return tag;
    throw cause;
  }
}

function late<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => made ??= make();
}
