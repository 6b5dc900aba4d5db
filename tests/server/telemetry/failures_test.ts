import { assertEquals } from "@std/assert/mod.js";
import { Node } from "../support/node.ts";
import { FailureCounts } from "../../../server/telemetry/failures.ts";

Deno.test("failures are counted by stage and cause, the most frequent first", () => {
  const failures = new FailureCounts();
  failures.add("turn-udp", "timeout");
  failures.add("ice", "failed");
  failures.add("ice", "failed");
  assertEquals(failures.list(), [
    { stage: "ice", cause: "failed", count: 2 },
    { stage: "turn-udp", cause: "timeout", count: 1 },
  ]);
});

Deno.test("a summary tells what came since the last one, and nothing when nothing did", () => {
  const failures = new FailureCounts();
  assertEquals(failures.summarize(), null);
  failures.add("ice", "failed");
  failures.add("ice", "failed");
  failures.add("camera", "denied");
  assertEquals(failures.summarize(), "failed at visitors: ice failed 2, camera denied 1");
  assertEquals(failures.summarize(), null);
  failures.add("ice", "failed");
  assertEquals(failures.summarize(), "failed at visitors: ice failed 1");
});

Deno.test("what a visitor's check failed at is counted, and nothing else of it is kept", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const failure = { stage: "turn-tls", cause: "unreachable", address: "203.0.113.7" };
  assertEquals((await alice.post("/v1/check", failure)).status, 202);
  assertEquals(node.services.failures.list(), [
    { stage: "turn-tls", cause: "unreachable", count: 1 },
  ]);
});
