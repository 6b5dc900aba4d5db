/**
 * Who leads a pool from its first moment on.
 *
 * @module
 */
import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { Node } from "../support/node.ts";

const TEA: QueueRequest = { mode: "text", interests: ["tea"], languages: ["en"] };

Deno.test("the only process of a store leads a pool at once: the first who come together are told in their answers", async () => {
  const node = await Node.open();
  const [alice, bob] = await Promise.all([node.visitor(), node.visitor()]);
  const answers = await Promise.all([alice.join(TEA), bob.join(TEA)]);
  assertEquals(answers.map(({ status }) => status), ["matched", "matched"]);
});
