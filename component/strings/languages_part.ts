/**
 * The way to every language but English: loaded for pages in another one, or with words of their own.
 *
 * It does not know which language a page is in. The invariant it keeps: whatever a language lacks is
 * said in English.
 *
 * @module
 */
import type { Strings } from "./en.ts";
import { type OwnWords, type PanelTranslation, type Translation, withWords } from "./own_words.ts";
import { createSay } from "./say.ts";
import type { SettingsTable } from "./settings_en.ts";
import type { ToolsTable, ToolsTranslation } from "./tools_en.ts";

/** What is wanted. */
export interface Wanted {
  /** One of `TRANSLATED`, or none for English. */
  readonly table: string | null;
  readonly own: OwnWords | null;
}

type Loader<Words> = Readonly<Record<string, () => Promise<{ readonly words: Words }>>>;

const TABLES: Loader<Translation> = {
  ar: () => import("./ar.ts"),
  de: () => import("./de.ts"),
  es: () => import("./es.ts"),
  fr: () => import("./fr.ts"),
  hi: () => import("./hi.ts"),
  id: () => import("./id.ts"),
  it: () => import("./it.ts"),
  ja: () => import("./ja.ts"),
  pt: () => import("./pt.ts"),
  tr: () => import("./tr.ts"),
  zh: () => import("./zh.ts"),
};

const TOOLS: Loader<ToolsTranslation> = {
  ar: () => import("./tools_ar.ts"),
  de: () => import("./tools_de.ts"),
  es: () => import("./tools_es.ts"),
  fr: () => import("./tools_fr.ts"),
  hi: () => import("./tools_hi.ts"),
  id: () => import("./tools_id.ts"),
  it: () => import("./tools_it.ts"),
  ja: () => import("./tools_ja.ts"),
  pt: () => import("./tools_pt.ts"),
  tr: () => import("./tools_tr.ts"),
  zh: () => import("./tools_zh.ts"),
};

const PANELS: Loader<PanelTranslation> = {
  ar: () => import("./settings_ar.ts"),
  de: () => import("./settings_de.ts"),
  es: () => import("./settings_es.ts"),
  fr: () => import("./settings_fr.ts"),
  hi: () => import("./settings_hi.ts"),
  id: () => import("./settings_id.ts"),
  it: () => import("./settings_it.ts"),
  ja: () => import("./settings_ja.ts"),
  pt: () => import("./settings_pt.ts"),
  tr: () => import("./settings_tr.ts"),
  zh: () => import("./settings_zh.ts"),
};

/**
 * What each language is called in itself, and English in it: nearly every start screen names these
 * two, and the names of all languages take longer to load than to draw it.
 */
export const NAMES: Readonly<Record<string, readonly [itself: string, english: string]>> = {
  ar: ["العربية", "الإنجليزية"],
  de: ["Deutsch", "Englisch"],
  es: ["español", "inglés"],
  fr: ["français", "anglais"],
  hi: ["हिन्दी", "अंग्रेज़ी"],
  id: ["Indonesia", "Inggris"],
  it: ["italiano", "inglese"],
  ja: ["日本語", "英語"],
  pt: ["português", "inglês"],
  tr: ["Türkçe", "İngilizce"],
  zh: ["中文", "英语"],
};

/**
 * Puts the wanted words into the place of the English ones.
 *
 * @param english English as said in the wanted place: its numbers and times are kept.
 * @throws {TypeError} When they cannot be fetched.
 */
export async function translate(english: Strings, { table, own }: Wanted): Promise<Strings> {
  const say = createSay(english.locale);
  const load = table === null ? undefined : TABLES[table];
  const [itself, ofEnglish] = NAMES[table ?? ""] ?? [];
  const language = (tag: string) =>
    (tag === table ? itself : tag === "en" ? ofEnglish : undefined) ?? english.language(tag);
  const translated = load === undefined
    ? english
    : withWords(english, { ...(await load()).words(say), language }, say);
  if (own === null) return translated;
  // The English words have it already, if it is one.
  const { locale: _known, ...rest } = own;
  return withWords(translated, rest, say);
}

/** The words of parts of the element, by how a page names its own in `strings`. */
export interface PartTables {
  /** The settings panel. */
  readonly panel: SettingsTable;
  /** The tools of a talk. */
  readonly tools: ToolsTable;
}

const PARTS = { panel: PANELS, tools: TOOLS } as const;

/**
 * The same for a part's words.
 *
 * @throws {TypeError} When they cannot be fetched.
 */
export async function translatePart<Part extends keyof PartTables>(
  part: Part,
  english: PartTables[Part],
  { table, own }: Wanted,
  locale: string,
): Promise<PartTables[Part]> {
  const say = createSay(locale);
  const load: (() => Promise<{ readonly words: object }>) | undefined = table === null
    ? undefined
    : PARTS[part][table];
  const translated = load === undefined ? english : withWords(english, (await load()).words, say);
  return withWords(translated, own?.[part] ?? {}, say);
}
