/**
 * What each site decides for its visitors.
 *
 * It does not know where the file is or who asks. The invariant it keeps: every policy that was
 * accepted is whole and makes sense; a site's wishes only ever widen.
 *
 * @module
 */
import * as v from "valibot";
import {
  ADULT_AGE,
  type AgeGroup,
  FRAME_CLASSES,
  type FrameClass,
  type GateView,
  type Mode,
  modeSchema,
  type SitePolicyView,
  type WideningStep,
} from "./protocol.ts";
import { DAYS, type Hours, openingAt } from "./hours.ts";
import { isOrigin } from "./origins.ts";
import { DEFAULT_STEPS, REACH } from "./matching/rules.ts";

/** The site of a visitor whose page names none. */
export const DEFAULT_SITE = "default";

/** One site's policy. */
export interface Site {
  readonly name: string;
  /** Exact origins that may use it, or none: whatever the server allows. */
  readonly origins: readonly string[] | null;
  /** Sites with the same pool share their visitors. */
  readonly pool: string;
  readonly modes: readonly Mode[];
  /** Whether pictures begin veiled, until both want to be seen (`mutual`). */
  readonly reveal: SitePolicyView["reveal"];
  readonly steps: readonly WideningStep[];
  readonly rematchWindowMs: number;
  /** Whether two tabs of one device may meet, for demos. */
  readonly allowsSameDevice: boolean;
  readonly rules: string | null;
  /** What stands before the first match: nothing, a question, or a statement of the site's own. */
  readonly gate: "none" | "ask" | "claim";
  /** Whoever is younger may not come in, in years. */
  readonly minimumAge: number;
  /** Whether those under 18 come in, and meet only each other. */
  readonly separatesMinors: boolean;
  /** Signs what the site states of its visitors; none where it states nothing. */
  readonly claimSecret: string | null;
  /** When it takes in visitors, or none: always. */
  readonly hours: Hours | null;
  /** How reports are judged. */
  readonly judgement: JudgementPolicy;
  /** From which scores on a picture is covered at its receiver; none: nobody looks at pictures. */
  readonly frameCheck: FrameLimits | null;
}

/** From which score on each class counts, above 0 and up to 1; those that are absent do not. */
export type FrameLimits = Readonly<Partial<Record<FrameClass, number>>>;

/** What a site decides about judging reports. */
export interface JudgementPolicy {
  /** How much more than usual is needed for a restriction: 2 is twice as many reports. */
  readonly patience: number;
  /** Whether the reports alone may restrict somebody, before a moderator has looked. */
  readonly isAutomatic: boolean;
}

/** What holds where a site does not say. */
export const DEFAULT_JUDGEMENT: JudgementPolicy = { patience: 1, isAutomatic: true };

/**
 * What is covered where the check is on and nothing else is said: what is plainly sexual. Mere bare
 * skin is not; nsfwjs takes a beach for it.
 */
export const DEFAULT_FRAME_LIMITS: FrameLimits = { hentai: 0.7, porn: 0.7 };

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0));

const stepsSchema = v.pipe(
  v.array(
    v.object({ fromMs: milliseconds, accepts: v.picklist(["interest", "language", "anyone"]) }),
  ),
  v.minLength(1),
  v.check((steps) => steps[0]?.fromMs === 0, "the first step begins at 0"),
  v.check(
    (steps) =>
      steps.every((step, index) => {
        const before = steps[index - 1];
        return before === undefined ||
          (before.fromMs < step.fromMs && REACH[before.accepts] < REACH[step.accepts]);
      }),
    "each step begins later and accepts more than the one before",
  ),
);

const timeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as 18:00 is needed"),
);
const hoursSchema = v.strictObject({
  timeZone: v.pipe(v.string(), v.check(isTimeZone, "a time zone as Europe/Berlin is needed")),
  open: v.pipe(
    v.array(v.strictObject({
      days: v.pipe(v.array(v.picklist(DAYS)), v.minLength(1)),
      from: timeOfDay,
      to: v.union([timeOfDay, v.literal("24:00")], "a time as 18:00 is needed"),
    })),
    v.minLength(1),
  ),
});

/** Below it most laws ask for a parent's consent. */
const YOUNGEST_AGE = 13;

const gateEntries = {
  gate: v.optional(v.picklist(["none", "ask", "claim"])),
  minimumAge: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(YOUNGEST_AGE), v.maxValue(99)),
  ),
  separateMinors: v.optional(v.boolean()),
  /** Shorter ones can be guessed offline from one statement. */
  claimSecret: v.optional(v.pipe(v.string(), v.minLength(16), v.maxLength(512))),
};

const limit = v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)));
const frameCheckSchema = v.union([
  v.picklist(["off", "on"]),
  v.strictObject(v.entriesFromList(FRAME_CLASSES, limit)),
]);

const siteSchema = v.strictObject({
  origins: v.optional(
    v.array(v.pipe(v.string(), v.check(isOrigin, "an origin as https://example.com is needed"))),
  ),
  pool: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))),
  modes: v.optional(v.pipe(v.array(modeSchema), v.minLength(1))),
  reveal: v.optional(v.picklist(["mutual", "instant"])),
  steps: v.optional(stepsSchema),
  rematchWindowMs: v.optional(milliseconds),
  allowSameDevice: v.optional(v.boolean()),
  rules: v.optional(v.pipe(v.string(), v.maxLength(4_000))),
  ...gateEntries,
  hours: v.optional(hoursSchema),
  judgement: v.optional(v.strictObject({
    patience: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(10)), 1),
    isAutomatic: v.optional(v.boolean(), true),
  })),
  frameCheck: v.optional(frameCheckSchema),
});

type RawSite = v.InferOutput<typeof siteSchema>;
const sitesSchema = v.record(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)), siteSchema);

/** All sites by name. */
export type Sites = ReadonlyMap<string, Site>;

/**
 * The policy of a site; the default one of a site that is gone from the configuration.
 *
 * @throws {Error} when there is neither.
 */
export function siteNamed(sites: Sites, name: string): Site {
  const site = sites.get(name) ?? sites.get(DEFAULT_SITE);
  if (!site) throw new Error(`Cannot find the policy of site "${name}"`);
  return site;
}

/** The same sites, of which none looks at pictures. */
export function withoutFrameCheck(sites: Sites): Sites {
  return new Map([...sites].map(([name, site]) => [name, { ...site, frameCheck: null }]));
}

/** What holds for a site that does not say. */
export interface SiteDefaults {
  readonly rematchWindowMs: number;
}

/**
 * The built-in demo: on one machine, with two tabs, one meets oneself, and again after ten seconds.
 */
const DEMO: v.InferOutput<typeof siteSchema> = { allowSameDevice: true, rematchWindowMs: 10_000 };

/**
 * Reads site policies.
 *
 * @param raw The parsed JSON of the sites file, or `{}`.
 * @throws {Error} that names the place and what would be right.
 */
export function parseSites(raw: unknown, defaults: SiteDefaults): Sites {
  const result = v.safeParse(sitesSchema, raw);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${v.getDotPath(issue) ?? "(root)"}: ${issue.message}`);
  }
  for (const [name, site] of Object.entries(result.output)) {
    const wrong = explainGate(site);
    if (wrong !== undefined) throw new Error(`${name}.${wrong}`);
  }
  const all = { [DEFAULT_SITE]: {}, demo: DEMO, ...result.output };
  return new Map(Object.entries(all).map(([name, site]) => [name, complete(name, site, defaults)]));
}

/** Whether somebody who has passed the gate so, or has not, may be matched. */
export function admits({ gate, separatesMinors }: Site, group: AgeGroup | null): boolean {
  return gate === "none" || (separatesMinors ? group !== null : group === "adult");
}

/**
 * Where tickets wait for each other. Those whom a site separates share a pool with nobody whose age
 * was not asked for, not even where another site has named its pool the same.
 */
export function poolOf(
  { pool, separatesMinors }: Site,
  group: AgeGroup | null,
  mode: Mode,
): string {
  return separatesMinors ? `${pool}/${group ?? "unknown"}/${mode}` : `${pool}/${mode}`;
}

/**
 * What a visitor is told of a policy.
 *
 * @param passedAs As what they have passed its gate.
 * @param now Milliseconds since the epoch.
 */
export function viewSite(site: Site, passedAs: AgeGroup | null, now: number): SitePolicyView {
  return {
    modes: site.modes,
    reveal: site.reveal,
    privacy: "all",
    widening: site.steps,
    rules: site.rules,
    ...(site.hours === null ? {} : { hours: openingAt(site.hours, now) }),
    ...(site.gate === "none" ? {} : { gate: viewGate(site, site.gate, passedAs) }),
    ...viewFrameCheck(site),
  };
}

function explainGate({ gate = "none", ...site }: RawSite): string | undefined {
  if (gate === "claim" && site.claimSecret === undefined) {
    return "claimSecret: a secret is needed where the site states who may pass";
  }
  if (site.separateMinors && gate === "none") {
    return "separateMinors: a gate is needed to tell who is a minor";
  }
  if (site.separateMinors && (site.minimumAge ?? YOUNGEST_AGE) >= ADULT_AGE) {
    return `minimumAge: there are no minors of ${site.minimumAge} and more`;
  }
  return undefined;
}

function viewGate(
  { minimumAge, separatesMinors }: Site,
  kind: "ask" | "claim",
  passedAs: AgeGroup | null,
): GateView {
  return { kind, minimumAge, separatesMinors, passedAs };
}

function viewFrameCheck({ frameCheck }: Site): Pick<SitePolicyView, "frameCheck"> {
  if (frameCheck === null) return {};
  return { frameCheck: FRAME_CLASSES.map((name) => frameCheck[name] ?? 0) };
}

function limitsOf(said: v.InferOutput<typeof frameCheckSchema>): FrameLimits | null {
  if (said === "off") return null;
  if (said === "on") return DEFAULT_FRAME_LIMITS;
  return Object.fromEntries(Object.entries(said).filter(([, limit]) => limit !== undefined));
}

function complete(
  name: string,
  site: v.InferOutput<typeof siteSchema>,
  defaults: SiteDefaults,
): Site {
  return {
    name,
    origins: site.origins ?? null,
    pool: site.pool ?? name,
    modes: site.modes ?? ["video", "voice", "text"],
    reveal: site.reveal ?? "instant",
    steps: site.steps ?? DEFAULT_STEPS,
    rematchWindowMs: site.rematchWindowMs ?? defaults.rematchWindowMs,
    allowsSameDevice: site.allowSameDevice ?? false,
    rules: site.rules ?? null,
    gate: site.gate ?? "none",
    minimumAge: site.minimumAge ?? (site.separateMinors ? YOUNGEST_AGE : ADULT_AGE),
    separatesMinors: site.separateMinors ?? false,
    claimSecret: site.claimSecret ?? null,
    hours: site.hours ?? null,
    judgement: site.judgement ?? DEFAULT_JUDGEMENT,
    frameCheck: limitsOf(site.frameCheck ?? "off"),
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
