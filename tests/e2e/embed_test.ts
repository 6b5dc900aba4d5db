import { assertEquals, assertRejects } from "@std/assert/mod.js";
import { openScene } from "../support/scene.ts";
import { WaitError } from "../support/wait.ts";

/** Lets in the element's script and its server, and nothing else at all. */
const strictPolicy = (server: string) =>
  `default-src 'none'; script-src ${server}; connect-src ${server}; require-trusted-types-for 'script'`;

Deno.test("a page of another origin embeds it with one script tag and one element", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  const bob = await scene.enter();
  assertEquals(new URL(alice.page.url()).origin === scene.server.url, false);
  await alice.start({ interests: ["maps"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["maps"] });
  await alice.seeFrames();
  await bob.seeFrames();
  assertEquals([...alice.errors, ...bob.errors], []);
});

for (const mode of ["text", "video"] as const) {
  Deno.test(`under a policy that allows only script and connection, ${mode} works`, async () => {
    await using scene = await openScene({ csp: strictPolicy });
    const alice = await scene.enter();
    const bob = await scene.enter();
    await alice.start({ mode, interests: ["maps"] });
    await alice.waitForState("waiting");
    await bob.start({ mode, interests: ["maps"] });
    await bob.waitForState("talk");
    await alice.waitForState("talk");
    if (mode === "video") {
      await alice.seeFrames();
      await bob.seeFrames();
    }
    await alice.write("Through the needle's eye");
    await bob.see("Through the needle's eye");
    for (const visitor of [alice, bob]) {
      assertEquals(await visitor.violations(), []);
      assertEquals(visitor.errors, []);
    }
  });
}

/** What `/random-chat.json` says, for a page that pins what it loads. */
async function readPin(server: string): Promise<{ file: string; integrity: string }> {
  const about = await (await fetch(`${server}/random-chat.json`)).json();
  return { file: about.file, integrity: about.integrity };
}

Deno.test("a page that pins the script by its hash gets exactly those bytes", async () => {
  await using scene = await openScene({ pin: readPin });
  const alice = await scene.enter();
  await alice.see("Meet someone new");
});

Deno.test("a page that pins other bytes than the server's runs none of them", async () => {
  await using scene = await openScene({
    pin: async (server) => ({
      file: (await readPin(server)).file,
      integrity: `sha384-${"A".repeat(64)}`,
    }),
  });
  await assertRejects(
    () => scene.enter({ deadlineMs: 1_000 }),
    WaitError,
    "no element is defined",
  );
});

Deno.test("a page that its site does not list says so in plain words", async () => {
  await using scene = await openScene({ sites: { e2e: { origins: ["https://example.org"] } } });
  const alice = await scene.enter();
  await alice.start({ mode: "text" });
  assertEquals((await alice.waitForState("trouble")).cause, "origin-not-allowed");
  await alice.see("This page isn't set up for talks yet.");
  assertEquals(alice.errors, []);
});

Deno.test("a page that the server does not list gets in nowhere, and is not broken by it", async () => {
  await using scene = await openScene({ env: { ALLOWED_ORIGINS: "https://example.org" } });
  const alice = await scene.enter();
  await alice.start({ mode: "text" });
  assertEquals((await alice.waitForState("trouble")).cause, "origin-not-allowed");
  await alice.press("Back");
  await alice.waitForState("welcome");
  assertEquals(alice.errors, []);
});
