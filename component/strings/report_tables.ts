/**
 * The words of the report sheet in all languages but English, to be loaded as one: that happens so
 * rarely that eleven files would cost more than they save.
 *
 * It does not know which language is wanted. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import { words as ar } from "./report_ar.ts";
import { words as de } from "./report_de.ts";
import { words as es } from "./report_es.ts";
import { words as fr } from "./report_fr.ts";
import { words as hi } from "./report_hi.ts";
import { words as id } from "./report_id.ts";
import { words as it } from "./report_it.ts";
import { words as ja } from "./report_ja.ts";
import { words as pt } from "./report_pt.ts";
import { words as tr } from "./report_tr.ts";
import { words as zh } from "./report_zh.ts";
import type { ReportTranslation } from "./report_en.ts";

/** The tables by primary subtag. */
export const REPORT_TABLES: Readonly<Record<string, ReportTranslation>> = {
  ar,
  de,
  es,
  fr,
  hi,
  id,
  it,
  ja,
  pt,
  tr,
  zh,
};
