/**
 * The work that a server asks for when very many come at once: half a second, beside the page.
 *
 * It does not know why it is asked for. The invariant it keeps: the page stays smooth, also where it
 * allows no worker; the browser then derives the keys off the page's thread all the same.
 *
 * @see https://altcha.org/docs/v2/proof-of-work/
 * @module
 */
import type { Challenge } from "../../server/protocol.ts";
import { number, object, type Parser, text } from "./parse.ts";

type Parameters = Challenge["parameters"];

/** The counter that was looked for, and the key that it makes. */
interface Solution {
  readonly counter: number;
  /** Hexadecimal. */
  readonly derivedKey: string;
}

/** Reads the answer of `GET /v1/challenge`: what the work needs; all of it goes back. */
const parseChallenge: Parser<Challenge> = (value) => {
  const { parameters, signature } = object({
    parameters: object({
      algorithm: text,
      cost: number,
      keyLength: number,
      keyPrefix: text,
      nonce: text,
      salt: text,
    }),
    signature: text,
  })(value);
  const whole: unknown = Reflect.get(Object(value), "parameters");
  return { parameters: { ...Object(whole), ...parameters }, signature };
};

/**
 * Does what a challenge asks for.
 *
 * @param told The answer of `GET /v1/challenge`.
 * @param signal Ends the work.
 * @returns The proof as the server reads it.
 * @throws {DOMException} `AbortError` when the signal came.
 * @throws {TypeError} Where the browser derives no keys: on a page without HTTPS.
 */
export async function prove(told: unknown, signal: AbortSignal): Promise<string> {
  const challenge = parseChallenge(told);
  const solution = await solveBeside(challenge.parameters, signal) ??
    await solve(challenge.parameters, () => signal.throwIfAborted());
  return btoa(JSON.stringify({ challenge, solution }));
}

/** In a worker; nothing where the page's rules or the browser allow none. */
async function solveBeside(parameters: Parameters, signal: AbortSignal): Promise<Solution | null> {
  const run = `onmessage=async({data})=>postMessage(await (${solve})(data).catch(()=>null))`;
  const address = URL.createObjectURL(new Blob([run], { type: "text/javascript" }));
  const worker = openWorker(address);
  try {
    if (worker === null) return null;
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Solution | null>) => resolve(data);
      // A page that forbids it may say so only now.
      worker.onerror = () => resolve(null);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.postMessage(parameters);
    });
  } finally {
    worker?.terminate();
    URL.revokeObjectURL(address);
  }
}

function openWorker(address: string): Worker | null {
  try {
    return new Worker(address);
  } catch {
    // Trusted Types, or a policy that names no blob.
    return null;
  }
}

/**
 * Looks for the counter. It becomes the source of a worker, so it uses nothing from around it.
 *
 * @param check Called between tries; what it throws ends the work.
 */
async function solve(parameters: Parameters, check = () => {}): Promise<Solution> {
  const { keyPrefix, keyLength, cost } = parameters;
  const bytesOf = (hex: string) =>
    Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  const [nonce, salt] = [bytesOf(parameters.nonce), bytesOf(parameters.salt)];
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  const algorithm = { name: "PBKDF2", hash: "SHA-256", salt, iterations: cost };
  for (let counter = 0;; counter++) {
    check();
    new DataView(password.buffer).setUint32(nonce.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const bits = await crypto.subtle.deriveBits(algorithm, key, keyLength * 8);
    const derivedKey = Array.from(
      new Uint8Array(bits),
      (byte) => byte.toString(16).padStart(2, "0"),
    ).join("");
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}
