import { assertEquals, assertRejects } from "@std/assert/mod.js";
import { prove } from "../../../component/link/proof_part.ts";
import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/pbkdf2";

const SECRETS = { hmacSignatureSecret: "one secret", hmacKeySignatureSecret: "another" };

/** A challenge as the server makes them, with less work. */
async function challengeOf(counter: number) {
  const { parameters, signature = "" } = await createChallenge({
    algorithm: "PBKDF2/SHA-256",
    cost: 10,
    counter,
    deriveKey,
    data: { action: "begin", origin: "https://chess.example" },
    ...SECRETS,
  });
  const { keyLength = 32 } = parameters;
  return { parameters: { ...parameters, keyLength }, signature };
}

/** Replaces the worker of the browser while something runs. */
async function withWorker(worker: unknown, run: () => Promise<void>): Promise<void> {
  const own = globalThis.Worker;
  Object.assign(globalThis, { Worker: worker });
  try {
    await run();
  } finally {
    Object.assign(globalThis, { Worker: own });
  }
}

async function isGood(proof: string): Promise<boolean> {
  const { verified } = await verifySolution({ ...JSON.parse(atob(proof)), deriveKey, ...SECRETS });
  return verified;
}

/** A browser whose page allows no worker. */
class ForbiddenWorker {
  constructor() {
    throw new DOMException("Refused by the page's policy", "SecurityError");
  }
}

/** One that says so later. */
class BlockedWorker {
  onerror: (() => void) | null = null;
  postMessage() {
    queueMicrotask(() => this.onerror?.());
  }
  terminate() {}
}

for (const worker of [ForbiddenWorker, BlockedWorker]) {
  Deno.test(`a proof is made where the page has a ${worker.name}`, async () => {
    await withWorker(worker, async () => {
      for (const counter of [0, 1, 300]) {
        const challenge = await challengeOf(counter);
        const proof = await prove(challenge, new AbortController().signal);
        assertEquals(await isGood(proof), true);
        const { signature, parameters } = JSON.parse(atob(proof)).challenge;
        assertEquals({ signature, parameters }, challenge);
      }
    });
  });
}

Deno.test("work that nobody wants any more ends", async () => {
  await withWorker(ForbiddenWorker, async () => {
    const challenge = await challengeOf(1_000_000);
    const aborting = new AbortController();
    const proof = prove(challenge, aborting.signal);
    aborting.abort();
    await assertRejects(() => proof, DOMException);
  });
});
