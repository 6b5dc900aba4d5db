import { assert, assertEquals } from "@std/assert/mod.js";
import { matchFor, wishFor } from "../../demo/cast/made_up.ts";
import type { ChatState, Delivery, Line } from "../../component/chat/state.ts";
import { LINES_AT_ONCE } from "../../component/views/facts.ts";
import { GROUP_GAP_MS, GROUP_LINES } from "../../component/views/transcript.ts";
import { drawn, putOnShow } from "./support/puppet.ts";

function line(text: string, change: Partial<Line> = {}): Line {
  return { id: text, from: "partner", text, at: Date.UTC(2026, 0, 1), delivery: "sent", ...change };
}

function talk(...lines: readonly Line[]): ChatState {
  return {
    kind: "talk",
    wish: wishFor("text"),
    match: matchFor("text"),
    since: 0,
    partner: { kind: "here" },
    call: { kind: "none" },
    lines,
    isPartnerTyping: false,
    online: true,
  };
}

describe("the transcript", () => {
  const hostile = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</p></div><style>*{display:none}</style>",
    "${alert(1)} <!--lit-part-->",
    "&lt;b&gt; \u202egnirts",
  ];
  for (const text of hostile) {
    it(`shows ${JSON.stringify(text)} as these very letters`, async () => {
      using show = await putOnShow();
      await show.show(talk(line(text)));
      assertEquals(show.find(".bubble .said", HTMLElement).textContent, text);
      assertEquals(show.root.querySelectorAll(".bubble :is(img, script, style, b)").length, 0);
    });
  }

  it("makes a safe link of an address, and nothing of a javascript: one", async () => {
    using show = await putOnShow();
    await show.show(talk(line("javascript:alert(1) and https://www.example.org/a?b=c now")));
    const links = [...show.root.querySelectorAll<HTMLAnchorElement>(".bubble a")];
    assertEquals(links.map(({ href }) => href), ["https://www.example.org/a?b=c"]);
    assertEquals(links[0]?.rel, "noopener noreferrer nofollow ugc");
    assertEquals(links[0]?.target, "_blank");
    assertEquals(links[0]?.textContent?.trim(), "example.org");
  });

  it("groups what one person writes in a row, until a pause", async () => {
    using show = await putOnShow();
    const at = Date.UTC(2026, 0, 1);
    await show.show(talk(
      line("a", { at }),
      line("b", { at: at + GROUP_GAP_MS - 1 }),
      line("c", { at: at + 2 * GROUP_GAP_MS }),
      line("d", { at: at + 2 * GROUP_GAP_MS, from: "self" }),
    ));
    const groups = [...show.root.querySelectorAll(".group")];
    assertEquals(groups.map((group) => group.querySelectorAll(".bubble").length), [2, 1, 1]);
  });

  it("draws the last lines of a long talk, and those before them for whoever scrolls up", async () => {
    using show = await putOnShow((element) => {
      element.style.cssText = "display: block; inline-size: 800px; block-size: 600px";
    });
    const hidden = GROUP_LINES + 5;
    const all = Array.from(
      { length: LINES_AT_ONCE + hidden },
      (_, at) => line(`line ${at}`, { at }),
    );
    await show.show(talk(...all));
    const bubbles = () => [...show.root.querySelectorAll(".bubble")];
    const before = bubbles();
    assertEquals(before.length, LINES_AT_ONCE + 5, "whole groups");
    assertEquals(before[0]?.querySelector(".said")?.textContent, `line ${GROUP_LINES}`);
    const transcript = show.find(".transcript", HTMLElement);
    transcript.scrollTo({ top: -transcript.scrollHeight });
    transcript.dispatchEvent(new Event("scroll"));
    await show.clock.advance(0);
    await drawn(show.element);
    assertEquals(bubbles().length, all.length);
    // What was drawn before stays as it is: a thousand lines drawn anew would be felt.
    assert(bubbles().slice(-before.length).every((bubble, at) => bubble === before[at]));
  });

  it("tells how one's own line fares, in words too", async () => {
    using show = await putOnShow();
    const seen = [];
    for (const delivery of ["sending", "sent", "failed"] satisfies Delivery[]) {
      await show.show(talk(line("a", { from: "self", delivery })));
      seen.push(show.find(".mark", HTMLElement).textContent?.trim());
    }
    assertEquals(seen, ["Sending", "Sent", "Not sent"]);
  });

  it("reads the other one's last line to a screen reader, as text", async () => {
    using show = await putOnShow();
    await show.show(talk(line("<i>hello</i>"), line("me", { from: "self" })));
    show.puppet.tell("message", { line: line("<i>hello</i>"), match: matchFor("text") });
    await drawn(show.element);
    const spoken = [...show.root.querySelectorAll("[role=status]")].map((it) => it.textContent);
    assert(spoken.some((text) => text?.includes("Stranger: <i>hello</i>")), String(spoken));
    assert(spoken.some((text) => text?.includes("You both like chess and tea")), String(spoken));
  });

  it("grows with what one writes, to four lines and no more", async () => {
    using show = await putOnShow();
    await show.show(talk());
    const field = show.find("textarea", HTMLTextAreaElement);
    const heights = [];
    for (const lines of [1, 2, 4, 9]) {
      field.value = Array(lines).fill("word").join("\n");
      field.dispatchEvent(new InputEvent("input"));
      await show.element.updateComplete;
      heights.push(Math.round(field.getBoundingClientRect().height));
    }
    const [one = 0, two = 0, four = 0, nine = 0] = heights;
    assert(one < two && two < four, String(heights));
    assertEquals(nine, four);
  });
});
