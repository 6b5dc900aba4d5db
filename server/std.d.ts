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
