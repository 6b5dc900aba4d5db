/**
 * Puts other words into the place of a table's: those of another language, or a page's own.
 *
 * It does not know where they come from. The invariant it keeps: a word that is not given, or is of
 * another kind than the one that it would replace, leaves the old one where it is.
 *
 * @module
 */
import type { Table } from "./en.ts";
import type { FrameCheckTable } from "./frame_check_en.ts";
import type { Say } from "./say.ts";
import type { GateTable } from "./gate_en.ts";
import type { ReportTable } from "./report_en.ts";
import type { RestrictionTable } from "./restriction_en.ts";
import type { SettingsTable } from "./settings_en.ts";
import type { ToolsTable } from "./tools_en.ts";

/**
 * Some words of a table. A sentence that is made of something may be given as a text: `{0}` is the
 * first thing that it is made of, `{1}` the second; a list is read as "or", with `{0+}` as "and".
 */
export type Some<Words> = {
  readonly [Key in keyof Words]?: Words[Key] extends (...of: never[]) => string
    ? Words[Key] | string
    : Words[Key] extends string ? string
    : Some<Words[Key]>;
};

/** A language's words, all of them, written with what it counts and lists with. */
export type Translation = (say: Say) => Table;

/** The settings panel's words in a language. */
export type PanelTranslation = SettingsTable;

/** A page's own words. */
export type OwnWords = Some<Table> & {
  /** The language that they are in, when it is another one than the element would take. */
  readonly locale?: string;
  /** Those of the settings panel. */
  readonly panel?: Some<SettingsTable>;
  /** Those of a talk's tools. */
  readonly tools?: Some<ToolsTable>;
  /** What somebody is told who meets nobody for a while. */
  readonly restriction?: Some<RestrictionTable>;
  /** Those of the report sheet. */
  readonly report?: Some<ReportTable>;
  /** What a site's gate asks. */
  readonly gate?: Some<GateTable>;
  /** What lies over a picture that the device has looked at. */
  readonly frameCheck?: Some<FrameCheckTable>;
};

/**
 * Copies a table with other words in it.
 *
 * @param say Spells what a sentence given as a text is made of.
 */
export function withWords<Words extends object>(table: Words, own: object, say: Say): Words {
  const copy = { ...table };
  for (const [key, word] of Object.entries(own)) {
    const old: unknown = Reflect.get(table, key);
    if (typeof old === "function" && typeof word === "string") {
      Reflect.set(copy, key, (...of: readonly unknown[]) => fillIn(word, of, say));
    } else if (isTable(old) && isTable(word)) {
      Reflect.set(copy, key, withWords(old, word, say));
    } else if (typeof old === typeof word && !isTable(old)) Reflect.set(copy, key, word);
  }
  return copy;
}

function isTable(word: unknown): word is object {
  return typeof word === "object" && word !== null;
}

function fillIn(text: string, of: readonly unknown[], say: Say): string {
  return text.replaceAll(/\{(\d)(\+?)\}/g, (_whole, at: string, and: string) => {
    const what = of[Number(at)];
    if (Array.isArray(what)) return and === "" ? say.either(what) : say.both(what);
    return typeof what === "number" ? say.number(what) : String(what ?? "");
  });
}
