import { assertEquals } from "@std/assert/mod.js";
import { storageKeyOf } from "../../component/storage_key.ts";

/** A place of the page that goes away with its scope. */
function place(html: string): HTMLElement & Disposable {
  const element = document.createElement("div");
  element.innerHTML = html;
  document.body.append(element);
  return Object.assign(element, { [Symbol.dispose]: () => element.remove() });
}

describe("the name of an element's entries", () => {
  it("is the site and the element's id, or its place among its kind", () => {
    using around = place(`<x-a></x-a><x-a id="mine"></x-a><x-a></x-a>`);
    const keys = [...around.children].map((it) => storageKeyOf(it, "cafe").split("@")[0]);
    assertEquals(keys, ["random-chat:cafe:1", "random-chat:cafe:mine", "random-chat:cafe:3"]);
  });

  it("differs in two shadow roots of one page, also for the same id", () => {
    using around = place("<x-b></x-b><x-b></x-b>");
    const keys = [...around.children].flatMap((host) => {
      const root = host.attachShadow({ mode: "open" });
      root.innerHTML = `<x-a></x-a><x-a id="mine"></x-a>`;
      return [...root.children].map((it) => storageKeyOf(it, ""));
    });
    assertEquals(new Set(keys).size, 4);
  });
});
