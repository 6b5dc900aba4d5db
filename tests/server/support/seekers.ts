/**
 * Seekers for tests of matching.
 *
 * @module
 */
import type { SessionId } from "../../../server/protocol.ts";
import { DEFAULT_STEPS, type Seeker } from "../../../server/matching/rules.ts";

/** Makes a seeker; what is not given is ordinary. */
export function seeker(id: string, options: Partial<Omit<Seeker, "id">> = {}): Seeker {
  return {
    id: id as SessionId,
    subject: `subject-${id}`,
    interests: [],
    languages: ["en"],
    isStrict: false,
    since: 0,
    steps: DEFAULT_STEPS,
    met: [],
    allowsSameDevice: false,
    ...options,
  };
}
