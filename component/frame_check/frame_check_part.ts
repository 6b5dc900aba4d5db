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

/** The longest that a frame takes on any device worth asking, in milliseconds. */
const ANSWER_MS = 30_000;

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
  #classifier: Promise<Classifier> | null = null;

  /** Begins to load the model. */
  constructor(options: WatchmanOptions) {
    this.#options = options;
    // What went wrong is told to whoever wants to look.
    this.#open().catch(() => undefined);
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
      hasPicture: () => isInSight(video()),
      look: () => this.#look(video()),
      onChange,
      onFailed: (error) => {
        console.warn("random-chat: Cannot look at pictures", error);
        // With the next picture it is tried anew.
        this.close();
      },
    });
  }

  /** Ends the worker. */
  close(): void {
    this.#classifier?.then((it) => it.close(), () => undefined);
    this.#classifier = null;
  }

  #open(): Promise<Classifier> {
    return this.#classifier ??= Classifier.open(this.#options);
  }

  async #look(video: HTMLVideoElement | null): Promise<Seen | null> {
    const classifier = await this.#open();
    // The model may have taken a while.
    if (video === null || !isInSight(video)) return null;
    const size = { resizeWidth: SIDE, resizeHeight: SIDE };
    const picture = await createImageBitmap(video, size);
    return await new Promise((resolve, reject) => {
      // A worker that the browser has ended says nothing.
      const stop = () => reject(new Error("Cannot look at a picture: no answer"));
      const cancel = this.#options.clock.after(ANSWER_MS, stop);
      classifier.look(picture).finally(cancel).then(resolve, reject);
    });
  }
}

function isInSight(video: HTMLVideoElement | null): boolean {
  return video !== null && !document.hidden && video.videoWidth > 0 &&
    video.readyState >= video.HAVE_CURRENT_DATA;
}

/** The words in the language of the page. */
export function wordsFor(locale: string, own: OwnWords | null): FrameCheckTable {
  const say = createSay(locale);
  const table = FRAME_CHECK_TABLES[new Intl.Locale(locale).language];
  return withWords({ ...frameCheckEnglish, ...table }, own?.frameCheck ?? {}, say);
}
