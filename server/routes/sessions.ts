/**
 * `POST /v1/sessions`: a visitor comes, or comes back.
 *
 * @module
 */
import { ProblemError } from "../problem.ts";
import {
  BEAT_MS,
  LIMITS,
  type SessionAnswer,
  type SessionId,
  type SessionRequest,
  sessionRequestSchema,
} from "../protocol.ts";
import { type Grant, TOKEN_LIFE_MS } from "../sessions/token.ts";
import { DEFAULT_SITE, type Site, viewSite } from "../sites.ts";
import { bodyOf, mustNotFlood, type RouteContext, type RouteDeps, type Routes } from "./context.ts";

/** Adds the route. */
export function sessionRoutes(routes: Routes, deps: RouteDeps): void {
  routes.post("/sessions", async (context) => {
    const request = await bodyOf(context, sessionRequestSchema, deps);
    const site = siteOf(context, request, deps);
    const grant = resumed(context, request, site, deps) ??
      await created(context, request, site, deps);
    const { subject } = deps.subjects.of(grant.pseudonym);
    const answer: SessionAnswer = {
      token: deps.signer.sign(grant),
      session: grant.session,
      expiresInMs: TOKEN_LIFE_MS,
      beatMs: BEAT_MS,
      eventsUrl: "/v1/events",
      iceServers: deps.iceServers(subject).iceServers,
      limits: LIMITS,
      site: viewSite(site, deps.clock.now()),
    };
    return context.json(answer, 201);
  });
}

function siteOf(context: RouteContext, request: SessionRequest, deps: RouteDeps): Site {
  const name = request.site ?? DEFAULT_SITE;
  const site = deps.sites.get(name);
  if (!site) throw new ProblemError("invalid-request", `site: Cannot find the site "${name}"`);
  const origin = context.req.header("origin");
  if (origin !== undefined && site.origins !== null && !site.origins.includes(origin)) {
    throw new ProblemError("origin-not-allowed", `Cannot use the site "${name}" from "${origin}"`);
  }
  return site;
}

/** The same session with a later end, if the token that is shown is one of ours and still good. */
function resumed(
  context: RouteContext,
  request: SessionRequest,
  site: Site,
  deps: RouteDeps,
): Grant | undefined {
  if (request.resume === undefined) return undefined;
  const verdict = deps.signer.verify(request.resume, deps.clock.now());
  if (verdict.kind !== "valid" || verdict.claims.site !== site.name) return undefined;
  mustNotFlood("resume", verdict.claims, deps);
  const prefix = context.get("prefix");
  // Who they are stays, whatever they say now: nobody leaves a ban or a block behind in a talk.
  return { ...verdict.claims, prefix, expiresAt: deps.clock.now() + TOKEN_LIFE_MS };
}

async function created(
  context: RouteContext,
  { device, proof }: SessionRequest,
  site: Site,
  deps: RouteDeps,
): Promise<Grant> {
  const prefix = context.get("prefix");
  mustNotFlood("begin", { prefix }, deps);
  if (isUnderPressure(prefix, deps)) await mustProve(context, proof, deps);
  const session = deps.createId() as SessionId;
  return {
    session,
    pseudonym: deps.signer.pseudonym(device ?? session),
    prefix,
    site: site.name,
    expiresAt: deps.clock.now() + TOKEN_LIFE_MS,
  };
}

/** Whether so many begin, in one network or on this node, that it has to cost something. */
function isUnderPressure(prefix: string, { limits }: RouteDeps): boolean {
  if (limits === null) return false;
  return limits.take("begin unproven", { prefix }) > 0 ||
    limits.take("begin unproven anywhere", { prefix: "" }) > 0;
}

async function mustProve(
  context: RouteContext,
  proof: string | undefined,
  { proofs }: RouteDeps,
): Promise<void> {
  if (proof === undefined) {
    throw new ProblemError("proof-required", "Cannot begin without a proof: see GET /v1/challenge");
  }
  const origin = context.req.header("origin") ?? "";
  if (await proofs.redeem(proof, { action: "begin", origin })) return;
  throw new ProblemError("proof-required", "Cannot begin: the proof is wrong, used up or too old");
}
