import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert/mod.js";
import { toCsv } from "../../server/admin/csv.ts";
import { createWebhook } from "../../server/webhook.ts";
import type { CaseFile, QueueLine } from "../../server/safety/desk.ts";
import { type Alert, Alerts } from "../../server/safety/alerts.ts";
import { FakeClock } from "./support/fake_clock.ts";
import { Node } from "./support/node.ts";
import { reportBy } from "./support/offences.ts";
import { assertProblem } from "./support/problems.ts";

const OPERATOR = { name: "operator", role: "admin", token: "the-operators-token" } as const;
const ANN = { name: "ann", role: "moderator", token: "a-token-of-ann-only" } as const;
const OWN = { "x-random-chat-admin": "1" };

/** A moderator's browser. */
class Console {
  cookie = "";

  constructor(readonly node: Node, readonly address = "192.0.2.1") {}

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = OWN,
  ): Promise<Response> {
    const response = await this.node.request(`/admin/api${path}`, {
      method,
      headers: { ...headers, cookie: this.cookie, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }, this.address);
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.cookie = cookie.split(";")[0] ?? "";
    return response;
  }

  async signIn(token: string): Promise<Response> {
    return await this.call("POST", "/session", { token });
  }
}

async function setup() {
  const node = await Node.open({ accounts: [OPERATOR, ANN] });
  const desk = new Console(node);
  return { node, desk };
}

Deno.test("without an account there is no console, neither page nor calls", async () => {
  const desk = new Console(await Node.open());
  await assertProblem(await desk.call("GET", "/cases"), 404, "not-found");
  await assertProblem(await desk.signIn(""), 404, "not-found");
});

Deno.test("nothing is answered to who has not signed in, or with a badge that is altered or over", async () => {
  const { node, desk } = await setup();
  const calls = ["/session", "/cases", "/cases/x", "/figures", "/audit", "/reports/x/frame"];
  for (const path of calls) {
    await assertProblem(await desk.call("GET", path), 401, "unauthorized");
  }
  await desk.signIn(ANN.token);
  assertEquals((await desk.call("GET", "/cases")).status, 200);
  const good = desk.cookie;
  for (
    const cookie of [good.replace("ann", "operator"), `${good}x`, good.replace(/~\d+/, "~9e15")]
  ) {
    desk.cookie = cookie;
    await assertProblem(await desk.call("GET", "/cases"), 401, "unauthorized");
  }
  desk.cookie = good;
  const clock = new FakeClock(node.clock.now() + 12 * 3_600_000);
  const later = await Node.open({ accounts: [ANN], engine: node.engine, clock, life: "b" });
  const same = new Console(later);
  same.cookie = good;
  await assertProblem(await same.call("GET", "/cases"), 401, "unauthorized");
});

Deno.test("a badge is for this server only, unseen by scripts, and void once the token is another", async () => {
  const { node, desk } = await setup();
  const [cookie = ""] = (await desk.signIn(ANN.token)).headers.getSetCookie();
  for (const part of ["HttpOnly", "SameSite=Strict", "Path=/admin"]) {
    assertStringIncludes(cookie, part);
  }
  const accounts = [{ ...ANN, token: "another-token-of-ann" }];
  const next = new Console(await Node.open({ accounts, engine: node.engine, life: "b" }));
  next.cookie = desk.cookie;
  await assertProblem(await next.call("GET", "/cases"), 401, "unauthorized");
});

Deno.test("a badge that was handed back is good on no node, and another of the same person is", async () => {
  const { node, desk } = await setup();
  const other = new Console(await Node.open({ accounts: [ANN], engine: node.engine, life: "b" }));
  await desk.signIn(ANN.token);
  const copied = desk.cookie;
  await other.signIn(ANN.token);
  const stays = other.cookie;
  assertEquals((await desk.call("DELETE", "/session")).status, 204);
  for (const at of [desk, other]) {
    at.cookie = copied;
    await assertProblem(await at.call("GET", "/cases"), 401, "unauthorized");
  }
  other.cookie = stays;
  assertEquals((await other.call("GET", "/cases")).status, 200);
});

Deno.test("a request that another page could make changes nothing", async () => {
  const { desk } = await setup();
  await assertProblem(
    await desk.call("POST", "/session", { token: ANN.token }, {}),
    403,
    "origin-not-allowed",
  );
  await desk.signIn(ANN.token);
  const body = { action: "dismiss", seen: 1 };
  const response = await desk.call("POST", "/cases/x/decisions", body, {});
  await assertProblem(response, 403, "origin-not-allowed");
});

Deno.test("after five wrong tokens an address is locked out for a quarter of an hour, and others are not", async () => {
  const { node, desk } = await setup();
  for (let tries = 0; tries < 5; tries++) {
    await assertProblem(await desk.signIn("wrong"), 401, "unauthorized");
  }
  const locked = await assertProblem(await desk.signIn(ANN.token), 429, "rate-limited");
  assertEquals(locked.retryAfterMs, 15 * 60_000);
  assertEquals((await new Console(node, "192.0.2.2").signIn(ANN.token)).status, 200);
  await node.clock.advance(15 * 60_000);
  assertEquals((await desk.signIn(ANN.token)).status, 200);
});

Deno.test("a network counts as one guesser, and fifty guesses lock out all but those who have signed in before", async () => {
  const { node, desk } = await setup();
  assertEquals((await desk.signIn(ANN.token)).status, 200);
  const guess = (address: string) => new Console(node, address).signIn("wrong");
  for (let tries = 0; tries < 5; tries++) {
    await assertProblem(await guess(`2001:db8:1:2::${tries}`), 401, "unauthorized");
  }
  await assertProblem(await guess("2001:db8:1:ff::9"), 429, "rate-limited");
  for (let tries = 5; tries < 50; tries++) {
    await assertProblem(await guess(`198.51.100.${tries}`), 401, "unauthorized");
  }
  await assertProblem(await guess("203.0.113.1"), 429, "rate-limited");
  assertEquals((await desk.signIn(ANN.token)).status, 200);
});

Deno.test("a name that is longer than any in the store is the name of nothing", async () => {
  const { desk } = await setup();
  await desk.signIn(ANN.token);
  const name = "a".repeat(4_000);
  for (const path of [`/cases/${name}`, `/reports/${name}/frame`]) {
    await assertProblem(await desk.call("GET", path), 404, "not-found");
  }
  const decision = { action: "undo", seen: 1 };
  const decided = await desk.call("POST", `/cases/${name}/decisions`, decision);
  await assertProblem(decided, 404, "not-found");
});

Deno.test("the queue begins with the worst, then with what has waited longest", async () => {
  const { node, desk } = await setup();
  for (const [index, reason] of (["spam", "threat", "spam", "hate"] as const).entries()) {
    const offender = await node.visitor();
    await reportBy(node, offender, { count: 1, reason, from: 10 + index });
    await offender.close();
  }
  await desk.signIn(ANN.token);
  const queue: QueueLine[] = await (await desk.call("GET", "/cases")).json();
  assertEquals(queue.map(({ reasons }) => reasons.join()), ["threat", "hate", "spam", "spam"]);
  const [, , first, second] = queue;
  assert((first?.since ?? 0) < (second?.since ?? 0));
});

Deno.test("a moderator opens a case, decides and undoes; what has changed meanwhile is not decided on", async () => {
  const { node, desk } = await setup();
  const mallory = await node.visitor();
  await reportBy(node, mallory, { count: 1, reason: "threat" });
  await desk.signIn(ANN.token);
  const [line]: QueueLine[] = await (await desk.call("GET", "/cases")).json();
  if (!line) throw new Error("No case");
  const path = `/cases/${line.subject}`;
  const file: CaseFile = await (await desk.call("GET", path)).json();
  assertEquals(file.reports.map(({ reason, outcome }) => `${reason} ${outcome}`), ["threat open"]);
  const decide = async (action: string, seen: number): Promise<{ kind: string; case: CaseFile }> =>
    await (await desk.call("POST", `${path}/decisions`, { action, seen })).json();
  const done = await decide("restrict-day", line.changedAt);
  assertEquals([done.kind, done.case.isOpen], ["done", false]);
  assertEquals(mallory.all("restricted").length, 1);
  assertEquals((await decide("dismiss", line.changedAt)).kind, "changed");
  const undone = await decide("undo", done.case.changedAt);
  assertEquals([undone.kind, undone.case.isOpen, undone.case.holding], ["done", true, null]);
  await assertProblem(
    await desk.call("POST", "/cases/nobody/decisions", { action: "dismiss", seen: 1 }),
    404,
    "not-found",
  );
});

Deno.test("log and exports are for administrators, and each export is in the log", async () => {
  const { desk } = await setup();
  await desk.signIn(ANN.token);
  for (const path of ["/audit", "/export/cases.csv", "/export/cases.json"]) {
    await assertProblem(await desk.call("GET", path), 403, "restricted");
  }
  await desk.signIn(OPERATOR.token);
  const csv = await desk.call("GET", "/export/cases.csv");
  assertMatch(
    csv.headers.get("content-disposition") ?? "",
    /^attachment; filename="cases-.*\.csv"$/,
  );
  const log = await (await desk.call("GET", "/audit")).json();
  assertEquals(log.brokenAt, null);
  const deeds = log.entries.map(({ by, action }: { by: string; action: string }) =>
    `${by} ${action}`
  );
  assertEquals(deeds, ["operator export", "operator sign-in", "ann sign-in"]);
});

Deno.test("no cell of an export is taken for a formula, and commas and quotes stay in theirs", () => {
  const line: QueueLine = {
    subject: '=HYPERLINK("https://evil.example")',
    site: "a,b",
    isOpen: true,
    severity: 4,
    isUrgent: true,
    since: 0,
    open: 1,
    reasons: ["threat", "hate"],
    figures: { pressure: 0.5, voices: 1, share: 0.25 },
    holding: null,
    hasAppeal: false,
    canUndo: false,
    changedAt: 0,
  };
  const [, row] = toCsv([line]).split("\r\n");
  assertEquals(
    row,
    `"'=HYPERLINK(""https://evil.example"")","a,b",open,4,1970-01-01T00:00:00.000Z,1,threat hate,0.50,0.25,,`,
  );
});

Deno.test("moderators are called at the heaviest reasons, and once for a rush of reports", () => {
  const clock = new FakeClock();
  const calls: Alert[] = [];
  const alerts = new Alerts({ clock, call: (alert) => void calls.push(alert) });
  alerts.reported({ reason: "child-safety", site: "default" });
  assertEquals(calls.map(({ kind }) => kind), ["heavy-report"]);
  for (let count = 0; count < 20; count++) alerts.reported({ reason: "spam", site: "default" });
  assertEquals(calls.map(({ kind }) => kind), ["heavy-report", "rush"]);
});

Deno.test("a call goes to the address as JSON, and one that fails is told and holds up nothing", async () => {
  const received: unknown[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      received.push(await request.json());
      return new Response(null, { status: received.length === 1 ? 204 : 500 });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}/`;
  const failed = Promise.withResolvers<unknown>();
  const call = createWebhook({ url, fetch, onError: failed.resolve });
  const alert: Alert = { kind: "rush", reports: 10, withinMs: 600_000, at: 1 };
  call(alert);
  call(alert);
  assertStringIncludes(String(await failed.promise), "500");
  assertEquals(received, [alert, alert]);
  await server.shutdown();
});
