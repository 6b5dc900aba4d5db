/**
 * Requests in, responses out: the routes, who may use them, and the one place where errors become
 * problems.
 *
 * It does not know how anything is stored or matched. The invariants it keeps: every response to a
 * page of an allowed origin can be read by it; nothing unknown reaches the wire.
 *
 * @module
 */
import { Hono } from "hono";
import { type AdminDeps, adminRoutes } from "./admin/routes.ts";
import type { ServeAsset } from "./assets.ts";
import { createOriginCheck } from "./origins.ts";
import { clientAddress, type Network, prefixOf } from "./safety/addresses.ts";
import { answerPrivacy } from "./privacy_page.ts";
import { ProblemError, problemResponse } from "./problem.ts";
import { appealRoutes } from "./routes/appeals.ts";
import { checkRoutes } from "./routes/check.ts";
import { eventRoutes } from "./routes/events.ts";
import { queueRoutes } from "./routes/queue.ts";
import { reportRoutes } from "./routes/reports.ts";
import { roomRoutes } from "./routes/rooms.ts";
import { healthRoutes, serviceRoutes } from "./routes/service.ts";
import { sessionRoutes } from "./routes/sessions.ts";
import {
  mustNotFlood,
  type RouteContext,
  type RouteDeps,
  type RouteEnv,
} from "./routes/context.ts";
import { StoreUnavailableError } from "./store/store.ts";

/** What the app is made of. */
export interface AppDeps extends RouteDeps {
  readonly allowedOrigins: readonly string[];
  /** Proxies whose word on where a request comes from counts. */
  readonly trustedProxies: readonly Network[];
  readonly serveAsset: ServeAsset;
  /** The moderators' console. */
  readonly admin: AdminDeps;
  /** Called with every error that nobody expected. */
  readonly onError: (error: unknown, requestId: string) => void;
}

/** As long as a preflight may be remembered; Chromium takes no more (two hours). */
const PREFLIGHT_S = 7_200;
/** When a client should try again whose call the store did not answer, in milliseconds. */
const CLIENT_RETRY_MS = 2_000;
/** A server that drains is replaced within a few seconds. */
const DRAIN_RETRY_MS = 3_000;
/** Names under which tokens are put into URLs, where every log on the way would keep them. */
const TOKEN_PARAMETERS = ["token", "access_token", "authorization", "bearer"];
const WITHOUT_TOKEN = new Set(["/v1/sessions", "/v1/status", "/v1/challenge"]);

/**
 * Answers a request.
 *
 * @param peer The address that the connection comes from.
 */
export type App = (request: Request, peer: string) => Response | Promise<Response>;

const V1_ROUTES = [
  sessionRoutes,
  queueRoutes,
  roomRoutes,
  reportRoutes,
  appealRoutes,
  eventRoutes,
  checkRoutes,
  serviceRoutes,
] as const;

/** Makes the function that answers requests. */
export function createApp(deps: AppDeps): App {
  const app = new Hono<RouteEnv>();
  guardApi(app, deps);
  const v1 = new Hono<RouteEnv>();
  for (const add of V1_ROUTES) add(v1, deps);
  app.route("/v1", v1);
  addConsole(app, deps);
  healthRoutes(app, deps);
  app.get("/privacy", answerPrivacy);
  app.get("*", (context) => deps.serveAsset(context.req.raw) ?? notFound(context));
  app.notFound(notFound);
  app.onError((error, context) => toResponse(error, context, deps));
  return (request, peer) => app.fetch(request, { peer });
}

/** What every call of a page has to pass before its route. */
function guardApi(app: Hono<RouteEnv>, deps: AppDeps): void {
  const isAllowed = createOriginCheck([
    ...deps.allowedOrigins,
    ...[...deps.sites.values()].flatMap(({ origins }) => origins ?? []),
  ]);
  app.use("/v1/*", async (context, next) => {
    identify(context, deps);
    openToOrigin(context);
    if (context.req.method === "OPTIONS") return preflight(context);
    context.header("cache-control", "no-store");
    admitOrigin(context, isAllowed);
    if (deps.isDraining()) {
      throw new ProblemError("draining", "Cannot begin anything: the server is closing", {
        retryAfterMs: DRAIN_RETRY_MS,
      });
    }
    refuseTokenInUrl(context);
    if (WITHOUT_TOKEN.has(context.req.path)) {
      context.set("prefix", deps.subjects.prefix(prefixOf(context.get("address"))));
    } else authorize(context, deps);
    const caller = context.get("claims") ?? { prefix: context.get("prefix") };
    mustNotFlood(`${context.req.method} ${context.req.path}`, caller, deps);
    return await next();
  });
}

/** Gives a request its id and the address of whoever asks. */
function identify(context: RouteContext, deps: AppDeps): void {
  context.set("requestId", deps.createId());
  const forwardedFor = context.req.header("x-forwarded-for");
  context.set("address", clientAddress(context.env.peer, forwardedFor, deps.trustedProxies));
}

/** The moderators' console, where anybody may sign in to one. */
function addConsole(app: Hono<RouteEnv>, deps: AppDeps): void {
  app.use("/admin/*", (context, next) => {
    identify(context, deps);
    if (!deps.admin.accounts.isOn) notFound(context);
    return next();
  });
  app.route("/admin/api", adminRoutes(deps.admin));
  app.get("/admin", (context) => {
    // Not the request as a whole: taking its signal along makes the runtime complain in the log.
    const { url, raw: { method, headers } } = context.req;
    const page = new Request(new URL("/admin/index.html", url), { method, headers });
    return deps.serveAsset(page) ?? notFound(context);
  });
}

/** The one mapping from errors to problems. */
function toResponse(error: unknown, context: RouteContext, deps: AppDeps): Response {
  const requestId = context.get("requestId") ?? deps.createId();
  const response = problemResponse(toProblem(error, requestId, deps), requestId);
  // What a page may not read, it cannot act on.
  for (const [name, value] of context.res.headers) {
    if (name.startsWith("access-control-") || name === "vary") response.headers.set(name, value);
  }
  return response;
}

function toProblem(error: unknown, requestId: string, deps: AppDeps): ProblemError {
  if (error instanceof ProblemError) return error;
  deps.onError(error, requestId);
  if (error instanceof StoreUnavailableError) {
    return new ProblemError("store-unavailable", "Cannot reach the store at the moment", {
      retryAfterMs: CLIENT_RETRY_MS,
    });
  }
  return new ProblemError("internal", "Cannot answer: something went wrong on the server");
}

/**
 * Lets the page read the answer, also where it is a refusal: otherwise its owner would see a server
 * that seems to be down. A preflight says nothing that is not public.
 */
function openToOrigin(context: RouteContext): void {
  context.header("vary", "Origin");
  const origin = context.req.header("origin");
  if (origin === undefined) return;
  context.header("access-control-allow-origin", origin);
  context.header("access-control-expose-headers", "Retry-After");
}

function admitOrigin(
  context: RouteContext,
  isAllowed: (origin: string, host: string) => boolean,
): void {
  const origin = context.req.header("origin");
  if (origin === undefined || isAllowed(origin, context.req.header("host") ?? "")) return;
  throw new ProblemError("origin-not-allowed", `Cannot serve pages of "${origin}"`);
}

function preflight(context: RouteContext): Response {
  context.header("access-control-allow-methods", "GET, POST, DELETE");
  context.header("access-control-allow-headers", "Authorization, Content-Type, Last-Event-ID");
  context.header("access-control-max-age", String(PREFLIGHT_S));
  return context.body(null, 204);
}

function refuseTokenInUrl(context: RouteContext): void {
  const { searchParams } = new URL(context.req.url);
  if (TOKEN_PARAMETERS.some((name) => searchParams.has(name))) {
    throw new ProblemError(
      "invalid-request",
      "Cannot take a token in a URL: send it as Authorization: Bearer",
    );
  }
}

function authorize(context: RouteContext, deps: AppDeps): void {
  const [, token] = /^Bearer ([\w.-]+)$/i.exec(context.req.header("authorization") ?? "") ?? [];
  const verdict = deps.signer.verify(token ?? "", deps.clock.now());
  switch (verdict.kind) {
    case "forged":
      throw new ProblemError("unauthorized", "Cannot serve this without a valid session token");
    case "expired":
      throw new ProblemError("session-expired", "Cannot go on: the session token has expired");
    case "valid":
      context.set("claims", verdict.claims);
      deps.visitors.seen(verdict.claims.session);
      return deps.expulsions.called(verdict.claims);
  }
}

function notFound(context: RouteContext): never {
  throw new ProblemError("not-found", `Cannot find ${context.req.method} ${context.req.path}`);
}
