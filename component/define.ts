/**
 * Registers `<random-chat>`; the only file of the element that does anything when it is imported.
 *
 * @module
 */
import { RandomChat } from "./random_chat.ts";

export * from "./mod.ts";

// Two copies of the script on one page are harmless: the first one counts.
if (customElements.get("random-chat") === undefined) {
  customElements.define("random-chat", RandomChat);
}
