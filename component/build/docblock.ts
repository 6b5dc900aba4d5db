/**
 * Reads documentation comments: a text, and what stands under each tag.
 *
 * It does not know what a tag means. The invariant it keeps: every word of a comment is in what it
 * returns, once.
 *
 * @module
 */
import ts from "typescript";

/** One tag of a comment. */
export interface Tag {
  /** Without its `@`. */
  readonly name: string;
  readonly text: string;
}

/** A comment, taken apart. */
export interface Docblock {
  /** What stands before the first tag; paragraphs stay apart. */
  readonly text: string;
  readonly tags: readonly Tag[];
}

/** Reads the comment right before a node; an empty one where there is none. */
export function docblockOf(node: ts.Node): Docblock {
  const source = node.getSourceFile().text;
  const range = ts.getLeadingCommentRanges(source, node.getFullStart())
    ?.findLast(({ pos }) => source.startsWith("/**", pos));
  return parseDocblock(range === undefined ? "" : source.slice(range.pos, range.end));
}

/** Takes a comment apart. @param comment With its marks. */
export function parseDocblock(comment: string): Docblock {
  const bare = comment
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .replaceAll(/^[ \t]*\* ?/gm, "")
    .trim();
  const [text = "", ...rest] = splitOutsideOfCode(bare);
  const tags = rest.map((part) => {
    const [, name = "", body = ""] = /^@(\w+)\s*([^]*)$/.exec(part) ?? [];
    return { name, text: flow(body) };
  });
  return { text: flow(text), tags };
}

/** Splits before each line that begins with a tag, but not inside of an example. */
function splitOutsideOfCode(text: string): string[] {
  const parts = [""];
  let isCode = false;
  for (const line of text.split("\n")) {
    if (line.startsWith("```")) isCode = !isCode;
    if (!isCode && /^@\w/.test(line)) parts.push(line);
    else parts.push(`${parts.pop() ?? ""}\n${line}`);
  }
  return parts;
}

/** Joins the lines of each paragraph; examples stay as they are. */
function flow(text: string): string {
  return text.split(/(```[^]*?```)/)
    .map((part) =>
      part.startsWith("```")
        ? part
        : part.replaceAll(/(?<!\n)\n(?!\n)/g, " ").replaceAll(/ +/g, " ").replaceAll(
          / ?\n ?/g,
          "\n",
        )
    )
    .join("")
    .trim();
}

/** A list of names and what is said of them: `frame, stage - The regions.` */
export interface Entry {
  readonly name: string;
  readonly description: string;
}

/** Reads the entries of all tags of a name; several names may share what is said. */
export function entriesOf({ tags }: Docblock, name: string): Entry[] {
  return tags.filter((tag) => tag.name === name).flatMap(({ text }) => {
    const at = text.indexOf(" - ");
    if (at < 0) throw new Error(`Cannot read "@${name} ${text}": " - " is missing`);
    const description = text.slice(at + 3);
    return text.slice(0, at).split(", ").map((one) => ({ name: one, description }));
  });
}
