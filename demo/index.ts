/**
 * The demo page: the snippet with this server's address, and a log of what the element tells.
 *
 * It does not know how the element works. The invariant it keeps: it uses nothing that any page that
 * embeds the element could not use.
 *
 * @module
 */
import type { RandomChatMessageEvent } from "../component/events.ts";
import { copyFrom } from "./page/copy_button.ts";
import { writeLog } from "./page/event_log.ts";
import { find } from "./page/find.ts";

function showSnippet(): void {
  const code = find(".snippet code", HTMLElement);
  code.textContent =
    `<script type="module"\n  src="${location.origin}/random-chat.js"></script>\n` +
    "<random-chat></random-chat>";
  copyFrom(find(".copy", HTMLButtonElement), code);
}

function describeMessage({ line }: RandomChatMessageEvent): string {
  return `${line.from === "self" ? "You" : "They"} wrote ${[...line.text].length} characters`;
}

showSnippet();
const element = find("random-chat", HTMLElement);
element.addEventListener("random-chat-start", (event) => {
  const { mode, interests } = event.wish;
  writeLog(event.type, [mode, ...interests].join(", "));
});
element.addEventListener("random-chat-state", (event) => writeLog(event.type, event.state.kind));
element.addEventListener("random-chat-matched", (event) => {
  const { interests, language } = event.match.why;
  writeLog(event.type, [...interests, language ?? "no shared language"].join(", "));
});
element.addEventListener("random-chat-message", (event) => {
  writeLog(event.type, describeMessage(event));
});
element.addEventListener("random-chat-left", (event) => writeLog(event.type, event.reason));
element.addEventListener("random-chat-error", (event) => writeLog(event.type, event.cause));
