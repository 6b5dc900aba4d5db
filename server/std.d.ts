// Types of the parts of the standard library that the npm build ships without them.
declare module "@std/async/delay.js" {
  export function delay(
    ms: number,
    options?: { signal?: AbortSignal; persistent?: boolean },
  ): Promise<void>;
}

declare module "@std/data_structures/binary_heap.js" {
  export class BinaryHeap<T> implements Iterable<T> {
    constructor(compare?: (a: T, b: T) => number);
    readonly length: number;
    peek(): T | undefined;
    pop(): T | undefined;
    push(...values: T[]): number;
    clear(): void;
    isEmpty(): boolean;
    [Symbol.iterator](): IterableIterator<T>;
  }
}

declare module "@std/assert/mod.js" {
  export function assert(expr: unknown, msg?: string): asserts expr;
  export function assertEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertStrictEquals<T>(
    actual: unknown,
    expected: T,
    msg?: string,
  ): asserts actual is T;
  export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T>;
  export function assertMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertStringIncludes(actual: string, expected: string, msg?: string): void;
  export function assertInstanceOf<T extends abstract new (...args: never[]) => unknown>(
    actual: unknown,
    expectedType: T,
    msg?: string,
  ): asserts actual is InstanceType<T>;
  export function assertThrows<E extends Error = Error>(
    fn: () => unknown,
    errorClass?: new (...args: never[]) => E,
    msgIncludes?: string,
    msg?: string,
  ): E;
  export function assertRejects<E extends Error = Error>(
    fn: () => PromiseLike<unknown>,
    errorClass?: new (...args: never[]) => E,
    msgIncludes?: string,
    msg?: string,
  ): Promise<E>;
  export function fail(msg?: string): never;
}

declare module "@std/ulid/ulid.js" {
  export function ulid(seedTime?: number): string;
}

declare module "@std/cli/parse_args.js" {
  export function parseArgs(
    args: readonly string[],
    options?: {
      readonly string?: readonly string[];
      readonly boolean?: readonly string[];
      readonly default?: Readonly<Record<string, unknown>>;
    },
  ): Readonly<Record<string, string | undefined>>;
}

declare module "@std/yaml/parse.js" {
  export function parse(content: string): unknown;
}
