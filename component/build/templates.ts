/**
 * Takes the indentation out of the element's templates and the ballast out of its styles, which a
 * minifier for scripts leaves alone because they are strings to it.
 *
 * It does not know Lit. The invariants it keeps: within a line text loses nothing but repeated white
 * space, and between lines what stands beside a tag, as in JSX; a template that cannot be followed to
 * its end stops the build.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Plugin, transform } from "esbuild";

/** A tag that marks a template, right before its opening backtick. */
const TAG = /(?<![\w$.])(css|html|svg)`/g;

/** An esbuild plugin for the files of a folder that hold templates. */
export function minifyTemplates(folder: string): Plugin {
  return {
    name: "templates",
    setup: ({ onLoad }) => {
      onLoad(
        { filter: /[\\/](?:views|styles|settings|restriction|reporting|tools)[\\/]\w+\.ts$/ },
        async ({ path }) => {
          if (!path.startsWith(join(folder, "/"))) return null;
          return { contents: await minifySource(await readFile(path, "utf8")), loader: "js" };
        },
      );
    },
  };
}

/** Minifies every template of a file in TypeScript, and gives JavaScript. */
export async function minifySource(source: string): Promise<string> {
  // Types and comments go first: a comment may hold a backtick that opens nothing.
  const { code } = await transform(source, { loader: "ts", minifyWhitespace: true });
  return await minifyIn(code);
}

/** Minifies every template in a script without comments. */
async function minifyIn(code: string): Promise<string> {
  let result = "";
  let done = 0;
  for (const match of code.matchAll(TAG)) {
    if (match.index < done) continue; // Inside of one that is done already.
    const begin = match.index + match[0].length;
    const end = findTemplateEnd(code, begin);
    const text = code.slice(begin, end);
    const small = match[1] === "css" ? await minifyStyle(text) : await minifyMarkup(text.trim());
    result += code.slice(done, begin) + small;
    done = end;
  }
  return result + code.slice(done);
}

/** Styles without parts that are filled in are parsed and written anew; others are left. */
async function minifyStyle(text: string): Promise<string> {
  if (/\\|\$\{/.test(text)) return text;
  const { code } = await transform(text, { loader: "css", minify: true });
  return code.trimEnd().replaceAll(/[\\`]|\$\{/g, "\\$&");
}

/**
 * A line's end beside a tag goes, other white space in markup becomes one space; what is filled in may
 * hold templates of its own.
 */
async function minifyMarkup(text: string): Promise<string> {
  let result = "";
  let done = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", done)) {
    const end = findExpressionEnd(text, at + 2);
    result += squeeze(text.slice(done, at));
    result += "${" + await minifyIn(text.slice(at + 2, end)) + "}";
    done = end + 1;
  }
  return result + squeeze(text.slice(done));
}

/** Whoever wants a space beside a tag writes it in one line with it. */
function squeeze(text: string): string {
  return text.replaceAll(/(?<=>)\s*\n\s*|\s*\n\s*(?=<)/g, "").replaceAll(/\s+/g, " ");
}

/** Index of the backtick that closes the template whose text begins at `at`. */
function findTemplateEnd(code: string, at: number): number {
  for (let index = at; index < code.length; index += 1) {
    const character = code[index];
    if (character === "\\") index += 1;
    else if (character === "`") return index;
    else if (code.startsWith("${", index)) index = findExpressionEnd(code, index + 2);
  }
  throw new Error(`Cannot minify a template: no end after "${code.slice(at, at + 60)}"`);
}

/** Index of the brace that closes the expression that begins at `at`. */
function findExpressionEnd(code: string, at: number): number {
  let depth = 0;
  for (let index = at; index < code.length; index += 1) {
    const character = code[index];
    if (character === "`") index = findTemplateEnd(code, index + 1);
    else if (character === '"' || character === "'") index = findQuoteEnd(code, index);
    else if (character === "{") depth += 1;
    else if (character === "}" && depth === 0) return index;
    else if (character === "}") depth -= 1;
  }
  throw new Error(`Cannot minify a template: no end after "${code.slice(at, at + 60)}"`);
}

/** Index of the quote that closes the one at `at`. */
function findQuoteEnd(code: string, at: number): number {
  for (let index = at + 1; index < code.length; index += 1) {
    if (code[index] === "\\") index += 1;
    else if (code[index] === code[at]) return index;
  }
  throw new Error(`Cannot minify a template: no end after "${code.slice(at, at + 60)}"`);
}
