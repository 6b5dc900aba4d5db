/**
 * Every request body as it may be sent, and every way in which it may not: refused with the path
 * of the field, and never with the text that was sent.
 */
import { assertEquals, assertInstanceOf } from "@std/assert/mod.js";
import type * as v from "valibot";
import { readJson } from "../../server/body.ts";
import { ProblemError } from "../../server/problem.ts";
import { FakeClock } from "../server/support/fake_clock.ts";
import { BODIES } from "./bodies.ts";

const clock = new FakeClock();

function read<Schema extends v.GenericSchema>(schema: Schema, text: string) {
  const request = new Request("http://chat.test/", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: text,
  });
  return readJson(request, schema, { clock });
}

/** What a body is refused with. */
async function refusal(schema: v.GenericSchema, text: string): Promise<string> {
  try {
    return `accepted: ${JSON.stringify(await read(schema, text))}`;
  } catch (error) {
    assertInstanceOf(error, ProblemError);
    assertEquals(error.slug, "invalid-request");
    return error.message;
  }
}

for (const [call, { schema, whole, least, bad }] of Object.entries(BODIES)) {
  Deno.test(`${call} is accepted with all its fields, with the least, and with unknown ones`, async () => {
    assertEquals(await read(schema, JSON.stringify(whole)), whole);
    const [body, meaning] = least;
    assertEquals(await read(schema, JSON.stringify(body)), meaning);
    assertEquals(await read(schema, JSON.stringify({ ...whole, later: { deep: [1] } })), whole);
  });

  Deno.test(`${call} is refused with the path of what is wrong`, async () => {
    for (const [path, fields] of bad) {
      const detail = await refusal(schema, JSON.stringify({ ...whole, ...fields }));
      assertEquals(detail.split(": ")[0], path, `${JSON.stringify(fields)} → ${detail}`);
    }
  });

  Deno.test(`${call} is refused when the body is no object`, async () => {
    for (const text of ["null", "5", '"text"', "true", "[]", "[{}]"]) {
      const detail = await refusal(schema, text);
      assertEquals(detail.split(": ")[0], "body", `${text} → ${detail}`);
    }
  });
}

Deno.test("a refusal never repeats the text that was sent, which may be a token or very long", async () => {
  const secret = "eyJzIjoi.secret/".repeat(140);
  for (const [call, { schema, whole }] of Object.entries(BODIES)) {
    for (const field of Object.keys(whole)) {
      const detail = await refusal(schema, JSON.stringify({ ...whole, [field]: secret }));
      assertEquals(detail.includes("secret"), false, `${call} ${field}: ${detail}`);
      assertEquals(detail.length < 200, true, `${call} ${field}: ${detail}`);
    }
  }
});
