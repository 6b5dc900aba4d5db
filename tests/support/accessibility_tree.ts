/**
 * What a screen reader gets of a page, as text that a person can read: one line for each node, its
 * role, its name, its value and how it stands.
 *
 * It does not know the element. The invariant it keeps: whatever the browser tells assistive
 * technology is there, and nothing that it keeps from it.
 *
 * @module
 */
import type { Page, Protocol } from "puppeteer-core";

type Node = Protocol.Accessibility.AXNode;

/** Says nothing of its own: what is in it says it. */
const SILENT = new Set(["none", "generic", "LabelText", "Legend"]);
/** How a node stands, where that is told. */
const STANDS = ["disabled", "readonly", "required", "focused", "expanded", "checked", "pressed"];

/** Reads the tree below the page's root. */
export async function readAccessibilityTree(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  try {
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const [root] = nodes;
    return root === undefined ? "" : `${describeBelow(root, byId, 0).join("\n")}\n`;
  } finally {
    await session.detach();
  }
}

function describeBelow(node: Node, byId: ReadonlyMap<string, Node>, depth: number): string[] {
  const isTold = depth > 0 && !node.ignored && !SILENT.has(text(node.role));
  const below = isWhole(node) ? [] : (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id);
    return child === undefined
      ? []
      : describeBelow(child, byId, isTold || depth === 0 ? depth + 1 : depth);
  });
  return isTold ? [`${"  ".repeat(depth - 1)}${describe(node)}`, ...below] : below;
}

/** What has a name of its own, or too much below it, is told in one line. */
function isWhole({ role, name }: Node): boolean {
  const isNamed = ["button", "heading", "link", "timer"].includes(text(role)) && text(name) !== "";
  return isNamed || ["StaticText", "combobox"].includes(text(role));
}

function describe({ role, name, value, properties = [] }: Node): string {
  const kind = text(role);
  const said = text(name);
  if (kind === "StaticText") return said;
  const stands = properties
    .filter((it) => STANDS.includes(it.name) && !["false", "undefined"].includes(text(it.value)))
    .map((it) => text(it.value) === "true" ? it.name : `${it.name}: ${text(it.value)}`);
  const parts = [kind];
  if (said !== "") parts.push(JSON.stringify(said));
  if (text(value) !== "") parts.push(`= ${text(value)}`);
  if (stands.length > 0) parts.push(`(${stands.join(", ")})`);
  return parts.join(" ");
}

function text(value: Protocol.Accessibility.AXValue | undefined): string {
  return value?.value === undefined ? "" : String(value.value);
}
