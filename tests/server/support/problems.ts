/**
 * What a refused request is told, checked as a whole: status, type, form and headers.
 *
 * @module
 */
import { assertEquals, assertMatch } from "@std/assert/mod.js";
import type { ProblemBody, ProblemSlug } from "../../../server/protocol.ts";

/** Members that RFC 9457 and protocol.md name; anything else would be a leak. */
const MEMBERS = new Set(["type", "title", "status", "detail", "instance", "retryAfterMs"]);

/**
 * Checks that a response is the problem it should be, and returns its body.
 *
 * @throws {AssertionError} when it is another one, has members of its own, or may be kept by a cache.
 */
export async function assertProblem(
  response: Response,
  status: number,
  slug: ProblemSlug,
): Promise<ProblemBody> {
  const text = await response.text();
  assertEquals([response.status, response.headers.get("content-type")], [
    status,
    "application/problem+json",
  ], text);
  const body: ProblemBody = JSON.parse(text);
  assertEquals([body.type, body.status], [`/problems/${slug}`, status], text);
  assertEquals(Object.keys(body).filter((member) => !MEMBERS.has(member)), []);
  assertMatch(body.instance, /^[\w-]{8,}$/);
  assertEquals(response.headers.get("cache-control"), "no-store");
  return body;
}
