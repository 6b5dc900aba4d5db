/**
 * Finds links in what people write and decides which of them may be followed.
 *
 * It does not know how a link is drawn. The invariant it keeps: only `http:` and `https:` addresses
 * become links, the pieces joined give the text back unchanged, and nothing is ever taken as HTML.
 *
 * @module
 */

/** A piece of a message. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** `host` is in ASCII (punycode), so that a look-alike name shows itself. */
  | { readonly kind: "link"; readonly text: string; readonly href: string; readonly host: string };

// A bracket or a full stop behind an address belongs to the sentence, not to the address.
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}…]/giu;
const ONLY_EMOJI = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\u200d\ufe0f]|\s)+$/u;
/** How many code points of pictures alone are still drawn large: three, with their joiners. */
const LARGE_EMOJI_LENGTH = 12;

/** Splits a message into plain text and safe links, in order. */
export function linkify(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const link = linkOf(found[0]);
    if (link === null) continue;
    if (found.index > end) pieces.push({ kind: "text", text: text.slice(end, found.index) });
    pieces.push(link);
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ kind: "text", text: text.slice(end) });
  return pieces;
}

/** Tells whether a message is a few emoji and nothing else. */
export function isEmojiOnly(text: string): boolean {
  return ONLY_EMOJI.test(text) && [...text].length <= LARGE_EMOJI_LENGTH && /\S/.test(text);
}

function linkOf(text: string): Piece | null {
  const address = /^www\./i.test(text) ? `https://${text}` : text;
  if (!URL.canParse(address)) return null;
  const { protocol, href, host, username, password } = new URL(address);
  // "https://bank.example@evil.example" reads as the bank: an address with a name in it stays text.
  if (username !== "" || password !== "") return null;
  if (protocol !== "http:" && protocol !== "https:") return null;
  return { kind: "link", text, href, host: host.replace(/^www\./, "") };
}
