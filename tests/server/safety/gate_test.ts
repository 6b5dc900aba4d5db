/** The gate: what a site's statement is worth, and who may meet whom behind it. */
import { assertEquals } from "@std/assert/mod.js";
import { SignJWT, UnsecuredJWT } from "jose";
import type { QueueRequest, SessionAnswer } from "../../../server/protocol.ts";
import { readStatement } from "../../../server/safety/gate.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { Node, slugOf, Visitor } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";

const SECRET = "a secret of the chess club";
const NOW_S = Date.UTC(2026, 0, 1) / 1_000;
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

interface Words {
  readonly aud?: string | string[];
  readonly exp?: number | string;
  readonly sub?: unknown;
  readonly group?: unknown;
  readonly nbf?: number;
}

/** Signs what a site states. */
function state(words: Words, secret = SECRET, alg = "HS256"): Promise<string> {
  return new SignJWT({ aud: "club", exp: NOW_S + 600, ...words } as Record<string, unknown>)
    .setProtectedHeader({ alg }).sign(
      new TextEncoder().encode(secret.padEnd(64)).slice(0, secret.length),
    );
}

function read(claim: string) {
  return readStatement(claim, { name: "club", claimSecret: SECRET }, NOW_S * 1_000);
}

Deno.test("a statement of the site says who somebody is and whether of age, or neither", async () => {
  const expected = [
    [{}, { user: null, group: null }],
    [{ group: "minor" }, { user: null, group: "minor" }],
    [{ group: "adult", sub: "member-7" }, { user: "member-7", group: "adult" }],
    [{ aud: ["other", "club"] }, { user: null, group: null }],
  ] as const;
  for (const [words, statement] of expected) {
    const until = (NOW_S + 660) * 1_000;
    const good = { kind: "good" as const, statement: { ...statement, until } };
    assertEquals(await read(await state(words as Words)), good);
  }
});

Deno.test("a statement that is not the site's own, for it, now and for a day at most, is worth nothing", async () => {
  const none = new UnsecuredJWT({ aud: "club", exp: NOW_S + 600, group: "adult" }).encode();
  const good = await state({ group: "minor" });
  const [header, , mac] = good.split(".");
  const [, words] = (await state({ group: "adult" }, "another secret, of nobody")).split(".");
  const wrong: readonly (readonly [string, string])[] = [
    [await state({}, "another secret, of nobody"), "its signature is not right"],
    [await state({}, SECRET, "HS512"), "its signature is not right"],
    [none, "its signature is not right"],
    [`${header}.${words}.${mac}`, "its signature is not right"],
    [good.slice(0, -1), "its signature is not right"],
    ["", "its signature is not right"],
    ["x", "its signature is not right"],
    ["a.b.c", "its signature is not right"],
    [await state({ aud: "other" }), "aud is not right"],
    [await state({ exp: NOW_S - 61 }), "it has expired"],
    [await state({ exp: "soon" }), "exp is not right"],
    [await state({ exp: NOW_S + 24 * 60 * 60 + 1 }), "it lasts longer than a day"],
    [await state({ nbf: NOW_S + 600 }), "nbf is not right"],
    [await state({ group: "grown-up" }), "group is not understood"],
    [await state({ sub: "" }), "sub is not understood"],
    [await state({ sub: 7 }), "sub is not understood"],
  ];
  for (const [claim, reason] of wrong) {
    assertEquals([reason, await read(claim)], [reason, { kind: "bad", reason }]);
  }
});

const SITES = {
  asking: { gate: "ask", minimumAge: 16 },
  apart: { gate: "ask", separateMinors: true, pool: "all" },
  club: { gate: "claim", claimSecret: SECRET, separateMinors: true },
  members: { gate: "claim", claimSecret: SECRET },
  open: { pool: "all" },
};

/** A visitor who says something at the door. */
async function enter(node: Node, body: Record<string, unknown>): Promise<Visitor> {
  const response = await node.request("/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assertEquals(response.status, 201, await response.clone().text());
  const visitor = new Visitor(node, await response.json());
  await visitor.open();
  return visitor;
}

function passedAs({ site }: SessionAnswer) {
  return site.gate?.passedAs;
}

Deno.test("nobody is matched before the gate, neither by queue nor by next, and everybody after it", async () => {
  const node = await Node.open({ sites: SITES });
  const alice = await enter(node, { site: "asking" });
  assertEquals(alice.answer.site.gate, {
    kind: "ask",
    minimumAge: 16,
    separatesMinors: false,
    passedAs: null,
  });
  for (const path of ["/v1/queue", "/v1/next"]) {
    await assertProblem(await alice.post(path, TEA), 403, "gate-required");
  }
  const { token } = alice.answer;
  const passed = await enter(node, { site: "asking", resume: token, age: "adult" });
  assertEquals([passed.session, passedAs(passed.answer)], [alice.session, "adult"]);
  assertEquals((await passed.join(TEA)).status, "queued");
  // Once passed it stays so; the token remembers.
  const again = await enter(node, { site: "asking", resume: passed.answer.token });
  assertEquals(passedAs(again.answer), "adult");
});

Deno.test("whoever is too young does not come in where nobody is kept apart", async () => {
  const node = await Node.open({ sites: SITES });
  const bob = await enter(node, { site: "asking", age: "minor" });
  assertEquals(passedAs(bob.answer), null);
  await assertProblem(await bob.post("/v1/queue", TEA), 403, "gate-required");
});

Deno.test("minors meet minors, adults meet adults, and neither meets whose age was not asked", async () => {
  const node = await Node.open({ sites: SITES });
  const join = async (body: Record<string, unknown>) => {
    const visitor = await enter(node, body);
    return (await visitor.join(TEA)).status;
  };
  assertEquals(await join({ site: "apart", age: "minor" }), "queued");
  assertEquals(await join({ site: "apart", age: "adult" }), "queued");
  // Another site of the same pool, which asks nobody.
  assertEquals(await join({ site: "open" }), "queued");
  assertEquals(await join({ site: "apart", age: "minor" }), "matched");
  assertEquals(await join({ site: "apart", age: "adult" }), "matched");
  assertEquals(await join({ site: "open" }), "matched");
});

Deno.test("the group is the token's: what a body of the queue says of it changes nothing", async () => {
  const node = await Node.open({ sites: SITES });
  const minor = await enter(node, { site: "apart", age: "minor" });
  await minor.join(TEA);
  const adult = await enter(node, { site: "apart", age: "adult" });
  const wish = { ...TEA, age: "minor", group: "minor", pool: "all/minor/text", site: "open" };
  assertEquals((await adult.join(wish)).status, "queued");
});

Deno.test("where the site states who may pass, the visitor's own word is worth nothing", async () => {
  const node = await Node.open({ sites: SITES });
  for (const site of ["club", "members"]) {
    const mallory = await enter(node, { site, age: "adult" });
    assertEquals([passedAs(mallory.answer), mallory.answer.site.gate?.kind], [null, "claim"]);
    await assertProblem(await mallory.post("/v1/queue", TEA), 403, "gate-required");
  }
  const minor = await enter(node, {
    site: "club",
    claim: await state({ group: "minor" }),
    age: "adult",
  });
  assertEquals(passedAs(minor.answer), "minor");
  // A statement that says nothing of age lets in, but not where ages are kept apart.
  const member = await enter(node, { site: "members", claim: await state({ aud: "members" }) });
  assertEquals(passedAs(member.answer), "adult");
  const unknown = await enter(node, { site: "club", claim: await state({}) });
  assertEquals(passedAs(unknown.answer), null);
});

Deno.test("a statement that does not count lets nobody begin, and says why", async () => {
  const node = await Node.open({ sites: SITES });
  const response = await node.request("/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ site: "club", claim: await state({ exp: NOW_S - 600 }) }),
  });
  const { detail } = await assertProblem(response, 403, "gate-required");
  assertEquals(detail, "Cannot begin: claim: it has expired");
});

Deno.test("a statement that has run out ends no talk, and lets into no further one", async () => {
  const node = await Node.open({ sites: SITES });
  const claim = await state({ group: "adult" });
  const [alice, bob] = [
    await enter(node, { site: "club", claim }),
    await enter(node, { site: "club", claim }),
  ];
  await alice.join(TEA);
  const { match } = await bob.join(TEA);
  const later = await Node.open({
    engine: node.engine,
    clock: new FakeClock((NOW_S + 3_600) * 1_000),
    life: "later",
    sites: SITES,
  });
  const back = await enter(later, { site: "club", claim, resume: alice.answer.token });
  assertEquals([back.session, passedAs(back.answer)], [alice.session, null]);
  assertEquals(back.all("hello").at(-1)?.state, "seated");
  await assertProblem(
    await back.post("/v1/next", { ...TEA, room: match.room }),
    403,
    "gate-required",
  );
});

Deno.test("a statement lets in until its end and no longer, also who never begins their session anew", async () => {
  const clock = new FakeClock(NOW_S * 1_000);
  const node = await Node.open({ sites: SITES, clock });
  const alice = await enter(node, { site: "club", claim: await state({ group: "adult" }) });
  const join = () => alice.post("/v1/queue", TEA);
  await clock.advance(660_000 - 1);
  assertEquals((await join()).status, 200);
  assertEquals((await alice.delete("/v1/queue")).status, 200);
  await clock.advance(1);
  await assertProblem(await join(), 403, "gate-required");
  await assertProblem(await alice.post("/v1/next", TEA), 403, "gate-required");
  const claim = await state({ group: "adult", exp: NOW_S + 1_200 });
  const again = await enter(node, { site: "club", claim, resume: alice.answer.token });
  assertEquals([again.session, (await again.join(TEA)).status], [alice.session, "queued"]);
});

Deno.test("whom a site knows is the same on every device, and another user is another person", async () => {
  const node = await Node.open({ sites: SITES });
  const claimOf = (sub: string) => state({ sub, group: "adult" });
  const phone = await enter(node, {
    site: "club",
    claim: await claimOf("7"),
    device: "phone-0000-0000-0000",
  });
  const laptop = await enter(node, {
    site: "club",
    claim: await claimOf("7"),
    device: "laptop-000-0000-0000",
  });
  await phone.join(TEA);
  assertEquals((await laptop.join(TEA)).status, "queued");
  const other = await enter(node, {
    site: "club",
    claim: await claimOf("8"),
    device: "laptop-000-0000-0000",
  });
  assertEquals((await other.join(TEA)).status, "matched");
  // Signing in as somebody else on the same page is not going on as the one before.
  const { token } = laptop.answer;
  const switched = await enter(node, { site: "club", claim: await claimOf("9"), resume: token });
  assertEquals(switched.session === laptop.session, false);
  const same = await enter(node, { site: "club", claim: await claimOf("7"), resume: token });
  assertEquals(same.session, laptop.session);
  await node.services.bans.ban(
    node.services.signer.subject("club/7"),
    { rule: "spam", until: node.clock.now() + 60_000, receipt: "receipt-1" },
  );
  const refused = await same.post("/v1/queue", TEA);
  assertEquals(await slugOf(refused), "restricted");
});
