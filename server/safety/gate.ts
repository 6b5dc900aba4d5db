/**
 * The gate before the first match: what a site states about its visitor, and what the visitor says.
 *
 * It does not know requests or tickets. The invariant it keeps: where a site states who may pass,
 * nobody passes by their own word; and a statement counts for one site, for a day at most.
 *
 * A statement is a JSON Web Token signed with the site's secret (HS256), which every language has a
 * library for: `aud` is the site's name, `exp` its end, `group` may say "adult" or "minor", and
 * `sub` may say who it is, so that bans and blocks follow a person over devices.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519
 * @module
 */
import { errors, jwtVerify } from "jose";
import * as v from "valibot";
import { type AgeGroup, ageGroupSchema } from "../protocol.ts";
import type { Site } from "../sites.ts";

/** A statement counts for no longer, in milliseconds, so that a stolen one is worth little. */
const MAX_LIFE_MS = 24 * 60 * 60 * 1_000;
/** How much the clocks of a site and this server may differ, in seconds. */
const CLOCK_TOLERANCE_S = 60;

/** What a site says of its visitor. */
export interface Statement {
  /** Whom it knows them as. */
  readonly user: string | null;
  readonly group: AgeGroup | null;
  /** Until when it counts, milliseconds since the epoch. */
  readonly until: number;
}

/** A statement, or why it does not count. */
export type StatementRead =
  | { readonly kind: "good"; readonly statement: Statement }
  | { readonly kind: "bad"; readonly reason: string };

const wordsSchema = v.object({
  sub: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
  group: v.optional(ageGroupSchema),
  exp: v.number(),
});

/**
 * Reads a statement.
 *
 * @param now Milliseconds since the epoch.
 */
export async function readStatement(
  claim: string,
  { name, claimSecret }: Pick<Site, "name"> & { readonly claimSecret: string },
  now: number,
): Promise<StatementRead> {
  const bad = (reason: string): StatementRead => ({ kind: "bad", reason });
  try {
    const { payload } = await jwtVerify(claim, new TextEncoder().encode(claimSecret), {
      algorithms: ["HS256"],
      audience: name,
      requiredClaims: ["exp"],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(now),
    });
    const words = v.safeParse(wordsSchema, payload);
    if (!words.success) return bad(`${v.getDotPath(words.issues[0]) ?? "it"} is not understood`);
    const { sub = null, group = null, exp } = words.output;
    if (exp * 1_000 - now > MAX_LIFE_MS) return bad("it lasts longer than a day");
    const until = (exp + CLOCK_TOLERANCE_S) * 1_000;
    return { kind: "good", statement: { user: sub, group, until } };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return bad("it has expired");
    if (error instanceof errors.JWTClaimValidationFailed) return bad(`${error.claim} is not right`);
    if (error instanceof errors.JOSEError) return bad("its signature is not right");
    throw error;
  }
}

/** What is known of a visitor when a session begins or goes on. */
export interface Presented {
  readonly statement: Statement | null;
  /** What the visitor says. */
  readonly age: AgeGroup | undefined;
  /** As what the session has passed before; nothing if it has not, or is new. */
  readonly before: AgeGroup | null;
}

/**
 * As what a visitor passes the gate of a site; nothing if they do not, or there is none.
 *
 * A site's statement has to be shown each time; the visitor's own word is remembered.
 */
export function passGate(site: Site, { statement, age, before }: Presented): AgeGroup | null {
  switch (site.gate) {
    case "none":
      return null;
    case "ask":
      return admitted(site, age ?? before);
    case "claim":
      if (statement === null) return null;
      // Where nobody is separated the statement itself says that they may come in.
      return admitted(site, statement.group ?? (site.separatesMinors ? null : "adult"));
  }
}

function admitted({ separatesMinors }: Site, group: AgeGroup | null): AgeGroup | null {
  return group === "minor" && !separatesMinors ? null : group;
}
