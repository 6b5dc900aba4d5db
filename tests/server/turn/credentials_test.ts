import { assertEquals } from "@std/assert/mod.js";
import { createIceServers, CREDENTIAL_LIFE_MS } from "../../../server/turn/credentials.ts";
import { Node } from "../support/node.ts";

const NOW = Date.UTC(2026, 0, 1);
const TURN = {
  stunUrls: ["stun:stun.test"],
  turnUrls: ["turn:turn.test:3478", "turns:turn.test:5349"],
  turnSecret: "north",
};

Deno.test("a credential is the one that coturn computes", () => {
  // printf 1767227400:alice | openssl dgst -sha1 -hmac north -binary | base64
  assertEquals(createIceServers(TURN, "alice", NOW), {
    iceServers: [
      { urls: ["stun:stun.test"] },
      {
        urls: ["turn:turn.test:3478", "turns:turn.test:5349"],
        username: "1767227400:alice",
        credential: "Fbewd+sObKUKGsOawSisHiFrh+A=",
      },
    ],
    expiresInMs: 1_800_000,
  });
});

Deno.test("a username begins with the second in which it expires, half an hour from now", () => {
  for (const now of [NOW, NOW + 1, NOW + 999]) {
    const [, server] = createIceServers(TURN, "alice", now).iceServers;
    const [expires, subject] = (server?.username ?? "").split(":");
    // Never later than what the client is told.
    assertEquals(Number(expires) * 1_000 <= now + CREDENTIAL_LIFE_MS, true);
    assertEquals(Number(expires) * 1_000 > now + CREDENTIAL_LIFE_MS - 1_000, true);
    assertEquals(subject, "alice");
  }
});

Deno.test("without relays there are none, and no secret is used", () => {
  const none = { stunUrls: [], turnUrls: [], turnSecret: null };
  assertEquals(createIceServers(none, "alice", NOW).iceServers, []);
  assertEquals(createIceServers({ ...none, turnSecret: "north" }, "alice", NOW).iceServers, []);
  const stun = { ...none, stunUrls: ["stun:stun.test"] };
  assertEquals(createIceServers(stun, "alice", NOW).iceServers, [{ urls: ["stun:stun.test"] }]);
});

Deno.test("all tabs of a device share a quota, and nobody shares it with another device", async () => {
  const node = await Node.open({ turn: TURN });
  const subjects = [];
  for (const device of ["device-0000-0000-a", "device-0000-0000-a", "device-0000-0000-b"]) {
    const { answer } = await node.visitor({ device, isStreaming: false });
    subjects.push(answer.iceServers[1]?.username?.split(":")[1]);
  }
  assertEquals(subjects[0], subjects[1]);
  assertEquals(subjects[0] === subjects[2], false);
  assertEquals(subjects[0]?.includes("device"), false);
});

Deno.test("fresh credentials can be asked for, and last from then on", async () => {
  const node = await Node.open({ turn: TURN });
  const alice = await node.visitor();
  const [, before] = alice.answer.iceServers;
  await node.clock.advance(10_000);
  const response = await alice.send("GET", "/v1/ice");
  const { iceServers: [, after], expiresInMs } = await response.json();
  assertEquals(expiresInMs, CREDENTIAL_LIFE_MS);
  assertEquals(parseInt(after.username) - parseInt(before?.username ?? ""), 10);
});
