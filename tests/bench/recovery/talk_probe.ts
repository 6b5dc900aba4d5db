/**
 * Watches one talk through a trouble: whether the pictures move, and what becomes of numbered texts
 * that both sides write all along.
 *
 * It does not know what the trouble is. The invariants it keeps: a text counts as lost only if the
 * element took it; nothing is taken for a recovery before it has held for a while.
 *
 * @module
 */
import { delay } from "@std/async/delay.js";
import type { Visitor } from "../../support/visitor.ts";
import { PictureTimeline } from "./picture_timeline.ts";
import { TextLedger } from "./text_ledger.ts";
import type { Since } from "./troubles.ts";

/** What became of a talk. Times are milliseconds from the trouble's beginning. */
export interface Findings {
  /**
   * When both pictures moved again for good; 0 when they never stopped. Where nobody could see one
   * meanwhile, its time counts from when it can be seen again.
   */
  readonly mediaMs: number;
  /** How long the slowest text was under way of all that were written since. */
  readonly textMs: number;
  readonly lost: number;
  readonly doubled: number;
  /** Texts that stand behind one that was written after them. */
  readonly disordered: number;
  /** What both sides said about their call meanwhile, for people. */
  readonly story: string;
}

/** Time between two looks, and between two texts of one side, in milliseconds. */
const LOOK_MS = 150;
const WRITE_MS = 300;
/** Pictures have to move for this long to count as back, in milliseconds. */
const STEADY_MS = 3_000;
/** After the trouble is over, at most this long, in milliseconds: the longest that is of interest. */
const PATIENCE_MS = 60_000;

/** What one look at a page sees. */
interface Look {
  readonly decoded: number;
  readonly mood: string;
}

/** One side of the talk. */
class Side {
  readonly picture = new PictureTimeline();
  readonly moods: { readonly at: number; readonly mood: string }[] = [];

  constructor(readonly name: string, readonly visitor: Visitor) {}

  async look(): Promise<void> {
    const { decoded, mood } = await readPage(this.visitor);
    const at = performance.now();
    this.picture.see(decoded, at);
    if (this.moods.at(-1)?.mood !== mood) this.moods.push({ at, mood });
  }

  tell(since: number): string {
    const steps = this.moods.map(({ at, mood }) => `${((at - since) / 1_000).toFixed(1)} ${mood}`);
    const back = this.picture.backAfter(since) / 1_000;
    return `${this.name}: ${steps.join(" → ")}; picture for good after ${back.toFixed(1)}`;
  }
}

/** A watch over one talk. */
export class TalkProbe {
  readonly #sides: readonly [Side, Side];
  readonly #ledger = new TextLedger();
  readonly #ended = new AbortController();
  #loops: Promise<unknown> = Promise.resolve();
  #isWriting = true;

  private constructor(alice: Visitor, bob: Visitor) {
    this.#sides = [new Side("alice", alice), new Side("bob", bob)];
  }

  /** Begins to watch two who talk and see each other. */
  static async begin(alice: Visitor, bob: Visitor): Promise<TalkProbe> {
    const probe = new TalkProbe(alice, bob);
    for (const side of probe.#sides) await probe.#hear(side);
    probe.#loops = Promise.all(
      probe.#sides.flatMap((side) => [
        probe.#repeat(LOOK_MS, () => side.look()),
        probe.#repeat(WRITE_MS, () => probe.#write(side)),
      ]),
    );
    return probe;
  }

  /**
   * Waits until all is well again, or for as long as is of interest.
   *
   * @param since When the trouble began, as `performance.now` told it
   * @param possible From when on things could be expected, where that was later
   * @returns what was found; infinite times for what did not come back
   */
  async settle(since: number, possible: Since = {}): Promise<Findings> {
    const begin = performance.now();
    const end = begin + PATIENCE_MS;
    const isMoving = () =>
      this.#sides.every(({ picture }) => picture.isSteady(performance.now(), STEADY_MS));
    // What moved before the trouble, or until it was felt, says nothing.
    await until(() => performance.now() > begin + STEADY_MS);
    await until(() => isMoving() || performance.now() > end);
    this.#isWriting = false;
    await until(() => this.#ledger.isComplete || performance.now() > end);
    const hidden = await this.#findHidden();
    await this.end();
    const [alice, bob] = this.#sides;
    const media = [
      alice.picture.backAfter(possible.alice ?? since),
      bob.picture.backAfter(possible.bob ?? since),
    ];
    return {
      mediaMs: hidden.length === 0 ? Math.max(...media) : Infinity,
      ...this.#ledger.sum(
        { since, possibleSince: possible.texts ?? since },
        await this.#transcripts(),
      ),
      story: [
        ...this.#sides.map((side) => side.tell(since)),
        ...hidden.map((name) => `${name} sees no picture although one may come`),
        this.#ledger.tell(since),
      ].join("\n"),
    };
  }

  /** Ends the watch. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#loops;
  }

  /** Who does not see what is decoded, or has nothing to see. */
  async #findHidden(): Promise<readonly string[]> {
    const seen = await Promise.allSettled(this.#sides.map(({ visitor }) => visitor.seeFrames(5)));
    return this.#sides.filter((_, index) => seen[index]?.status === "rejected")
      .map(({ name }) => name);
  }

  async #transcripts(): Promise<ReadonlyMap<string, readonly string[]>> {
    const entries = this.#sides.map(async ({ name, visitor }) => {
      // Not what is drawn: of a long talk that is its end.
      const state = await visitor.state();
      const lines = "lines" in state ? state.lines : [];
      const received = lines.filter(({ from }) => from === "partner");
      return [name, received.map(({ text }) => text)] as const;
    });
    return new Map(await Promise.all(entries));
  }

  /** Has every line that comes reported from now on, also by the page after a refresh. */
  async #hear({ name, visitor: { page } }: Side): Promise<void> {
    await page.exposeFunction("probeHears", (text: string) => {
      this.#ledger.hear(name, text, performance.now());
    });
    await page.evaluate(reportLines);
    await page.evaluateOnNewDocument(reportLines);
  }

  async #write({ name, visitor }: Side): Promise<void> {
    if (!this.#isWriting) return;
    const text = this.#ledger.compose(name, performance.now());
    const isTaken = await visitor.page.evaluate((written) => {
      const element = document.querySelector("random-chat");
      if (element === null || !("send" in element)) return false;
      if (typeof element.send !== "function") return false;
      return element.send(written) === true;
    }, text);
    if (isTaken) this.#ledger.confirm(text);
  }

  async #repeat(everyMs: number, run: () => Promise<void>): Promise<void> {
    while (!this.#ended.signal.aborted) {
      try {
        await run();
      } catch (error) {
        // A page that is being refreshed has nobody to ask.
        if (!(error instanceof Error)) throw error;
      }
      await delay(everyMs);
    }
  }
}

/** Runs in the page: hands on what the partner wrote. */
function reportLines(): void {
  const hears: unknown = Reflect.get(globalThis, "probeHears");
  addEventListener("random-chat-message", (event) => {
    const line: unknown = Reflect.get(event, "line");
    if (typeof line !== "object" || line === null) return;
    if (Reflect.get(line, "from") !== "partner" || typeof hears !== "function") return;
    hears(Reflect.get(line, "text"));
  });
}

function readPage({ page }: Visitor): Promise<Look> {
  return page.evaluate(async () => {
    let decoded = 0;
    for (const peer of globalThis.visitorRecord.peers) {
      if (peer.connectionState === "closed") continue;
      for (const [, entry] of await peer.getStats()) {
        if (entry.type === "inbound-rtp" && entry.kind === "video") {
          decoded += entry.framesDecoded ?? 0;
        }
      }
    }
    const element = document.querySelector("random-chat");
    const state: unknown = element === null ? null : Reflect.get(element, "state");
    const read = (value: unknown, name: string): unknown =>
      typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
    const words = [
      read(state, "kind") === "talk" ? read(read(state, "call"), "kind") : read(state, "kind"),
      read(read(state, "partner"), "kind") === "away" ? "partner-away" : "",
      read(state, "online") === false ? "offline" : "",
    ];
    return { decoded, mood: words.filter((word) => word).join("+") };
  });
}

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await delay(LOOK_MS);
}
