// Types of the parts of the standard library that the npm build ships without them.
declare module "@std/async/delay.js" {
  export function delay(
    ms: number,
    options?: { signal?: AbortSignal; persistent?: boolean },
  ): Promise<void>;
}
