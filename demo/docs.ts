/**
 * The developers' page: every attribute and custom property as a control, what was made of them as
 * HTML and CSS to paste, and a log of what the element tells.
 *
 * It does not know the element's attributes: it reads them from the manifest. The invariant it
 * keeps: what is shown as code is what the element beside it was given.
 *
 * @module
 */
import type {
  AttributeEntry,
  CssPropertyEntry,
  CustomElementsManifest,
  ElementDeclaration,
} from "../component/build/manifest.ts";
import type { RandomChat } from "../component/random_chat.ts";
import { copyFrom } from "./page/copy_button.ts";
import { writeLog } from "./page/event_log.ts";
import { find } from "./page/find.ts";

const subject = find("#subject", HTMLElement);
const element = document.querySelector<RandomChat>("random-chat");

async function readElement(): Promise<ElementDeclaration> {
  const manifest: CustomElementsManifest = await (await fetch("/custom-elements.json")).json();
  return manifest.modules[0].declarations[0];
}

/** The values of a type such as `"light" | "dark" | ""`; none of one that is open. */
function choicesOf({ type }: AttributeEntry): readonly string[] {
  const parts = type.text.split(" | ");
  return parts.every((part) => part.startsWith('"')) ? parts.map((part) => part.slice(1, -1)) : [];
}

function createControl(attribute: AttributeEntry): HTMLElement {
  const { name, description } = attribute;
  const field = createField(attribute);
  field.id = `attribute-${name}`;
  field.setAttribute("name", name);
  field.setAttribute("aria-describedby", `about-${name}`);
  const label = document.createElement("label");
  label.htmlFor = field.id;
  label.textContent = name;
  const about = document.createElement("span");
  about.className = "fine";
  about.id = `about-${name}`;
  about.textContent = description.replaceAll("`", "");
  const control = document.createElement("div");
  const isCheck = field instanceof HTMLInputElement && field.type === "checkbox";
  control.className = isCheck ? "control check" : "control";
  control.append(...(isCheck ? [field, label, about] : [label, field, about]));
  return control;
}

function createField(attribute: AttributeEntry): HTMLInputElement | HTMLSelectElement {
  const choices = choicesOf(attribute);
  if (choices.length > 0) {
    const select = document.createElement("select");
    const first = attribute.default.slice(1, -1);
    for (const value of [first, ...choices.filter((it) => it !== first)]) {
      select.append(new Option(value === "" ? "(not set)" : value, value));
    }
    return select;
  }
  const input = document.createElement("input");
  if (attribute.type.text === "boolean") input.type = "checkbox";
  else {
    input.value = subject.getAttribute(attribute.name) ?? "";
    input.placeholder = attribute.name === "strings" ? '{ "start": "Let me in" }' : "";
    input.autocomplete = "off";
    input.spellcheck = false;
  }
  return input;
}

/** Gives the element what a control says; nothing at all when that is the default. */
function apply({ name, default: value }: AttributeEntry, form: HTMLFormElement): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement && field.type === "checkbox") {
    const isNew = field.checked && !subject.hasAttribute(name);
    subject.toggleAttribute(name, field.checked);
    // It counts when an element comes into the page, and this one has long been here.
    if (isNew && name === "autostart") element?.start();
    return;
  }
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
  const isPlain = field.value === "" || `"${field.value}"` === value;
  if (name === "strings" && !isJson(field)) return;
  if (isPlain) subject.removeAttribute(name);
  else subject.setAttribute(name, field.value);
}

function isJson(field: HTMLInputElement | HTMLSelectElement): boolean {
  try {
    if (field.value !== "") JSON.parse(field.value);
    field.setCustomValidity("");
    return true;
  } catch (error) {
    field.setCustomValidity(`This is no JSON: ${error}`);
    return false;
  }
}

function showHtml(attributes: readonly AttributeEntry[]): void {
  const written = attributes.flatMap(({ name, type }) => {
    const value = subject.getAttribute(name);
    if (type.text === "boolean") return value === null ? [] : [name];
    // An empty one says no more than none.
    if (value === null || value === "") return [];
    const mark = value.includes('"') ? "'" : '"';
    return [`${name}=${mark}${value}${mark}`];
  });
  const open = written.length === 0 ? "<random-chat" : `<random-chat\n  ${written.join("\n  ")}\n`;
  find("#html", HTMLElement).textContent =
    `<script type="module"\n  src="${location.origin}/random-chat.js"></script>\n${open}></random-chat>`;
}

/** Colours that were chosen, by the custom property; what was not touched stays the element's own. */
const chosen = new Map<string, string>();

function showCss(): void {
  const lines = [...chosen].map(([name, value]) => `  ${name}: ${value};\n`).join("");
  find("#css", HTMLElement).textContent = lines === ""
    ? "/* Choose a colour, and it stands here. */"
    : `random-chat {\n${lines}}`;
}

function choose(name: string, value: string | null): void {
  if (value === null) {
    chosen.delete(name);
    subject.style.removeProperty(name);
  } else {
    chosen.set(name, value);
    subject.style.setProperty(name, value);
  }
  showCss();
}

function createThemeControl({ name, default: value, description }: CssPropertyEntry): HTMLElement {
  const isLength = value.endsWith("px");
  const input = document.createElement("input");
  input.id = `theme-${name}`;
  input.type = isLength ? "range" : "color";
  if (isLength) input.max = "48";
  const reset = () => input.value = isLength ? String(parseFloat(value)) : hexOf(value);
  reset();
  input.addEventListener("input", () => {
    choose(name, isLength ? `${input.value}px` : input.value);
    back.hidden = false;
  });
  const label = document.createElement("label");
  label.htmlFor = input.id;
  label.textContent = name.replace("--random-chat-", "");
  label.title = description;
  const back = document.createElement("button");
  back.type = "button";
  back.textContent = "Reset";
  back.setAttribute("aria-label", `Reset ${label.textContent}`);
  back.hidden = true;
  back.addEventListener("click", () => {
    choose(name, null);
    reset();
    back.hidden = true;
    input.focus();
  });
  const control = document.createElement("div");
  control.className = "control";
  control.append(label, back, input);
  return control;
}

/** A field for colours takes `#rrggbb` alone: the browser itself turns any colour into pixels. */
function hexOf(colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const computed = getComputedStyle(probe).color;
  probe.remove();
  if (brush === null) return "#000000";
  brush.fillStyle = computed;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((it) => it.toString(16).padStart(2, "0")).join("")}`;
}

/** All that an event carries, by name. */
function tell(event: Event, fields: readonly { readonly name: string }[]): string {
  return fields.map(({ name }) => `${name}: ${brief(Reflect.get(event, name))}`).join(", ");
}

/** The kind of a state, the room of a match, and other things as they are, cut short. */
function brief(value: unknown): string {
  if (typeof value === "object" && value !== null && "kind" in value) return String(value.kind);
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

const { attributes, cssProperties, events } = await readElement();
const form = find("#attributes-form", HTMLFormElement);
form.append(...attributes.map(createControl));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => {
  for (const attribute of attributes) apply(attribute, form);
  showHtml(attributes);
});
const theme = find("#theme-form", HTMLFormElement);
theme.append(...cssProperties.map(createThemeControl));
theme.addEventListener("submit", (event) => event.preventDefault());
for (const { name, fields } of events) {
  subject.addEventListener(name, (event) => writeLog(event.type, tell(event, fields)));
}
for (const button of document.querySelectorAll<HTMLButtonElement>(".copy")) {
  copyFrom(button, find(`#${button.dataset["copies"]}`, HTMLElement));
}
showHtml(attributes);
showCss();
document.body.dataset["ready"] = "true";
