import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert/mod.js";
import { createHash } from "node:crypto";
import { describeTime } from "../../server/privacy_page.ts";
import { KEPT_IN_BROWSERS, NEVER_STORED, RETENTION } from "../../server/safety/retention.ts";
import { Node } from "./support/node.ts";

Deno.test("the page says of everything that is stored how long it is, why, and who sees it", async () => {
  const node = await Node.open();
  const response = await node.request("/privacy");
  assertEquals(response.status, 200);
  assertMatch(response.headers.get("content-type") ?? "", /^text\/html/);
  const page = (await response.text()).replaceAll(/>\s+</g, "><").replaceAll(/\s+/g, " ");
  for (const { what, keepMs, from, why, seenBy } of Object.values(RETENTION)) {
    assertStringIncludes(page, `<th scope="row">${what}</th>`);
    assertStringIncludes(page, `<td>${describeTime(keepMs)} from ${from}</td>`);
    assertStringIncludes(page, `<td>${why}</td><td>${seenBy}</td>`);
  }
});

Deno.test("the page says what is never stored, and what stays in the browser", async () => {
  const node = await Node.open();
  const page = await (await node.request("/privacy")).text();
  for (const each of [...NEVER_STORED, ...KEPT_IN_BROWSERS]) {
    assertStringIncludes(page, `<li>${each.replaceAll("'", "&#39;")}</li>`);
  }
});

Deno.test("the page may load nothing, and its style is the one that its policy allows", async () => {
  const node = await Node.open();
  const response = await node.request("/privacy");
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(await response.text()) ?? [];
  const policy = response.headers.get("content-security-policy") ?? "";
  assertStringIncludes(policy, "default-src 'none'");
  const hash = createHash("sha256").update(style).digest("base64");
  assertStringIncludes(policy, `style-src 'sha256-${hash}'`);
  assert(!policy.includes("unsafe"));
});

Deno.test("times are told in the largest unit that fits", () => {
  const times = [90 * 86_400_000, 86_400_000, 60_000, 3 * 3_600_000].map(describeTime);
  assertEquals(times, ["90 days", "1 day", "1 minute", "3 hours"]);
});
