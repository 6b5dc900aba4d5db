/**
 * What a server hands out as `/random-chat.js`: the element, registered, and the two names that a page
 * without a build step may want. The classes of its events are known to packages; a page hears them.
 *
 * @module
 */
import "./define.ts";

export { openChat } from "./late_chat.ts";
export { RandomChat } from "./random_chat.ts";
