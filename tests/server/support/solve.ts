/**
 * Does the work that a challenge asks for, by the library's own solver.
 *
 * @module
 */
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/pbkdf2";
import type { Challenge } from "../../../server/protocol.ts";

/** A proof before it is encoded. */
export interface Payload {
  readonly challenge: Challenge;
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

/** Finds the solution of a challenge. */
export async function solve(challenge: Challenge): Promise<Payload> {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (solution === null) throw new Error("Cannot solve the challenge: it took too long");
  return { challenge, solution };
}

/** Writes a proof as the wire has it. */
export function encode(payload: unknown): string {
  return new TextEncoder().encode(JSON.stringify(payload)).toBase64();
}
