/** Proofs of work: what counts, and what does not. */
import { assertEquals } from "@std/assert/mod.js";
import { CHALLENGE_LIFE_MS, Proofs } from "../../../server/safety/proof.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { countingIds } from "../support/random.ts";
import { encode, type Payload, solve } from "../support/solve.ts";

const BEGIN = { action: "begin", origin: "https://chess.example" } as const;

/** Nodes over one store. The library looks at the machine's clock, so theirs begins there. */
function openNodes(count: number, secret = "a secret") {
  const engine = new MemoryEngine({ isExclusive: count === 1 });
  const clock = new FakeClock(Date.now());
  const nodes = Array.from({ length: count }, (_, index) => {
    const store = new Store({ engine, clock });
    return new Proofs({ store, clock, secret, createId: countingIds(`node${index}`) });
  });
  return { engine, clock, nodes, proofs: nodes[0]! };
}

/** A change of a proof that makes it another one. */
type Forgery = (payload: Payload) => unknown;

const FORGERIES: Readonly<Record<string, Forgery>> = {
  "another counter and its key": ({ challenge }) => ({
    challenge,
    solution: { counter: 1, derivedKey: "00".repeat(32) },
  }),
  "the prefix for the key": ({ challenge, solution }) => ({
    challenge,
    solution: { ...solution, derivedKey: challenge.parameters.keyPrefix.padEnd(64, "0") },
  }),
  "no signature": ({ challenge, solution }) => ({
    challenge: { ...challenge, signature: "" },
    solution,
  }),
  "another signature": ({ challenge, solution }) => ({
    challenge: { ...challenge, signature: challenge.signature.replace(/./, flip) },
    solution,
  }),
  "another key signature": (payload) => altered(payload, { keySignature: "ab".repeat(32) }),
  "a later end": (payload) => altered(payload, { expiresAt: 4_000_000_000 }),
  "no end": (payload) => altered(payload, { expiresAt: undefined }),
  "a shorter prefix": (payload) => altered(payload, { keyPrefix: "00" }),
  "less work": (payload) => altered(payload, { cost: 1 }),
  "another algorithm": (payload) => altered(payload, { algorithm: "SHA-256" }),
  "another nonce": (payload) => altered(payload, { nonce: "ab".repeat(16) }),
  "another purpose": (payload) => altered(payload, { data: { action: "begin", origin: "" } }),
  "more than was signed": (payload) => altered(payload, { memoryCost: 1 }),
  "no solution": ({ challenge }) => ({ challenge }),
  "nothing": () => null,
  "a list": () => [],
};

function altered({ challenge, solution }: Payload, change: Record<string, unknown>): unknown {
  return {
    challenge: { ...challenge, parameters: { ...challenge.parameters, ...change } },
    solution,
  };
}

function flip(character: string): string {
  return character === "a" ? "b" : "a";
}

Deno.test("a proof counts once", async () => {
  const { proofs } = openNodes(1);
  const proof = encode(await solve(await proofs.challenge(BEGIN)));
  assertEquals(await proofs.redeem(proof, BEGIN), true);
  assertEquals(await proofs.redeem(proof, BEGIN), false);
});

Deno.test("a proof that is shown to three nodes a hundred times at once counts once", async () => {
  const { nodes, proofs } = openNodes(3);
  const proof = encode(await solve(await proofs.challenge(BEGIN)));
  const shown = Array.from({ length: 100 }, (_, index) => nodes[index % 3]!.redeem(proof, BEGIN));
  const counted = (await Promise.all(shown)).filter((isGood) => isGood);
  assertEquals(counted.length, 1);
});

Deno.test("no proof that was forged counts, and the true one does after all of them", async () => {
  const { proofs } = openNodes(1);
  const payload = await solve(await proofs.challenge(BEGIN));
  for (const [what, forge] of Object.entries(FORGERIES)) {
    assertEquals([what, await proofs.redeem(encode(forge(payload)), BEGIN)], [what, false]);
  }
  for (const text of ["", "x", "%%%", btoa("{"), btoa('"x"'), encode(payload).slice(4)]) {
    assertEquals([text, await proofs.redeem(text, BEGIN)], [text, false]);
  }
  assertEquals(await proofs.redeem(encode(payload), BEGIN), true);
});

Deno.test("a proof of another page's origin, or for another server, does not count", async () => {
  const { proofs } = openNodes(1);
  const foreign = openNodes(1, "another secret").proofs;
  const proof = encode(await solve(await proofs.challenge(BEGIN)));
  for (const origin of ["", "https://chess.example:8443", "https://evil.example"]) {
    assertEquals(await proofs.redeem(proof, { ...BEGIN, origin }), false);
  }
  assertEquals(await foreign.redeem(proof, BEGIN), false);
  assertEquals(await proofs.redeem(proof, BEGIN), true);
});

Deno.test("a proof does not count when its challenge is too old", async () => {
  const { proofs, clock } = openNodes(1);
  const [early, late] = [await proofs.challenge(BEGIN), await proofs.challenge(BEGIN)];
  const [first, second] = [encode(await solve(early)), encode(await solve(late))];
  await clock.advance(CHALLENGE_LIFE_MS - 1_000);
  assertEquals(await proofs.redeem(first, BEGIN), true);
  await clock.advance(1_000);
  assertEquals(await proofs.redeem(second, BEGIN), false);
});

Deno.test("a proof whose use went through unheard counts, and once all the same", async () => {
  const { proofs, engine } = openNodes(2);
  const proof = encode(await solve(await proofs.challenge(BEGIN)));
  engine.plan = () => "lost-answer";
  assertEquals(await proofs.redeem(proof, BEGIN), true);
  engine.plan = () => undefined;
  assertEquals(await proofs.redeem(proof, BEGIN), false);
});

Deno.test("challenges do not repeat, and tell nothing of how much work they are", async () => {
  const { proofs } = openNodes(1);
  const challenges = await Promise.all(Array.from({ length: 20 }, () => proofs.challenge(BEGIN)));
  assertEquals(new Set(challenges.map(({ parameters }) => parameters.nonce)).size, 20);
  assertEquals(Object.keys(challenges[0]!.parameters), [
    "algorithm",
    "cost",
    "data",
    "expiresAt",
    "keyLength",
    "keyPrefix",
    "keySignature",
    "nonce",
    "salt",
  ]);
});
