/**
 * The works of a conversation as a part of the element that is loaded when somebody wants to talk.
 *
 * @module
 */
export { Chat } from "./controller.ts";
