/**
 * `/admin/api`: the console's calls. The page itself is a file like others.
 *
 * It does not know the store. The invariants it keeps: nothing is answered without a badge but the
 * sign-in; nothing is changed by a request that another page could have made; nothing may be kept by
 * a cache.
 *
 * @module
 */
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import * as v from "valibot";
import { readJson } from "../body.ts";
import type { Clock } from "../clock.ts";
import { ProblemError } from "../problem.ts";
import type { RouteEnv } from "../routes/context.ts";
import { prefixOf } from "../safety/addresses.ts";
import type { AuditLog } from "../safety/audit.ts";
import { ACTIONS, type Decisions } from "../safety/decisions.ts";
import type { Desk } from "../safety/desk.ts";
import type { Figures } from "../telemetry/figures.ts";
import type { Account, Accounts } from "./accounts.ts";
import type { CaseFile, DecisionAnswer, LogAnswer, Me, QueueLine, Sample } from "./answers.ts";
import { type Badge, BADGE_COOKIE, BADGE_MS, makeBadge, readBadge, type Sign } from "./badge.ts";
import { toCsv } from "./csv.ts";

/** What the console is made of. */
export interface AdminDeps {
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly audit: AuditLog;
  readonly figures: Figures;
  readonly signBadge: Sign;
  /** Makes the ids of badges. */
  readonly createId: () => string;
  readonly handedBack: HandedBack;
}

/** Badges that their owners have handed back before their end, on all nodes. */
export interface HandedBack {
  /** @throws {StoreUnavailableError} when the store does not answer; it may be good still. */
  note(id: string, forMs: number): Promise<void>;
  /** @throws {StoreUnavailableError} when the store does not answer. */
  has(id: string): Promise<boolean>;
}

interface AdminEnv extends RouteEnv {
  Variables: RouteEnv["Variables"] & { badge: Badge };
}

/** A header that no form and no image of another page can send. */
const OWN_HEADER = "x-random-chat-admin";

/** What is longer than any name in the store would be refused by the store. */
const CASE = "/cases/:subject{[\\w-]{1,64}}";

const signInSchema = v.object({ token: v.pipe(v.string(), v.maxLength(512)) });
const decisionSchema = v.object({
  action: v.picklist(ACTIONS),
  seen: v.pipe(v.number(), v.integer()),
});

/** Makes the routes under `/admin/api`. */
export function adminRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const routes = new Hono<AdminEnv>();
  routes.use("*", async (context, next) => {
    context.header("cache-control", "no-store");
    context.header("x-content-type-options", "nosniff");
    if (!deps.accounts.isOn) throw new ProblemError("not-found", "Cannot find a console");
    if (context.req.method !== "GET" && context.req.header(OWN_HEADER) === undefined) {
      throw new ProblemError("origin-not-allowed", `Cannot change anything without ${OWN_HEADER}`);
    }
    return await next();
  });
  routes.post("/session", (context) => signIn(context, deps));
  routes.use("*", async (context, next) => {
    const badge = readBadge(getCookie(context, BADGE_COOKIE) ?? "", {
      find: (name) => deps.accounts.find(name),
      sign: deps.signBadge,
      now: deps.clock.now(),
    });
    if (!badge || await deps.handedBack.has(badge.id)) {
      throw new ProblemError("unauthorized", "Cannot go on without signing in");
    }
    context.set("badge", badge);
    return await next();
  });
  sessionRoutes(routes, deps);
  caseRoutes(routes, deps);
  recordRoutes(routes, deps);
  return routes;
}

async function signIn(context: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const { clock, accounts, audit } = deps;
  const { token } = await readJson(context.req.raw, signInSchema, { clock });
  const tried = accounts.signIn(token, prefixOf(context.get("address") ?? ""));
  if (tried.kind === "locked") {
    throw new ProblemError("rate-limited", "Cannot sign in: too many wrong tokens", tried);
  }
  if (tried.kind === "wrong") throw new ProblemError("unauthorized", "Cannot find this token");
  const { account } = tried;
  const at = clock.now();
  await audit.note({ at, by: account.name, action: "sign-in", about: "", detail: account.role });
  const isSecure = new URL(context.req.url).protocol === "https:" ||
    context.req.header("x-forwarded-proto") === "https";
  const badge = { account, id: deps.createId(), end: at + BADGE_MS };
  setCookie(context, BADGE_COOKIE, makeBadge(badge, deps.signBadge), {
    path: "/admin",
    httpOnly: true,
    sameSite: "Strict",
    secure: isSecure,
    maxAge: BADGE_MS / 1_000,
  });
  return context.json(meOf(account));
}

function meOf({ name, role }: Account): Me {
  return { name, role };
}

function sessionRoutes(routes: Hono<AdminEnv>, { clock, handedBack }: AdminDeps): void {
  routes.get("/session", (context) => context.json(meOf(context.get("badge").account)));
  routes.delete("/session", async (context) => {
    const { id, end } = context.get("badge");
    await handedBack.note(id, end - clock.now());
    deleteCookie(context, BADGE_COOKIE, { path: "/admin" });
    return context.body(null, 204);
  });
}

function caseRoutes(routes: Hono<AdminEnv>, { desk, decisions, clock }: AdminDeps): void {
  routes.get("/cases", async (context) => context.json<readonly QueueLine[]>(await desk.queue()));

  routes.get(CASE, async (context) => {
    const found = await desk.open(context.req.param("subject"));
    if (found === null) throw new ProblemError("not-found", "Cannot find this case");
    return context.json<CaseFile>(found);
  });

  routes.post(`${CASE}/decisions`, async (context) => {
    const { action, seen } = await readJson(context.req.raw, decisionSchema, { clock });
    const subject = context.req.param("subject");
    const { name: by } = context.get("badge").account;
    const { kind } = await decisions.decide(subject, { action, by, seen });
    if (kind === "gone") throw new ProblemError("not-found", "Cannot find this case");
    return context.json<DecisionAnswer>({ kind, case: await desk.open(subject) });
  });

  routes.get("/reports/:report{[\\w-]{1,64}}/frame", async (context) => {
    const frame = await desk.frame(context.req.param("report"));
    if (frame === null) throw new ProblemError("not-found", "Cannot find a picture");
    context.header("content-security-policy", "default-src 'none'; sandbox");
    context.header("content-type", frame.type);
    return context.body(frame.bytes);
  });
}

function recordRoutes(routes: Hono<AdminEnv>, { desk, audit, figures, clock }: AdminDeps): void {
  routes.get("/figures", (context) => context.json<readonly Sample[]>(figures.samples));

  routes.get("/audit", async (context) => {
    mustBeAdmin(context.get("badge").account);
    const { entries, brokenAt } = await audit.look(clock.now());
    return context.json<LogAnswer>({ entries: entries.toReversed(), brokenAt });
  });

  routes.get("/export/:format{cases\\.csv|cases\\.json}", async (context) => {
    const account = context.get("badge").account;
    mustBeAdmin(account);
    const file = context.req.param("format");
    const lines = await desk.queue();
    const at = clock.now();
    const [day] = new Date(at).toISOString().split("T");
    await audit.note({ at, by: account.name, action: "export", about: file, detail: "" });
    const name = file.replace(".", `-${day}.`);
    context.header("content-disposition", `attachment; filename="${name}"`);
    if (file.endsWith(".json")) return context.json(lines);
    context.header("content-type", "text/csv; charset=utf-8");
    return context.body(toCsv(lines));
  });
}

function mustBeAdmin({ role }: Account): void {
  if (role === "admin") return;
  throw new ProblemError("restricted", "Cannot show this to moderators: it is for administrators");
}
