/**
 * A written chat that draws itself: the conversation without the element. The page shows it as an
 * example, so it stands alone.
 *
 * It does not know Lit or the element. The invariant it keeps: what is on the page is a function of
 * the snapshot that came last.
 *
 * @module
 */
import { Chat, type ChatSnapshot, type ChatState } from "../component/chat/mod.ts";

function find<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`Cannot set up the page: "${selector}" is missing`);
}

const chat = new Chat({ server: location.origin, site: "demo", storageKey: "headless" });

function describe(state: ChatState): string {
  switch (state.kind) {
    case "welcome":
      return "Press Start to meet somebody.";
    case "opening":
    case "waiting":
      return "Looking for somebody.";
    case "talk":
      return state.isPartnerTyping ? "They are writing." : "You are together.";
    case "ended":
      return "They left. Next finds somebody else.";
    default:
      return "Something is in the way. Start tries again.";
  }
}

function draw({ state }: ChatSnapshot): void {
  find(".status", HTMLElement).textContent = describe(state);
  const lines = "lines" in state ? state.lines : [];
  find(".lines", HTMLElement).replaceChildren(...lines.map(({ from, text }) => {
    const line = document.createElement("li");
    const who = document.createElement("b");
    who.textContent = from === "self" ? "You " : "They ";
    line.append(who, text);
    return line;
  }));
}

const wish = { mode: "text", interests: [], strictLanguages: false } as const;
const deeds: Readonly<Record<string, () => void>> = {
  start: () => chat.start({ ...wish, languages: navigator.languages.slice(0, 10) }),
  next: () => chat.next(),
  stop: () => chat.stop(),
};
for (const button of document.querySelectorAll<HTMLElement>("[data-does]")) {
  button.addEventListener("click", () => deeds[button.dataset["does"] ?? ""]?.());
}
const form = find("form", HTMLFormElement);
const field = find("[name=text]", HTMLInputElement);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (chat.send(field.value)) form.reset();
});
field.addEventListener("input", () => chat.setTyping(field.value !== ""));
chat.on("change", draw);
draw(chat.snapshot);
