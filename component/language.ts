/**
 * The language of the interface: which one the page wants, and its words once they are there.
 *
 * It does not know any sentence. The invariant it keeps: there are words at any time, in English
 * until and unless others could be loaded, and what was wanted before never replaces what is wanted
 * now.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Clock } from "./link/clock.ts";
import { en, english, speak, type Strings } from "./strings/en.ts";
import type { PartTables } from "./strings/languages_part.ts";
import type { OwnWords } from "./strings/own_words.ts";

/** Languages with a table of their own beside the English one, by their primary subtags. */
export const TRANSLATED: readonly string[] = "ar de es fr hi id it ja pt tr zh".split(" ");
/** Nothing is drawn this long, in milliseconds, so that nobody sees English for the blink of an eye. */
export const FIRST_WORDS_MS = 600;

/** Tags, as most pages have them, of what there is a table for in Latin script. */
const PLAIN_LATIN = /^(de|en|es|fr|id|it|pt|tr)(-[A-Z]{2})?$/;

/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = /Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa/;

/** The element, as far as it matters here. */
type Host = ReactiveControllerHost & HTMLElement & {
  readonly language: string;
  readonly strings: OwnWords | null;
  readonly clock: Clock;
};

/** Finds the table for a language tag, or none: the words have to be in the script that is asked for. */
export function tableFor(tag: string): string | null {
  const locale = localeOf(tag);
  if (locale === null || !TRANSLATED.includes(locale.language)) return null;
  return locale.script === localeOf(locale.language)?.script ? locale.language : null;
}

/** Follows what one element's page wants. */
export class Language implements ReactiveController {
  readonly #host: Host;
  #words = en;
  #tag = "";
  #own: OwnWords | null = null;
  #loading: Promise<void> | null = null;
  readonly #observer = new MutationObserver(() => this.#host.requestUpdate());

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** What is said now. */
  get words(): Strings {
    return this.#words;
  }

  /** The direction to be set; none where the page's own is right. */
  get direction(): "ltr" | "rtl" | undefined {
    if (RIGHT_TO_LEFT.test(localeOf(this.#words.locale)?.script ?? "")) return "rtl";
    const isAsAround = this.#tag === "" || this.#tag === this.#words.locale;
    return this.#host.language === "" && isAsAround ? undefined : "ltr";
  }

  /** Begins to notice when the page changes its language. */
  hostConnected(): void {
    const options = { attributes: true, attributeFilter: ["lang"], subtree: true };
    for (let at: Element | null = this.#host; at !== null; at = hostOf(at)) {
      this.#observer.observe(at.getRootNode(), options);
    }
  }

  /** Notices nothing more. */
  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /**
   * Looks what is wanted and begins to load it.
   *
   * @returns What a first picture should wait for, or null when there is nothing to wait for.
   */
  follow(): Promise<void> | null {
    const { language, strings } = this.#host;
    // Many pages write "pt_BR".
    const tag = (language || closestLanguage(this.#host)).replaceAll("_", "-");
    if (tag === this.#tag && strings === this.#own) return this.#loading;
    this.#tag = tag;
    this.#own = strings;
    const table = tableFor(tag);
    const isSpoken = table !== null || localeOf(tag)?.language === "en";
    const english = englishIn(strings?.locale ?? (isSpoken ? tag : "en"));
    if (strings === null && table === null) {
      this.#words = english;
      return this.#loading = null;
    }
    return this.#loading = this.#atMost(FIRST_WORDS_MS, this.#load(tag, english));
  }

  /** A part's words, from the English ones. */
  async partWords<Part extends keyof PartTables>(
    part: Part,
    english: PartTables[Part],
  ): Promise<PartTables[Part]> {
    const wanted = this.#wanted;
    if (wanted.table === null && wanted.own === null) return english;
    try {
      const { translatePart } = await import("./strings/languages_part.ts");
      return await translatePart(part, english, wanted, this.#words.locale);
    } catch (error) {
      warn(error);
      return english;
    }
  }

  get #wanted() {
    return { table: tableFor(this.#tag), own: this.#own };
  }

  async #load(tag: string, english: Strings): Promise<void> {
    const wanted = this.#wanted;
    const isStillWanted = () => tag === this.#tag && wanted.own === this.#own;
    let words = en;
    try {
      const { translate } = await import("./strings/languages_part.ts");
      words = await translate(english, wanted);
    } catch (error) {
      warn(error);
    }
    if (!isStillWanted()) return;
    this.#words = words;
    this.#loading = null;
    this.#host.requestUpdate();
  }

  #atMost(ms: number, loaded: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#host.clock.after(ms, resolve);
      void loaded.then(resolve).then(cancel);
    });
  }
}

/** English words with the numbers, lists and times of that place. */
function englishIn(tag: string): Strings {
  return tag === "en" || localeOf(tag) === null ? en : speak(english, tag);
}

/** What a tag stands for, or null when it is none. */
function localeOf(tag: string): Pick<Intl.Locale, "language" | "script"> | null {
  // A page's first `Intl.Locale` costs it as much as all of the start screen's templates.
  const language = PLAIN_LATIN.exec(tag)?.[1];
  if (language !== undefined) return { language, script: "Latn" };
  try {
    return new Intl.Locale(tag).maximize();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

/** The language that the page gives this place, through the shadow roots around it. */
function closestLanguage(host: Element): string {
  for (let at: Element | null = host; at !== null; at = hostOf(at)) {
    const language = at.closest("[lang]")?.getAttribute("lang");
    if (language) return language;
  }
  return "";
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function warn(error: unknown): void {
  console.warn("random-chat: Cannot load the language", error);
}
