/**
 * Bodies of requests: read within bounds, then parsed.
 *
 * It does not know what is asked. The invariant it keeps: no body takes more memory or time than it
 * may, and what comes out has been checked against a schema.
 *
 * @module
 */
import * as v from "valibot";
import type { Clock } from "./clock.ts";
import { ProblemError } from "./problem.ts";
import { LIMITS } from "./protocol.ts";

/** Bounds of one body. */
export interface BodyOptions {
  readonly clock: Clock;
  readonly maxBytes?: number;
  readonly deadlineMs?: number;
}

/**
 * Reads a JSON body.
 *
 * @throws {ProblemError} `unsupported-media-type`, `too-large`, or `invalid-request` with the path of
 * the bad field; 408 when the body does not end in time.
 */
export async function readJson<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  options: BodyOptions,
): Promise<v.InferOutput<Schema>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    await request.body?.cancel();
    throw new ProblemError("unsupported-media-type", `Cannot read "${type}" as application/json`);
  }
  const json = parseJson(await readText(request, options));
  // A schema of an object would take a list for one without fields.
  if (Array.isArray(json)) throw new ProblemError("invalid-request", "body: Expected an object");
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  throw new ProblemError("invalid-request", describeIssue(result.issues[0]));
}

/** Where and what; never the text that came, which may be a token, or as long as the body. */
function describeIssue(issue: v.BaseIssue<unknown>): string {
  const { message, received } = issue;
  const reason = received.startsWith('"')
    ? message.replace(` but received ${received}`, "")
    : message;
  return `${v.getDotPath(issue) ?? "body"}: ${reason}`;
}

async function readText(
  request: Request,
  { clock, maxBytes = LIMITS.bodyBytes, deadlineMs = LIMITS.bodyDeadlineMs }: BodyOptions,
): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) {
    await request.body?.cancel();
    throw tooLarge(maxBytes);
  }
  if (!request.body) return "";
  const reader = request.body.getReader();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancelTimer = clock.after(deadlineMs, () =>
    reject(
      new ProblemError("invalid-request", "Cannot read the body: it did not end in time", {
        status: 408,
      }),
    ));
  try {
    return await readAll(reader, late, maxBytes);
  } catch (error) {
    // Whatever still comes is not wanted; the connection is closed by it.
    reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    cancelTimer();
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  late: Promise<never>,
  maxBytes: number,
): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let text = "";
  for (;;) {
    const { done, value } = await Promise.race([readChunk(reader), late]);
    if (done) return decode(() => text + decoder.decode());
    bytes += value.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    text += decode(() => decoder.decode(value, { stream: true }));
  }
}

/** A visitor who goes away in the middle is no fault of the server, and not worth its log. */
async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new ProblemError("invalid-request", "Cannot read the body: it broke off");
  }
}

function decode(run: () => string): string {
  try {
    return run();
  } catch {
    throw new ProblemError("invalid-request", "Cannot read the body: it is not UTF-8");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError("invalid-request", "Cannot read the body: it is not JSON");
  }
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError("too-large", `Cannot take more than ${maxBytes} bytes`);
}
