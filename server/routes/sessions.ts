/**
 * `POST /v1/sessions`: a visitor comes, or comes back.
 *
 * It does not know what a token looks like, nor how a gate is passed. The invariant it keeps:
 * whoever shows a good token goes on as who they were.
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
import { passGate, type Presented, readStatement, type Statement } from "../safety/gate.ts";
import { type Grant, TOKEN_LIFE_MS } from "../sessions/token.ts";
import { DEFAULT_SITE, type Site, viewSite } from "../sites.ts";
import { bodyOf, mustNotFlood, type RouteContext, type RouteDeps, type Routes } from "./context.ts";

/** Somebody at the door. */
interface Arrival {
  readonly context: RouteContext;
  readonly request: SessionRequest;
  readonly site: Site;
  /** What the site states of them; nothing where it says nothing that counts. */
  readonly statement: Statement | null;
}

/** Adds the route. */
export function sessionRoutes(routes: Routes, deps: RouteDeps): void {
  routes.post("/sessions", async (context) => {
    const request = await bodyOf(context, sessionRequestSchema, deps);
    const site = siteOf(context, request, deps);
    const { statement, reason } = await statementOf(request, site, deps);
    const arrival: Arrival = { context, request, site, statement };
    const earlier = resumed(arrival, deps);
    // Whoever talks goes on talking, though the statement that let them in has run out.
    if (earlier === undefined && reason !== undefined) {
      throw new ProblemError("gate-required", `Cannot begin: claim: ${reason}`);
    }
    const grant = earlier ?? await created(arrival, deps);
    const { subject } = deps.subjects.of(grant.pseudonym);
    const answer: SessionAnswer = {
      token: deps.signer.sign(grant),
      session: grant.session,
      expiresInMs: TOKEN_LIFE_MS,
      beatMs: BEAT_MS,
      eventsUrl: "/v1/events",
      iceServers: deps.iceServers(subject).iceServers,
      limits: LIMITS,
      site: viewSite(site, grant.group, deps.clock.now()),
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

async function statementOf(
  { claim }: SessionRequest,
  { name, claimSecret }: Site,
  { clock }: RouteDeps,
): Promise<{ readonly statement: Statement | null; readonly reason?: string }> {
  if (claim === undefined || claimSecret === null) return { statement: null };
  const read = await readStatement(claim, { name, claimSecret }, clock.now());
  return read.kind === "good" ? read : { statement: null, reason: read.reason };
}

/** The same session with a later end, if the token that is shown is one of ours and still good. */
function resumed(
  { context, request: { resume, age }, site, statement }: Arrival,
  deps: RouteDeps,
): Grant | undefined {
  if (resume === undefined) return undefined;
  const verdict = deps.signer.verify(resume, deps.clock.now());
  if (verdict.kind !== "valid" || verdict.claims.site !== site.name) return undefined;
  const { claims } = verdict;
  const user = pseudonymOf(statement, site, deps);
  // Somebody else has signed in on the page.
  if (user !== undefined && user !== claims.pseudonym) return undefined;
  mustNotFlood("resume", claims, deps);
  const passed = passedBy({ site, statement, age, before: claims.group });
  const prefix = context.get("prefix");
  // Who they are stays, whatever they say now: nobody leaves a ban or a block behind in a talk.
  return { ...claims, prefix, ...passed, expiresAt: deps.clock.now() + TOKEN_LIFE_MS };
}

async function created(
  { context, request: { device, proof, age }, site, statement }: Arrival,
  deps: RouteDeps,
): Promise<Grant> {
  const prefix = context.get("prefix");
  mustNotFlood("begin", { prefix }, deps);
  if (isUnderPressure(prefix, deps)) await mustProve(context, proof, deps);
  const session = deps.createId() as SessionId;
  return {
    session,
    pseudonym: pseudonymOf(statement, site, deps) ?? deps.signer.pseudonym(device ?? session),
    prefix,
    site: site.name,
    ...passedBy({ site, statement, age, before: null }),
    expiresAt: deps.clock.now() + TOKEN_LIFE_MS,
  };
}

/** As what they pass the gate, and until when: what a site states of somebody ends when it says. */
function passedBy(
  { site, ...presented }: Presented & { readonly site: Site },
): Pick<Grant, "group" | "passedUntil"> {
  const isStated = site.gate === "claim";
  const passedUntil = isStated ? presented.statement?.until : undefined;
  return { group: passGate(site, presented), passedUntil };
}

/** Whoever the site says they are; a slash is in no device's id, so the two never meet. */
function pseudonymOf(
  statement: Statement | null,
  { name }: Site,
  { signer }: RouteDeps,
): string | undefined {
  if (statement?.user == null) return undefined;
  return signer.pseudonym(`${name}/${statement.user}`);
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
