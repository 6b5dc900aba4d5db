import { assertEquals } from "@std/assert/mod.js";
import { HttpVisitor } from "../support/http_visitor.ts";
import { openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

const TOKEN = "the-operators-token";

/** Somebody who waits for whoever likes that, and what they hear. */
async function stranger(url: string, interest: string): Promise<HttpVisitor> {
  const visitor = await HttpVisitor.open(url, { site: "e2e" });
  await visitor.ask("/v1/queue", { mode: "text", languages: ["en"], interests: [interest] });
  return visitor;
}

/** The reasons of all reports that moderators see, and the messages that each brought. */
async function filed(url: string): Promise<string[]> {
  const headers = { "x-random-chat-admin": "1", "content-type": "application/json" };
  const door = await fetch(`${url}/admin/api/session`, {
    method: "POST",
    headers,
    body: JSON.stringify({ token: TOKEN }),
  });
  await door.body?.cancel();
  const cookie = door.headers.getSetCookie().map((it) => it.split(";")[0]).join("; ");
  const read = async (path: string) =>
    await (await fetch(`${url}/admin/api/${path}`, { headers: { ...headers, cookie } })).json();
  const cases: { readonly subject: string }[] = await read("cases");
  const files = await Promise.all(cases.map(({ subject }) => read(`cases/${subject}`)));
  return files.flatMap(({ reports }) => reports).map(({ reason, messages }) =>
    [
      reason,
      ...messages.map(({ text, isVerified }: { text: string; isVerified: boolean }) =>
        `${text} ${isVerified ? "verified" : "unverified"}`
      ),
    ].join(", ")
  ).toSorted();
}

/** Waits until the sheet has the focus, which is when it takes keys. */
function waitForSheet({ page }: Visitor): Promise<unknown> {
  return waitFor("the focus in the sheet", () =>
    page.evaluate(() => {
      const root = document.querySelector("random-chat")?.shadowRoot;
      return root?.activeElement?.closest("[part=report-sheet]") != null;
    }));
}

Deno.test("a talk is reported with two keys, the one before it from a list, and an old one no more", async () => {
  await using scene = await openScene({ camera: "denied", env: { ADMIN_TOKEN: TOKEN } });
  const { url } = scene.server;
  const alice = await scene.enter();
  const rooms: string[] = [];
  const strangers: HttpVisitor[] = [];
  for (const name of ["bob", "carol", "dave", "erin"]) {
    const other = await stranger(url, "tea");
    strangers.push(other);
    if (rooms.length === 0) await alice.start({ mode: "text", interests: ["tea"] });
    else await alice.press("Next");
    await alice.waitUntil(
      `a talk with ${name}`,
      (state) => state.kind === "talk" && !rooms.includes(state.match.room),
      30_000,
    );
    const { match: { room } } = await alice.waitForState("talk");
    rooms.push(room);
    const id = `01ARZ3NDEKTSV4RRFFQ69G5FA${rooms.length}`;
    await other.post("/v1/messages", { room, id, text: `I am ${name}` });
    await alice.see(`I am ${name}`);
  }
  const { keyboard } = alice.page;
  await keyboard.down("Alt");
  await keyboard.press("KeyR");
  await keyboard.up("Alt");
  await keyboard.press("Digit0");
  await alice.waitForState("ended");
  await alice.see("Thank you. Your report is sent.");
  // To whom it is about it is what any end of a talk is.
  const ends = () => strangers[3]?.heard.filter(({ type }) => type === "peer-left") ?? [];
  await waitFor("the end of the talk", () => ends().length > 0);
  assertEquals(ends().map(({ data }) => data), [{ room: rooms[3], reason: "left" }]);

  await keyboard.press("r");
  await waitForSheet(alice);
  await alice.see("I am dave");
  // Past the button that closes: the talk before, and the one before that.
  for (const _ of [1, 2, 3]) await keyboard.press("Tab");
  await keyboard.press("Enter");
  await waitForSheet(alice);
  await keyboard.press("Digit7");
  // The end of the last talk says the same below.
  const both = await waitFor("both reports", () => filed(url), { until: (it) => it.length === 2 });
  assertEquals(both, [
    "harassment, I am carol verified",
    "spam, I am erin verified",
  ]);
  const late = await alice.page.evaluate(
    `document.querySelector("random-chat").report("spam", { room: "${rooms[0]}" })`,
  );
  assertEquals(late, "too-late");
  assertEquals(alice.errors, []);
  for (const other of strangers) await other.close();
});

Deno.test("in text mode two meet, talk and leave without anybody being asked for a camera", async () => {
  await using scene = await openScene({ camera: "denied" });
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.waitForState("waiting");
  await bob.start({ mode: "text", interests: ["Tea "] });
  await alice.waitForState("talk");
  await bob.waitForState("talk");
  await alice.write("Green or black?");
  await bob.see("Green or black?");
  await bob.write("Yes");
  await alice.see("Yes");
  await bob.press("Stop");
  await alice.see("They left.");
  for (const visitor of [alice, bob]) {
    assertEquals(await visitor.captures(), 0);
    const peers = await visitor.page.evaluate(() => globalThis.visitorRecord.peers.length);
    assertEquals(peers, 0);
    assertEquals(visitor.errors, []);
  }
});

for (const camera of ["denied", "missing"] as const) {
  Deno.test(`a visitor whose camera is ${camera} is offered text, and it works`, async () => {
    await using scene = await openScene({ camera });
    const alice = await scene.enter();
    const bob = await scene.enter();
    await bob.start({ mode: "text", interests: ["tea"] });
    await bob.waitForState("waiting");
    await alice.start({ mode: "video", interests: ["tea"] });
    const refused = await alice.waitForState("refused");
    assertEquals(refused.cause, camera);
    await alice.see(camera === "denied" ? "Your camera stays off." : "No camera found.");
    await alice.press("Write instead");
    await alice.waitForState("talk");
    await alice.write("No camera here, hello");
    await bob.see("No camera here, hello");
    assertEquals(await alice.liveTracks(), 0);
    assertEquals(alice.errors, []);
  });
}
