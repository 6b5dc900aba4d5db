/** Written words over a data channel and a server: which way they go, when again, and when no more. */
import { assertEquals } from "@std/assert/mod.js";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { HOLD_MS } from "../../../component/link/text_inbox.ts";
import { ACK_DEADLINE_MS } from "../../../component/link/text_outbox.ts";
import { settle } from "../support/quick_clock.ts";
import { openTextScene } from "../support/text_scene.ts";

Deno.test("messages go by the data channel while it is open, and by the server otherwise", async () => {
  const { alice, bob, setChannel, passAll, server } = openTextScene();
  alice.write("1", "by the server");
  await passAll();
  assertEquals(server.relayed, 1);
  setChannel(true);
  alice.write("2", "by the channel");
  await passAll();
  assertEquals(server.relayed, 1);
  assertEquals(bob.texts, ["by the server", "by the channel"]);
  assertEquals(alice.delivered, ["1", "2"]);
});

Deno.test("a message counts as delivered when the other one has seen it, not when the server took it", async () => {
  const { alice, relay, server } = openTextScene();
  alice.write("1", "one");
  await settle();
  assertEquals([server.relayed, alice.delivered], [1, []]);
  relay.toBob.pass();
  await settle();
  assertEquals(alice.delivered, []);
  relay.toAlice.pass();
  assertEquals(alice.delivered, ["1"]);
});

Deno.test("a channel that does not answer for three seconds is passed by", async () => {
  const { alice, bob, setChannel, passAll, channel, clock } = openTextScene();
  setChannel(true);
  channel.toBob.isCut = true;
  alice.write("1", "one");
  alice.write("2", "two");
  await clock.advance(ACK_DEADLINE_MS - 1);
  await passAll();
  assertEquals(bob.texts, []);
  await clock.advance(1);
  await passAll();
  assertEquals(bob.texts, ["one", "two"]);
  assertEquals(alice.delivered, ["1", "2"]);
});

Deno.test("a channel that was silent and answers again is used again", async () => {
  const { alice, bob, setChannel, passAll, channel, server, clock } = openTextScene();
  setChannel(true);
  channel.toBob.isCut = channel.toAlice.isCut = true;
  alice.write("1", "one");
  await clock.advance(ACK_DEADLINE_MS);
  channel.toBob.isCut = channel.toAlice.isCut = false;
  await passAll();
  const { relayed } = server;
  alice.write("2", "two");
  await passAll();
  assertEquals([bob.texts, server.relayed], [["one", "two"], relayed]);
});

Deno.test("a channel that closes hands what is not acknowledged to the server at once", async () => {
  const { alice, bob, setChannel, passAll } = openTextScene();
  setChannel(true);
  alice.write("1", "one");
  setChannel(false);
  await passAll();
  assertEquals(bob.texts, ["one"]);
});

Deno.test("a message whose acknowledgement was lost is shown once", async () => {
  const { alice, bob, setChannel, passAll, channel } = openTextScene();
  setChannel(true);
  alice.write("1", "one");
  channel.toAlice.isCut = true;
  channel.toBob.pass();
  assertEquals([bob.texts, alice.delivered], [["one"], []]);
  setChannel(false);
  await passAll();
  assertEquals([bob.texts, alice.delivered], [["one"], ["1"]]);
});

Deno.test("what the server still carries comes by a channel that opens, before what is new", async () => {
  const { alice, bob, setChannel, channel, passAll } = openTextScene();
  alice.write("1", "one");
  await settle();
  setChannel(true);
  alice.write("2", "two");
  channel.toBob.pass();
  assertEquals(bob.texts, ["one", "two"]);
  await passAll();
  assertEquals(bob.texts, ["one", "two"]);
});

Deno.test("a message that was lost with the server's memory is sent again, before those after it", async () => {
  const { alice, bob, restartServer, passAll } = openTextScene();
  alice.write("1", "one");
  await settle();
  restartServer();
  alice.write("2", "two");
  await passAll();
  assertEquals([bob.texts, alice.delivered], [["one", "two"], ["1", "2"]]);
});

Deno.test("a message that overtook the one before it waits for that one", async () => {
  const { alice, bob, relay, clock, passAll } = openTextScene();
  alice.write("1", "one");
  await settle();
  relay.toBob.lose();
  alice.write("2", "two");
  await settle();
  relay.toBob.pass();
  assertEquals(bob.texts, []);
  await clock.advance(5_000);
  await passAll();
  assertEquals([bob.texts, alice.delivered], [["one", "two"], ["1", "2"]]);
});

Deno.test("a message is not acknowledged while it waits, as a reload would lose it", async () => {
  const { alice, bob, relay, reload, passAll } = openTextScene();
  alice.write("1", "one");
  await settle();
  relay.toBob.lose();
  alice.write("2", "two");
  await settle();
  relay.toBob.pass();
  await settle();
  reload(bob);
  await passAll();
  assertEquals([bob.texts, alice.delivered], [["one", "two"], ["1", "2"]]);
});

Deno.test("a message does not wait for ever for one that nobody sends", async () => {
  const { bob, clock } = openTextScene();
  bob.text.receiveRelayed({ id: "3", text: "three", at: 0, after: "2" });
  bob.text.receiveRelayed({ id: "2", text: "two", at: 0, after: "1" });
  await clock.advance(HOLD_MS - 1);
  assertEquals(bob.texts, []);
  await clock.advance(1);
  assertEquals(bob.texts, ["two", "three"]);
});

Deno.test("somebody who sends only what comes after nothing fills nobody's memory", () => {
  const { bob } = openTextScene();
  for (let id = 0; id < 1_000; id++) {
    bob.text.receiveRelayed({ id: `${id}`, text: `${id}`, at: 0, after: `before ${id}` });
  }
  assertEquals(bob.texts.slice(0, 2), ["0", "1"]);
  assertEquals(bob.texts.length >= 800, true);
});

Deno.test("what was written before a reload and not seen goes out after it, and what was seen does not", async () => {
  const { alice, bob, reload, passAll, server } = openTextScene();
  alice.write("1", "seen");
  await passAll();
  server.mood = "away";
  alice.write("2", "unseen");
  await settle();
  reload(alice);
  server.mood = "well";
  alice.write("3", "new");
  await passAll();
  assertEquals([bob.texts, alice.delivered], [["seen", "unseen", "new"], ["1", "2", "3"]]);
});

Deno.test("what comes once more after the reader's reload is acknowledged and not shown again", async () => {
  const { alice, bob, relay, reload, passAll } = openTextScene();
  alice.write("1", "one");
  await settle();
  relay.toBob.pass();
  await settle();
  relay.toAlice.lose();
  reload(bob);
  await passAll();
  assertEquals([bob.texts, alice.delivered], [["one"], ["1"]]);
});

Deno.test("what was under way to a page that was reloaded is sent again", async () => {
  const { alice, bob, reload, passAll } = openTextScene();
  alice.write("1", "one");
  await settle();
  reload(bob);
  await passAll();
  assertEquals([bob.texts, alice.delivered], [["one"], ["1"]]);
});

Deno.test("without a word from anybody a message is sent again, less and less often", async () => {
  const { alice, relay, server, clock } = openTextScene();
  relay.toBob.isCut = true;
  alice.write("1", "one");
  const relayed: number[] = [];
  for (let seconds = 0; seconds < 64; seconds += 4) {
    await clock.advance(4_000);
    relayed.push(server.relayed);
  }
  assertEquals(relayed, [2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5]);
});

Deno.test("without a server and with a silent channel a message waits for either", async () => {
  const { alice, bob, setChannel, passAll, channel, server, clock } = openTextScene();
  setChannel(true);
  channel.toBob.isCut = true;
  server.mood = "away";
  alice.write("1", "one");
  await clock.advance(30_000);
  await passAll();
  assertEquals(bob.texts, []);
  channel.toBob.isCut = false;
  await clock.advance(2 * ACK_DEADLINE_MS);
  await passAll();
  assertEquals(bob.texts, ["one"]);
});

Deno.test("a message that the server refuses for good fails, and the next one goes on", async () => {
  const { alice, bob, passAll, server } = openTextScene();
  server.mood = new ProblemError("not-in-room", 404, null, "Cannot: not in the room");
  alice.write("1", "one");
  await settle();
  assertEquals(alice.failed, ["1"]);
  server.mood = "well";
  alice.write("2", "two");
  await passAll();
  assertEquals(bob.texts, ["two"]);
});

Deno.test("a server that asks for patience gets it, unless it is another one meanwhile", async () => {
  const { alice, bob, passAll, server, clock, restartServer } = openTextScene();
  server.mood = new ProblemError("rate-limited", 429, 9_000, "Cannot: too often");
  alice.write("1", "one");
  await settle();
  server.mood = "well";
  await clock.advance(8_999);
  assertEquals(server.relayed, 0);
  await clock.advance(1);
  await passAll();
  assertEquals(bob.texts, ["one"]);
  server.mood = new ProblemError("draining", 503, 60_000, "Cannot: closing");
  alice.write("2", "two");
  await settle();
  server.mood = "well";
  restartServer();
  await passAll();
  assertEquals(bob.texts, ["one", "two"]);
});

Deno.test("many messages that come by the server are acknowledged in few requests", async () => {
  const { alice, relay, bob, passAll } = openTextScene();
  for (let id = 0; id < 150; id++) alice.write(`${id}`, `${id}`);
  for (let turn = 0; turn < 60; turn++) await settle();
  let words = 0;
  const receive = alice.text.receiveAcks.bind(alice.text);
  alice.text.receiveAcks = (ids) => {
    words += 1;
    receive(ids);
  };
  relay.toBob.pass();
  await settle();
  await passAll();
  assertEquals([bob.texts.length, alice.delivered.length], [150, 150]);
  assertEquals(words <= 3, true, `${words} requests`);
});

Deno.test("that something is in sight is told once, by the channel or by the server", async () => {
  const { alice, bob, setChannel, passAll } = openTextScene();
  alice.write("1", "hello");
  await passAll();
  bob.text.see("1");
  bob.text.see("1");
  await passAll();
  assertEquals(alice.seen, ["1"]);
  setChannel(true);
  bob.text.see("2");
  await passAll();
  assertEquals(alice.seen, ["1", "2"]);
});

Deno.test("typing is told at most every two seconds and its end at once", async () => {
  const { alice, bob, passAll, clock } = openTextScene();
  for (let key = 0; key < 10; key++) alice.text.setTyping(true);
  await passAll();
  await clock.advance(1_999);
  alice.text.setTyping(true);
  await passAll();
  assertEquals(bob.typing, [true]);
  alice.text.setTyping(false);
  alice.text.setTyping(false);
  await passAll();
  assertEquals(bob.typing, [true, false]);
});

Deno.test("typing that is not told again is over after five seconds", async () => {
  const { alice, bob, passAll, clock } = openTextScene();
  alice.text.setTyping(true);
  await passAll();
  await clock.advance(4_999);
  assertEquals(bob.typing, [true]);
  await clock.advance(1);
  assertEquals(bob.typing, [true, false]);
});

Deno.test("a message ends the typing before it", async () => {
  const { alice, bob, passAll } = openTextScene();
  alice.text.setTyping(true);
  alice.write("1", "one");
  await passAll();
  assertEquals(bob.typing, [true, false]);
});

Deno.test("frames of a stranger's own program are dropped without harm", () => {
  const { alice } = openTextScene();
  const frames = [
    "",
    "null",
    "[]",
    "{",
    '{"kind":"message"}',
    '{"kind":"message","id":7,"text":"x"}',
    '{"kind":"message","id":"1","text":""}',
    JSON.stringify({ kind: "message", id: "1", text: "x".repeat(2_001) }),
    JSON.stringify({ kind: "message", id: "x".repeat(65), text: "x" }),
    JSON.stringify({ kind: "ack", id: "never sent" }),
    JSON.stringify({ kind: "unheard-of" }),
    "x".repeat(100_000),
  ];
  for (const frame of frames) alice.text.receiveFrame(frame);
  assertEquals([alice.texts, alice.delivered, alice.typing], [[], [], []]);
});

Deno.test("after closing nothing is sent and no timer is left", async () => {
  const { alice, setChannel, clock, channel } = openTextScene();
  setChannel(true);
  channel.toBob.isCut = true;
  alice.write("1", "one");
  alice.text.receiveTyping(true);
  alice.text.receiveRelayed({ id: "2", text: "two", at: 0, after: "1" });
  alice.text.close();
  assertEquals(clock.pending, 0);
  await clock.advance(100_000);
  assertEquals([alice.failed, alice.texts], [[], []]);
});
