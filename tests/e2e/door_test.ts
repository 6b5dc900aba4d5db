/** What stands before a talk on some sites, as a visitor meets it. */
import { assertEquals, assertMatch } from "@std/assert/mod.js";
import { SignJWT } from "jose";
import { openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

const SECRET = "a secret of the chess club";
const RULES = "Be kind.\nNobody is filmed.";
const TEA = { mode: "text", interests: ["tea"] } as const;
/** One is enough: visitors of text need no clock that a window in front would slow. */
const ONE_BROWSER = { browsers: ["chromium"] } as const;

/** Opens a scene whose site has a gate. */
function openGate(site: Readonly<Record<string, unknown>>, attributes = {}) {
  return openScene({ ...ONE_BROWSER, attributes, sites: { e2e: { rules: RULES, ...site } } });
}

/** Marks what has that label, by keyboard. */
async function mark(visitor: Visitor, label: string): Promise<void> {
  const field = await visitor.page.waitForSelector(`::-p-aria(${label})`);
  await field?.focus();
  await visitor.page.keyboard.press("Space");
}

async function meetGate(visitor: Visitor): Promise<void> {
  await visitor.start(TEA);
  assertEquals((await visitor.waitForState("trouble")).cause, "gate-required");
  await visitor.see("Before you begin");
}

Deno.test("age and rules are asked for once on a device, and nobody passes unmarked", async () => {
  await using scene = await openGate({ gate: "ask" });
  const alice = await scene.enter();
  await meetGate(alice);
  for (const line of RULES.split("\n")) await alice.see(line);
  await alice.press("Agree and start");
  assertEquals((await alice.state()).kind, "trouble");
  await mark(alice, "I'm 18 or older, and I'll keep to these rules.");
  await alice.page.keyboard.press("Enter");
  await alice.waitForState("waiting");
  await alice.press("Stop");
  await alice.page.reload({ waitUntil: "load" });
  await alice.waitForState("welcome");
  await alice.start(TEA);
  await alice.waitForState("waiting");
  assertEquals([await alice.captures(), alice.errors], [0, []]);
});

Deno.test("who is not of age meets only others who are not", async () => {
  await using scene = await openGate({ gate: "ask", separateMinors: true });
  const enter = async (label: string) => {
    const visitor = await scene.enter();
    await meetGate(visitor);
    await mark(visitor, label);
    await visitor.press("Agree and start");
    return visitor;
  };
  const young = await enter("13 to 17");
  await young.waitForState("waiting");
  const grown = await enter("18 or older");
  await grown.waitForState("waiting");
  const younger = await enter("13 to 17");
  await younger.waitForState("talk");
  await young.waitForState("talk");
  assertEquals((await grown.state()).kind, "waiting");
});

Deno.test("a site that states who comes in is believed, and its visitor may sign in on the way", async () => {
  await using scene = await openGate({ gate: "claim", claimSecret: SECRET });
  const alice = await scene.enter();
  await meetGate(alice);
  await alice.see("This page decides who comes in.");
  const claim = await new SignJWT({ aud: "e2e", sub: "member-7" })
    .setProtectedHeader({ alg: "HS256" }).setExpirationTime("5m")
    .sign(new TextEncoder().encode(SECRET));
  await alice.page.$eval("random-chat", (it, claim) => it.setAttribute("claim", claim), claim);
  await alice.press("Try again");
  await alice.waitForState("waiting");
  assertEquals(alice.errors, []);
});

/** Lets in the element's script and its server, and no worker. */
const strictPolicy = (server: string) =>
  `default-src 'none'; script-src ${server}; connect-src ${server}; require-trusted-types-for 'script'`;

for (
  const [page, csp, workers] of [["any", undefined, 1], ["a strict", strictPolicy, 0]] as const
) {
  Deno.test(`${page} page does the work that a server under pressure asks for`, async () => {
    await using scene = await openScene({
      ...ONE_BROWSER,
      env: { LIMITS: "on" },
      ...(csp === undefined ? {} : { csp }),
    });
    const alice = await scene.enter();
    let count = 0;
    alice.page.on("workercreated", () => count++);
    await waitFor("the pressure", async () => {
      const { status, body } = await fetch(`http://127.0.0.1:${scene.server.port}/v1/sessions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      await body?.cancel();
      return status === 403;
    });
    await alice.start(TEA);
    await alice.waitForState("waiting", { deadlineMs: 30_000 });
    const asked = (await alice.posts()).filter(({ path }) => path === "/v1/sessions");
    const [, proof = ""] = /"proof":"([^"]*)"/.exec(asked.at(-1)?.body ?? "") ?? [];
    assertMatch(atob(proof), /^\{"challenge":/);
    assertEquals([asked.length, count, alice.errors], [2, workers, []]);
  });
}
