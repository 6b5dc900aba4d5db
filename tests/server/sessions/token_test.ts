import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import type { SessionId } from "../../../server/protocol.ts";
import { type Claims, TOKEN_LIFE_MS, TokenSigner } from "../../../server/sessions/token.ts";

const NOW = Date.UTC(2026, 0, 1);
const CLAIMS: Claims = {
  session: "session-01" as SessionId,
  pseudonym: "somebody",
  subject: "subject of somebody",
  aliases: [],
  prefix: "prefix",
  site: "default",
  group: null,
  expiresAt: NOW + 1_000,
};
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

function signerOf(secret: string): TokenSigner {
  return new TokenSigner(
    new TextEncoder().encode(secret),
    (pseudonym) => ({ subject: `subject of ${pseudonym}`, aliases: [] }),
  );
}

const signer = signerOf("a secret of the operator");

Deno.test("what was signed comes out as it went in", () => {
  assertEquals(signer.verify(signer.sign(CLAIMS), NOW), { kind: "valid", claims: CLAIMS });
});

Deno.test("as what somebody has passed the gate is signed, too", () => {
  const minor = { ...CLAIMS, group: "minor" } as const;
  assertEquals(signer.verify(signer.sign(minor), NOW), { kind: "valid", claims: minor });
});

Deno.test("a token of another life of the server with the same secret is good", () => {
  const token = signerOf("a secret of the operator").sign(CLAIMS);
  assertEquals(signer.verify(token, NOW).kind, "valid");
});

Deno.test("a token expires at its moment, not one millisecond later", () => {
  const token = signer.sign(CLAIMS);
  assertEquals(signer.verify(token, CLAIMS.expiresAt - 1).kind, "valid");
  assertEquals(signer.verify(token, CLAIMS.expiresAt), { kind: "expired", claims: CLAIMS });
});

Deno.test("a token of another secret is forged", () => {
  const token = signerOf("a secret of the Operator").sign(CLAIMS);
  assertEquals(signer.verify(token, NOW), { kind: "forged" });
});

Deno.test("a token in which any character is another one is forged", () => {
  const token = signer.sign(CLAIMS);
  for (const [index, character] of [...token].entries()) {
    for (const other of BASE64URL + ".") {
      if (other === character) continue;
      const altered = token.slice(0, index) + other + token.slice(index + 1);
      assertEquals(signer.verify(altered, NOW).kind, "forged", `${index}: ${altered}`);
    }
  }
});

Deno.test("a token that is cut, extended or put together of parts is forged", () => {
  const token = signer.sign(CLAIMS);
  const [payload, mac] = token.split(".");
  const other = signer.sign({ ...CLAIMS, session: "session-02" as SessionId });
  const [otherPayload] = other.split(".");
  const wrong = [
    "",
    ".",
    "..",
    `${payload}`,
    `${payload}.`,
    `.${mac}`,
    `${mac}.${payload}`,
    `${otherPayload}.${mac}`,
    `${token}.`,
    `${token}.${mac}`,
    `.${token}`,
    `${token}=`,
    ` ${token}`,
    token.slice(0, -1),
    token.slice(1),
    token.toUpperCase(),
    `${payload}.${"A".repeat(43)}`,
    `${payload}.${"é".repeat(43)}`,
  ];
  for (const text of wrong) assertEquals([text, signer.verify(text, NOW).kind], [text, "forged"]);
});

Deno.test("a token is safe in a header and short", () => {
  const token = signer.sign(CLAIMS);
  assertEquals(/^[\w-]+\.[\w-]{43}$/.test(token), true, token);
  assertEquals(token.length < 200, true, `${token.length}`);
});

Deno.test("a pseudonym is the same for the same device and secret, and says nothing about it", () => {
  assertEquals(signer.pseudonym("device-a"), signer.pseudonym("device-a"));
  assertNotEquals(signer.pseudonym("device-a"), signer.pseudonym("device-b"));
  assertNotEquals(signer.pseudonym("device-a"), signerOf("another").pseudonym("device-a"));
  assertEquals(/^[\w-]{22}$/.test(signer.pseudonym("device-a")), true);
});

Deno.test("somebody is called what they were called when the token was issued", () => {
  const asked: unknown[] = [];
  const noting = new TokenSigner(new TextEncoder().encode("a secret"), (...names) => {
    asked.push(names);
    return { subject: "s", aliases: ["t"] };
  });
  const verdict = noting.verify(noting.sign(CLAIMS), NOW);
  assertEquals(asked, [["somebody", CLAIMS.expiresAt - TOKEN_LIFE_MS]]);
  assertEquals(verdict.kind === "valid" && verdict.claims.aliases, ["t"]);
});

Deno.test("parts of a message cannot be shifted into each other under one signature", () => {
  assertNotEquals(signer.signMessage(["ab", "c"]), signer.signMessage(["a", "bc"]));
  assertNotEquals(signer.signMessage(["a", ""]), signer.signMessage(["a"]));
  assertNotEquals(signer.signMessage(["\ud800"]), signer.signMessage(["\ufffd"]));
});
