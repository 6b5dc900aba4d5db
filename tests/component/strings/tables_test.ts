import { assert, assertEquals } from "@std/assert/mod.js";
import { TRANSLATED } from "../../../component/language.ts";
import { english, speak } from "../../../component/strings/en.ts";
import { translate } from "../../../component/strings/languages_part.ts";
import { createSay, type Forms, type Say } from "../../../component/strings/say.ts";
import { frameCheckEnglish } from "../../../component/strings/frame_check_en.ts";
import { FRAME_CHECK_TABLES } from "../../../component/strings/frame_check_tables.ts";
import { gateEnglish } from "../../../component/strings/gate_en.ts";
import { GATE_TABLES } from "../../../component/strings/gate_tables.ts";
import { reportEnglish } from "../../../component/strings/report_en.ts";
import { REPORT_TABLES } from "../../../component/strings/report_tables.ts";
import { restrictionEnglish } from "../../../component/strings/restriction_en.ts";
import { RESTRICTION_TABLES } from "../../../component/strings/restriction_tables.ts";
import { settingsEnglish } from "../../../component/strings/settings_en.ts";
import { toolsEnglish } from "../../../component/strings/tools_en.ts";

/** A word of a table and where it stands: `lookingFor.interest`. */
type Words = ReadonlyMap<string, unknown>;

/** Lays a table out flat; functions and texts are its leaves. */
function flat(table: object, path = ""): Words {
  const words = new Map<string, unknown>();
  for (const [key, word] of Object.entries(table)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof word !== "object" || word === null) words.set(at, word);
    else for (const [inner, leaf] of flat(word, at)) words.set(inner, leaf);
  }
  return words;
}

/** Says numbers, lists and times so that they are found again in a sentence of any language. */
function markingSay(onForms: (forms: Forms) => void = () => {}): Say {
  return {
    locale: "en",
    both: (list) => `[${list.join("+")}]`,
    either: (list) => `[${list.join("/")}]`,
    number: (count) => String(count),
    count: (count, forms) => {
      onForms(forms);
      return forms.other.replace("#", String(count));
    },
    seconds: (count) => String(count),
    language: (tag) => `[${tag}]`,
    time: (at) => `[time ${at}]`,
    // Two days, so that "today" is said as well as a date.
    day: (at) => `[day ${Math.floor(at / 1_000)}]`,
  };
}

/** What the sentences of a table are made of, by how English calls it; all that English has. */
const SAMPLES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "remove": [["QX"]],
  "add": [["QX"]],
  "lookingFor.interest": [[["QX", "QY"]]],
  "lookingFor.language": [[["QX", "QY"]], [[]]],
  "lookingFor.anyone": [[]],
  "widens.language": [[47, ["QX", "QY"]], [47, []]],
  "widens.anyone": [[47]],
  "stepInterest": [[["QX", "QY"]]],
  "stepLanguage": [[["QX", "QY"]], [[]]],
  "near": [[0, ["QX"]], [0, []], ["few", ["QX"]], ["few", []], [40, ["QX"]], [40, []]],
  "whyInterests": [[["QX", "QY"]]],
  "whyLanguage": [["QX"]],
  "awayFor": [[47]],
  "opensPage": [["QX"]],
  "said": [["QX", "QY"]],
  "opens": [[5_100, 5_000], [9_100, 5_000], [1_000, 5_000]],
  "retryIn": [[47]],
  "newMessages": [[47]],
};

/** What of the sample stands in a sentence, in no order: languages differ in it. */
function marksOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\[[^\]]*\]|\bQ[XY]|47|40/g)].map(([mark]) => mark).sort();
}

function say(word: unknown, sample: readonly unknown[]): string {
  assert(typeof word === "function");
  return String(word(...sample));
}

async function tableOf(tag: string, marking: Say = markingSay()): Promise<Words> {
  const { words } = await import(`../../../component/strings/${tag}.ts`);
  return flat(words(marking));
}

async function panelOf(tag: string): Promise<Words> {
  const { words } = await import(`../../../component/strings/settings_${tag}.ts`);
  return flat(words);
}

const ENGLISH = flat(english(markingSay()));
const PANEL = flat(settingsEnglish);

Deno.test("every sentence that is made of something has a sample in this test", () => {
  const made = [...ENGLISH].filter(([, word]) => typeof word === "function").map(([key]) => key);
  assertEquals(Object.keys(SAMPLES).sort(), made.sort());
});

for (const tag of TRANSLATED) {
  Deno.test(`every word is there in "${tag}", and none that nobody says`, async () => {
    assertEquals([...(await tableOf(tag)).keys()].sort(), [...ENGLISH.keys()].sort());
    assertEquals([...(await panelOf(tag)).keys()].sort(), [...PANEL.keys()].sort());
  });

  Deno.test(`sentences in "${tag}" are made of the same as the English ones`, async () => {
    const words = await tableOf(tag);
    for (const [key, samples] of Object.entries(SAMPLES)) {
      for (const sample of samples) {
        const sentence = say(words.get(key), sample);
        const original = say(ENGLISH.get(key), sample);
        assertEquals(marksOf(sentence), marksOf(original), `${key}: "${sentence}"`);
      }
    }
    assertEquals(say((await panelOf(tag)).get("numbered"), ["QX", 2]).includes("2"), true);
  });

  Deno.test(`numbers in "${tag}" find the form that they want`, async () => {
    const rules = new Intl.PluralRules(tag);
    const wanted = new Set(Array.from({ length: 1_000 }, (_, index) => rules.select(index + 1)));
    const all: Forms[] = [];
    const words = await tableOf(tag, markingSay((forms) => all.push(forms)));
    for (const [key, samples] of Object.entries(SAMPLES)) {
      for (const sample of samples) say(words.get(key), sample);
    }
    assert(all.length > 0);
    for (const forms of all) {
      for (const category of wanted) assert(category in forms, `${category}: ${forms.other}`);
    }
  });

  Deno.test(`"${tag}" speaks plainly and leaves nothing in English`, async () => {
    for (const [table, original] of [[await tableOf(tag), ENGLISH], [await panelOf(tag), PANEL]]) {
      assert(table !== undefined && original !== undefined);
      for (const [key, word] of table) {
        if (typeof word !== "string") continue;
        assert(!/[!！¡]|\b[45]\d\d\b/.test(word), `${key}: "${word}"`);
        assertEquals(word === "", original.get(key) === "", key);
        // "Video" may be the same; a sentence may not.
        const isSentence = / /.test(String(original.get(key)));
        assert(!isSentence || word !== original.get(key), `${key}: "${word}"`);
      }
    }
  });
}

const RARE = {
  "of a restriction": [restrictionEnglish, RESTRICTION_TABLES],
  "at a gate": [gateEnglish, GATE_TABLES],
  "in a report": [reportEnglish, REPORT_TABLES],
  "of a picture": [frameCheckEnglish, FRAME_CHECK_TABLES],
} as const;

for (const [where, [english, tables]] of Object.entries(RARE)) {
  Deno.test(`what is said ${where} is said in every language, of the same things`, () => {
    assertEquals(Object.keys(tables).sort(), [...TRANSLATED].sort());
    const original = flat(english);
    for (const [tag, table] of Object.entries(tables)) {
      const words = flat(table);
      assertEquals([...words.keys()].sort(), [...original.keys()].sort(), tag);
      for (const [key, word] of words) {
        const before = original.get(key);
        const made = typeof before === "function" ? before.length : 0;
        const marks = [...String(word).matchAll(/\{(\d)\}/g)].map(([, at]) => Number(at));
        assertEquals(marks.sort(), Array.from({ length: made }, (_, at) => at), `${tag} ${key}`);
        assert(!/[!！¡]/.test(String(word)) && word !== before, `${tag} ${key}: "${word}"`);
      }
    }
  });
}

for (const tag of TRANSLATED) {
  Deno.test(`the tools of a talk speak "${tag}", of the same things and as kindly`, async () => {
    const { words: table } = await import(`../../../component/strings/tools_${tag}.ts`);
    const words = flat(table);
    const original = flat(toolsEnglish);
    assertEquals([...words.keys()].sort(), [...original.keys()].sort());
    for (const [key, word] of words) {
      const english = original.get(key);
      const made = typeof english === "function" ? 1 : 0;
      assertEquals(String(word).match(/\{0\}/g)?.length ?? 0, made, key);
      assert(!/[!！¡]/.test(String(word)) && word !== english, `${key}: "${word}"`);
      const asks = String(english).split("\n").length;
      if (made === 0) assertEquals(String(word).split("\n").length, asks, key);
      // Whoever matches writes without capitals: so must the table.
      if (key.endsWith(".tags")) assertEquals(word, String(word).toLowerCase(), key);
    }
  });
}

Deno.test("a number is said in the form and the digits of its language", async () => {
  const { words } = await import("../../../component/strings/ar.ts");
  const { newMessages } = words(createSay("ar-EG"));
  assert(typeof newMessages === "function");
  const said = [1, 2, 3, 11, 100].map((count) => newMessages(count));
  assertEquals(said, [
    "رسالة جديدة واحدة",
    "رسالتان جديدتان",
    "٣ رسائل جديدة",
    "١١ رسالة جديدة",
    "١٠٠ رسالة جديدة",
  ]);
});

Deno.test("languages are called what the browser calls them, also those that it is not asked for", async () => {
  for (const table of ["en", ...TRANSLATED]) {
    const wanted = { table: table === "en" ? null : table, own: null };
    const { language } = await translate(speak(english, table), wanted);
    const names = new Intl.DisplayNames([table], { type: "language" });
    for (const tag of [table, "en", "nl"]) assertEquals(language(tag), names.of(tag), table);
  }
});

Deno.test("times and seconds are said as the region says them", () => {
  const at = Date.UTC(2026, 10, 22, 17, 30) + new Date().getTimezoneOffset() * 60_000;
  assertEquals(createSay("en-GB").time(at), "17:30");
  assertEquals(createSay("en-US").time(at).replace(/\s/, " "), "5:30 PM");
  assertEquals([createSay("de").seconds(1), createSay("de").seconds(4)], [
    "1 Sekunde",
    "4 Sekunden",
  ]);
  assertEquals(createSay("fr").both(["a", "b"]), "a et b");
});

Deno.test("what is no language tag is shown as it is", () => {
  assertEquals(createSay("de").language("en"), "Englisch");
  assertEquals(createSay("de").language("no language"), "no language");
});
