/**
 * Who wrote which numbered text when, and when the other one read it.
 *
 * It does not know how texts travel. The invariants it keeps: a text whose writer's page went away
 * while it was being written may or may not come, and neither counts against anybody; what stands in
 * the reader's talk in the end is not lost, although a page that went away could not say when it came.
 *
 * @module
 */

/** What became of the texts. */
export interface TextSum {
  /** The longest way of a text that was written since, in milliseconds. */
  readonly textMs: number;
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
}

/** A text that was under way for longer is worth a word, in milliseconds. */
const LATE_MS = 5_000;

interface Entry {
  readonly from: string;
  readonly number: number;
  readonly at: number;
  /** Whether the element said that it took it. */
  isTaken: boolean;
  /** When the other one read it; again if more than once. */
  readonly heard: number[];
}

/** The book of one talk. */
export class TextLedger {
  readonly #entries = new Map<string, Entry>();
  #next = 0;

  /** Whether every text that was taken has arrived. */
  get isComplete(): boolean {
    return [...this.#entries.values()].every(({ isTaken, heard }) => !isTaken || heard.length > 0);
  }

  /** Makes the next text of a side. */
  compose(from: string, at: number): string {
    const number = this.#next;
    this.#next += 1;
    const text = `${from} ${number}`;
    this.#entries.set(text, { from, number, at, isTaken: false, heard: [] });
    return text;
  }

  /** The writer's element has taken it. */
  confirm(text: string): void {
    const entry = this.#entries.get(text);
    if (entry !== undefined) entry.isTaken = true;
  }

  /** A side read it. */
  hear(by: string, text: string, at: number): void {
    const entry = this.#entries.get(text);
    if (entry !== undefined && entry.from !== by) entry.heard.push(at);
  }

  /**
   * Adds it all up.
   *
   * @param since Earlier texts do not count for the time
   * @param possibleSince From when on a text could be under way
   * @param transcripts What stands in each side's talk in the end, by side
   */
  sum(
    { since, possibleSince = since }: { readonly since: number; readonly possibleSince?: number },
    transcripts: ReadonlyMap<string, readonly string[]>,
  ): TextSum {
    const stands = [...transcripts.values()];
    const standing = new Set(stands.flat());
    const all = [...this.#entries].filter(([, { isTaken }]) => isTaken);
    const taken = all.map(([, entry]) => entry);
    const lost = all.filter(([text, { heard }]) => heard.length === 0 && !standing.has(text))
      .map(([, entry]) => entry);
    const timed = taken.filter((entry) => entry.heard.length > 0 || lost.includes(entry));
    const ways = timed.filter(({ at }) => at >= since)
      .map(({ at, heard }) => (heard[0] ?? Infinity) - Math.max(at, possibleSince));
    const heardAgain = taken.filter(({ heard }) => heard.length > 1).length;
    const standsAgain = stands.map((lines) => lines.length - new Set(lines).size);
    return {
      textMs: Math.max(0, ...ways),
      lost: lost.length,
      doubled: Math.max(heardAgain, sumOf(standsAgain)),
      disordered: sumOf(stands.map((lines) => this.#countDisordered(lines))),
    };
  }

  /** Names what did not arrive, or late, or more than once, with its time; for people. */
  tell(since: number): string {
    const odd = [...this.#entries].filter(([, { isTaken, at, heard }]) =>
      isTaken && (heard.length !== 1 || (heard[0] ?? 0) - at > LATE_MS)
    );
    return odd.map(([text, { at, heard }]) => {
      const ways = heard.map((it) => seconds(it - at));
      return `"${text}" of ${seconds(at - since)}: ${ways.join(" and ") || "lost"}`;
    }).join("; ");
  }

  #countDisordered(lines: readonly string[]): number {
    let greatest = -1;
    let count = 0;
    for (const line of lines) {
      const number = this.#entries.get(line)?.number ?? greatest;
      if (number < greatest) count += 1;
      greatest = Math.max(greatest, number);
    }
    return count;
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
