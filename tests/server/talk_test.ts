import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../server/protocol.ts";
import { settle } from "./support/fake_clock.ts";
import { Node } from "./support/node.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

Deno.test("two who share an interest and a language are each told once", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  const first = await alice.join(TEA);
  assertEquals(first.status, "queued");
  await node.clock.advance(10);
  const second = await bob.join(TEA);
  await settle();

  assertEquals(second.status, "matched");
  assertEquals(bob.all("matched"), []);
  const [told] = alice.all("matched");
  assertEquals(alice.all("matched").length, 1);
  assertEquals(told?.room, second.match.room);
  assertEquals(told?.role, "answerer");
  assertEquals(second.match.role, "offerer");
  assertEquals(told?.why.interests, ["tea"]);
  assertEquals(node.errors, []);
});
