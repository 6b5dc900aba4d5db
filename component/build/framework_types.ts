/**
 * What frameworks want to know of the element's tag, made from the manifest: React's JSX, Vue's and
 * Svelte's templates.
 *
 * It does not know how the frameworks work, only what their types look for. The invariant it keeps:
 * every attribute, property and event of the manifest is known to each of them.
 *
 * @module
 */
import type { ElementDeclaration } from "./manifest.ts";

const HEAD = "// Made from custom-elements.json.\n";

/** The file of each framework, by name. */
export function frameworkTypes(element: ElementDeclaration): ReadonlyMap<string, string> {
  return new Map([
    ["react.d.ts", react(element)],
    ["vue.d.ts", vue(element)],
    ["svelte.d.ts", svelte(element)],
  ]);
}

/** React 19 hands functions behind `on…` to `addEventListener`, and all else to properties. */
function react(element: ElementDeclaration): string {
  return `${HEAD}import type { DetailedHTMLProps, HTMLAttributes } from "react";
${importsOf(element)}
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "${element.tagName}": RandomChatProps;
    }
  }
}

/** What the tag takes in JSX. */
export interface RandomChatProps
  extends DetailedHTMLProps<HTMLAttributes<RandomChat>, RandomChat> {
${propertiesOf(element)}${listenersOf(element, (name) => `"on${name}"`)}}
`;
}

function vue(element: ElementDeclaration): string {
  return `${HEAD}import type { DefineComponent, HTMLAttributes } from "vue";
${importsOf(element)}
declare module "vue" {
  interface GlobalComponents {
    "${element.tagName}": DefineComponent<RandomChatProps>;
    ${pascal(element.tagName)}: DefineComponent<RandomChatProps>;
  }
}

/** What the tag takes in a template. */
export interface RandomChatProps extends /* @vue-ignore */ HTMLAttributes {
${propertiesOf(element)}${listenersOf(element, (name) => `on${pascal(name)}`)}}
`;
}

function svelte(element: ElementDeclaration): string {
  return `${HEAD}import type { HTMLAttributes } from "svelte/elements";
${importsOf(element)}
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "${element.tagName}": RandomChatProps;
  }
}

/** What the tag takes in a template. */
export interface RandomChatProps extends HTMLAttributes<RandomChat> {
${propertiesOf(element)}${listenersOf(element, (name) => `"on${name}"`)}}
`;
}

function propertiesOf({ members, name: element }: ElementDeclaration): string {
  return members.map((member) => {
    if (member.kind !== "field" || member.readonly) return "";
    const { name, description } = member;
    return `${comment(description)}    ${name}?: ${element}["${name}"] | undefined;\n`;
  }).join("");
}

/** @param nameOf What the framework calls the listener of an event of that name. */
function listenersOf({ events }: ElementDeclaration, nameOf: (name: string) => string): string {
  return events.map(({ name, description, type }) =>
    `${comment(description)}    ${nameOf(name)}?: (event: ${type.text}) => void;\n`
  ).join("");
}

function importsOf({ events, name }: ElementDeclaration): string {
  const names = [name, ...events.map(({ type }) => type.text)];
  return `import type {\n${names.map((it) => `  ${it},\n`).join("")}} from "./random-chat.js";\n`;
}

function comment(text: string): string {
  return `    /** ${text.replaceAll(/\s+/g, " ").replaceAll("*/", "")} */\n`;
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
}
