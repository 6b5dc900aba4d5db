/**
 * The frame check at work: one classifier for the page's life, and a watch for each picture.
 *
 * It does not know talks or how anything is drawn. The invariant it keeps: a picture is taken from
 * what this page shows anyway, made small, and goes to the worker of this page only.
 *
 * @module
 */
import type { Clock } from "../link/clock.ts";
import { frameCheckEnglish, type FrameCheckTable } from "../strings/frame_check_en.ts";
import { FRAME_CHECK_TABLES } from "../strings/frame_check_tables.ts";
import { type OwnWords, withWords } from "../strings/own_words.ts";
import { createSay } from "../strings/say.ts";
import { Classifier } from "./classifier.ts";
import { SIDE } from "./messages.ts";
import { type Seen, Watch } from "./watch.ts";

export type { Watch };

/** What pictures are watched with. */
export interface WatchmanOptions {
  readonly server: string;
  readonly clock: Clock;
  readonly limits: readonly number[];
  /** Called whenever something is to be drawn anew. */
  readonly onChange: () => void;
}

/** Watches pictures, one after the other. */
export class Watchman {
  readonly #options: WatchmanOptions;
  readonly #classifier: Promise<Classifier>;

  /** Begins to load the model. */
  constructor(options: WatchmanOptions) {
    this.#options = options;
    this.#classifier = Classifier.open(options);
    // Told of by whoever wants to look.
    this.#classifier.catch(() => undefined);
  }

  /**
   * Begins to look at a picture.
   *
   * @param video What shows it; absent or empty while there is nothing to see.
   * @param isShown Whether it was shown already: it is then covered only if something is found.
   */
  watch(video: () => HTMLVideoElement | null, isShown: boolean): Watch {
    const { clock, limits, onChange } = this.#options;
    return new Watch({
      isShown,
      clock,
      limits,
      look: () => this.#look(video),
      onChange,
      onFailed: (error) => console.warn("random-chat: Cannot look at pictures", error),
    });
  }

  /** Ends the worker. */
  close(): void {
    void this.#classifier.then((it) => it.close(), () => undefined);
  }

  async #look(video: () => HTMLVideoElement | null): Promise<Seen | null> {
    const classifier = await this.#classifier;
    const shown = video();
    if (document.hidden || !shown?.videoWidth || shown.readyState < shown.HAVE_CURRENT_DATA) {
      return null;
    }
    const size = { resizeWidth: SIDE, resizeHeight: SIDE };
    return await classifier.look(await createImageBitmap(shown, size));
  }
}

/** The words in the language of the page. */
export function wordsFor(locale: string, own: OwnWords | null): FrameCheckTable {
  const say = createSay(locale);
  const table = FRAME_CHECK_TABLES[new Intl.Locale(locale).language];
  return withWords({ ...frameCheckEnglish, ...table }, own?.frameCheck ?? {}, say);
}
