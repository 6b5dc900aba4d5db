/**
 * Small parsers for what comes from the network: unknown in, a typed value out, or a throw.
 *
 * It does not know any message. The invariant it keeps: what it returns has been looked at field
 * by field; fields that were not asked for are left behind.
 *
 * @module
 */

/** Turns an unknown value into a typed one. @throws {TypeError} When it is something else. */
export type Parser<Value> = (value: unknown) => Value;
/** What a parser returns. */
export type Parsed<P> = P extends Parser<infer Value> ? Value : never;

type Shape = Readonly<Record<string, Parser<unknown>>>;
type Fields<S extends Shape> = { readonly [Key in keyof S]: Parsed<S[Key]> };

/**
 * Makes a parser out of a question.
 *
 * @param name What was expected, for the message.
 */
export function is<Value>(
  name: string,
  guard: (value: unknown) => value is Value,
): Parser<Value> {
  return (value) => {
    if (guard(value)) return value;
    throw new TypeError(`Cannot read the answer: a value is not ${name}`);
  };
}

/** Any string. */
export const text = is("a string", (value) => typeof value === "string");
/** Any finite number. */
export const number = is(
  "a number",
  (value): value is number => typeof value === "number" && Number.isFinite(value),
);
/** True or false. */
export const flag = is("a boolean", (value) => typeof value === "boolean");

const record = is(
  "an object",
  (value): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value),
);
const array = is("an array", (value): value is unknown[] => Array.isArray(value));

/** One of the given strings. */
export function oneOf<const Values extends readonly string[]>(
  ...values: Values
): Parser<Values[number]> {
  return is(
    values.join(" or "),
    (value): value is Values[number] => values.some((one) => one === value),
  );
}

/** A list of what the given parser reads. */
export function listOf<Value>(item: Parser<Value>): Parser<readonly Value[]> {
  return (value) => array(value).map(item);
}

/** What the given parser reads, or `null`. */
export function nullable<Value>(item: Parser<Value>): Parser<Value | null> {
  return (value) => value === null ? null : item(value);
}

/**
 * An object.
 *
 * @param required Fields that have to be there.
 * @param optional Fields that may be missing and are then missing in the result.
 */
export function object<R extends Shape, O extends Shape = Record<never, never>>(
  required: R,
  optional?: O,
): Parser<Fields<R> & Partial<Fields<O>>> {
  return (value) => {
    const source = record(value);
    const result: Record<string, unknown> = {};
    for (const [key, parse] of Object.entries(required)) result[key] = parse(source[key]);
    for (const [key, parse] of Object.entries(optional ?? {})) {
      if (source[key] !== undefined) result[key] = parse(source[key]);
    }
    // The loops above built exactly this type; TypeScript cannot follow a loop over keys.
    return result as Fields<R> & Partial<Fields<O>>;
  };
}
