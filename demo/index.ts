/**
 * The demo page: the snippet with this server's address, and a log of what the element tells.
 *
 * It does not know how the element works. The invariant it keeps: it uses nothing that any page that
 * embeds the element could not use.
 *
 * @module
 */
import type { RandomChatMessageEvent } from "../component/events.ts";

/** Lines of the log that are kept. */
const LOG_LINES = 40;

const clock = new Intl.DateTimeFormat("en", { timeStyle: "medium" });

function find<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`Cannot set up the page: "${selector}" is missing`);
}

function showSnippet(): void {
  const code = find(".snippet code", HTMLElement);
  const copy = find(".copy", HTMLButtonElement);
  const text = `<script type="module"\n  src="${location.origin}/random-chat.js"></script>\n` +
    "<random-chat></random-chat>";
  code.textContent = text;
  copy.addEventListener("click", async () => {
    copy.textContent = await copyText(text) ? "Copied" : "Select and copy";
    if (copy.textContent !== "Copied") getSelection()?.selectAllChildren(code);
    setTimeout(() => copy.textContent = "Copy", 2_000);
  });
}

/** The clipboard is missing on pages without https and may be refused; the visitor copies then. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (cause) {
    console.info("The clipboard cannot be used:", cause);
    return false;
  }
}

function writeLog(name: string, what: string): void {
  const log = find(".log", HTMLOListElement);
  log.querySelector(".none")?.remove();
  const time = document.createElement("time");
  time.textContent = clock.format(new Date());
  const type = document.createElement("code");
  type.textContent = name;
  const line = document.createElement("li");
  line.append(time, type, what);
  log.prepend(line);
  while (log.children.length > LOG_LINES) log.lastElementChild?.remove();
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
