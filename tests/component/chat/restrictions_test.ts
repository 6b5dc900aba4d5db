/** Conversations that are kept from somebody, or from everybody: closed, blocked, restricted. */
import { assert, assertEquals } from "@std/assert/mod.js";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { setup, setupTalk, TEXT } from "../support/chat_scene.ts";
import { settle } from "../support/quick_clock.ts";

Deno.test("a closed site is told as trouble with the time at which it opens", async () => {
  const { alice, server, clock } = setup();
  server.gate = (name) => {
    if (name === "queue") throw new ProblemError("closed", 403, 3_600_000, "Cannot join: closed");
  };
  alice.chat.start(TEXT);
  await settle();
  const state = alice.state();
  const opensAt = clock.now() + 3_600_000;
  assertEquals(state, { kind: "trouble", wish: TEXT, cause: "closed", retryAt: null, opensAt });
  server.gate = () => {};
  await clock.advance(3_600_000);
  assertEquals(alice.state().kind, "trouble");
  alice.chat.retry();
  await settle();
  assertEquals(alice.state().kind, "waiting");
});

Deno.test("who blocks leaves like anybody else, and the other one is told no more", async () => {
  const { server, alice, bob } = await setupTalk();
  assert(alice.chat.block());
  await settle();
  assertEquals(server.requests.at(-1)?.name, "block");
  const state = alice.state();
  assert(state.kind === "ended" && state.isBlocked === true);
  assertEquals(bob.told.at(-1), "left:left:partner");
  alice.chat.stop();
  assert(!alice.chat.block(), "nobody is left to be blocked");
});

Deno.test("a block that the server does not take leaves the room all the same", async () => {
  const { server, alice, bob } = await setupTalk();
  server.gate = (name) => {
    if (name === "block") throw new ProblemError("not-found", 404, null, "Cannot block: too late");
  };
  alice.chat.block();
  await settle();
  const state = alice.state();
  assert(state.kind === "ended" && state.isBlocked === false);
  assertEquals(bob.told.at(-1), "left:left:partner");
});

Deno.test("a restriction that has ended by the time it is heard of keeps nobody", async () => {
  const { server, clock, alice, alices } = await setupTalk();
  const data = { until: clock.now(), rule: "hate", receipt: "XM4D" };
  server.tell(alices, { type: "restricted", data });
  await settle();
  assertEquals(alice.state().kind, "talk");
});

Deno.test("whoever is restricted in a talk learns why and until when, and asks about it", async () => {
  const { server, clock, alice, alices } = await setupTalk();
  const until = clock.now() + 3_600_000;
  const data = { rule: "spam", until, receipt: "KQ2" };
  server.tell(alices, { type: "restricted", data });
  await settle();
  assertEquals(alice.told.at(-1), "left:ended:self");
  assertEquals(alice.state(), { kind: "restricted", wish: TEXT, ...data, appeal: "none" });
  alice.chat.appeal("That was my brother");
  await settle();
  assertEquals(server.appeals, ["KQ2: That was my brother"]);
  const state = alice.state();
  assertEquals(state.kind === "restricted" && state.appeal, "sent");
});

Deno.test("an appeal that does not get through can be sent again", async () => {
  const { server, clock, alice, alices } = await setupTalk();
  const data = { rule: "spam", until: clock.now() + 3_600_000, receipt: "KQ2" };
  server.tell(alices, { type: "restricted", data });
  server.gate = (name) => {
    if (name === "appeal") throw new TypeError("Failed to fetch");
  };
  await settle();
  alice.chat.appeal("That was my brother");
  await settle();
  const state = alice.state();
  assertEquals(state.kind === "restricted" && state.appeal, "failed");
});

Deno.test("a refusal alone tells until when", async () => {
  const { server, clock, alice } = setup();
  server.gate = (name) => {
    if (name === "queue") throw new ProblemError("restricted", 403, 60_000, "Cannot join");
  };
  alice.chat.start(TEXT);
  await settle();
  const until = clock.now() + 60_000;
  const expected = { kind: "restricted", wish: TEXT, until, rule: "", receipt: "", appeal: "none" };
  assertEquals<unknown>(alice.state(), expected);
});
