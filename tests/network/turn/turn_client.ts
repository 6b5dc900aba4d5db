/**
 * A client of a relay that asks for whatever it is told to, also for what it should not get.
 *
 * It does not know what is right. The invariant it keeps: every request is signed and complete, so
 * that what is refused is refused for its meaning.
 *
 * @module
 */
import { createHash, createHmac } from "node:crypto";
import {
  ATTRIBUTE,
  type Attribute,
  CLASS,
  createTransaction,
  decodeEndpoint,
  decodeMessage,
  decodeText,
  encodeEndpoint,
  encodeMessage,
  encodeText,
  type Endpoint,
  METHOD,
  readError,
  type StunMessage,
} from "./stun_message.ts";
import { openWire, type Transport, type Wire } from "./wire.ts";

/** A name and a password, as the server hands them out. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What a request came to: `200`, or the error's number. */
export type Status = number;

/** Answers that do not come are given up after this, in milliseconds; a relay on loopback is quick. */
const DEADLINE_MS = 10_000;
/** A datagram may be lost even here when the machine is busy; it is sent again after this. */
const RESEND_MS = 500;
const UDP = 17;
const CHANNEL = 0x4000;
const FAMILY = { ipv4: 1, ipv6: 2 } as const;

/** Makes credentials as `server/turn/credentials.ts` does, good until a time in seconds. */
export function makeCredentials(secret: string, subject: string, until: number): Credentials {
  const username = `${until}:${subject}`;
  return { username, password: createHmac("sha1", secret).update(username).digest("base64") };
}

/** Half an hour from now, in seconds. */
export function inHalfAnHour(): number {
  return Math.floor(Date.now() / 1_000) + 1_800;
}

/** A client with a socket of its own. */
export class TurnClient implements Disposable {
  readonly #wire: Wire;
  readonly #credentials: Credentials;
  #realm = "";
  #nonce = "";
  readonly #answers = new Map<string, (message: StunMessage) => void>();
  readonly #heard: string[] = [];
  #lastRequest: Uint8Array = new Uint8Array();

  /**
   * @param relay Where the relay listens
   * @param transport How to talk to it. Default: UDP
   */
  constructor(relay: Endpoint, credentials: Credentials, transport: Transport = "udp") {
    this.#credentials = credentials;
    this.#wire = openWire(relay, transport, (bytes) => this.#take(decodeMessage(bytes)));
  }

  /** What peers have sent through the relay so far. */
  get heard(): readonly string[] {
    return this.#heard;
  }

  /** The last signed request as it went out, as an eavesdropper has it. */
  get lastRequest(): Uint8Array {
    return this.#lastRequest;
  }

  /** Asks for a port on the relay. @returns the status, and the port when it is given */
  async allocate(
    { family = "ipv4", transport = UDP }: {
      readonly family?: keyof typeof FAMILY;
      readonly transport?: number;
    } = {},
  ): Promise<{ readonly status: Status; readonly relayed: Endpoint | null }> {
    const asked: Attribute[] = [[ATTRIBUTE.transport, Uint8Array.of(transport, 0, 0, 0)]];
    if (family === "ipv6") asked.push([ATTRIBUTE.family, Uint8Array.of(FAMILY.ipv6, 0, 0, 0)]);
    const answer = await this.#request(METHOD.allocate, () => asked);
    const status = readError(answer) ?? 200;
    const isReadable = status === 200 && family === "ipv4";
    const relayed = isReadable ? decodeEndpoint(answer.attributes.get(ATTRIBUTE.relayed)) : null;
    return { status, relayed };
  }

  /** Asks to keep what it has. */
  async refresh(): Promise<Status> {
    const lifetime: Attribute = [ATTRIBUTE.lifetime, Uint8Array.of(0, 0, 2, 88)];
    return readError(await this.#request(METHOD.refresh, () => [lifetime], false)) ?? 200;
  }

  /** Asks to be heard by a peer's address. */
  permit(address: string): Promise<Status> {
    return this.#askForPeer(METHOD.createPermission, { address, port: 443 }, []);
  }

  /** Asks for a channel to a peer. */
  bind(address: string): Promise<Status> {
    const channel = Uint8Array.of(CHANNEL >> 8, CHANNEL & 0xff, 0, 0);
    return this.#askForPeer(METHOD.channelBind, { address, port: 443 }, [
      [ATTRIBUTE.channel, channel],
    ]);
  }

  /** Sends a text to a peer through the relay. */
  send(peer: Endpoint, text: string): void {
    const transaction = createTransaction();
    this.#wire.send(encodeMessage({
      type: METHOD.send | CLASS.indication,
      transaction,
      attributes: [
        [ATTRIBUTE.peer, encodeEndpoint(peer, transaction)],
        [ATTRIBUTE.data, encodeText(text)],
      ],
    }));
  }

  /** Sends bytes as they are, and tells what comes of it: for what somebody else has signed. */
  async replay(bytes: Uint8Array): Promise<Status> {
    const { transaction } = decodeMessage(bytes);
    return readError(await this.#exchange(transaction, bytes)) ?? 200;
  }

  async #askForPeer(method: number, peer: Endpoint, more: readonly Attribute[]): Promise<Status> {
    const answer = await this.#request(method, (transaction) => [
      ...more,
      [ATTRIBUTE.peer, encodeEndpoint(peer, transaction)],
    ]);
    return readError(answer) ?? 200;
  }

  /** Asks; when the relay names a nonce, asks once more with it. */
  async #request(
    method: number,
    attributes: (transaction: string) => readonly Attribute[],
    followsNonce = true,
  ): Promise<StunMessage> {
    const answer = await this.#ask(method, attributes);
    const error = readError(answer);
    const isFirst = this.#nonce === "";
    if (error !== 401 && error !== 438) return answer;
    if (!followsNonce || (error === 401 && !isFirst)) return answer;
    this.#realm = decodeText(answer.attributes.get(ATTRIBUTE.realm));
    this.#nonce = decodeText(answer.attributes.get(ATTRIBUTE.nonce));
    return await this.#ask(method, attributes);
  }

  #ask(
    method: number,
    attributes: (transaction: string) => readonly Attribute[],
  ): Promise<StunMessage> {
    const transaction = createTransaction();
    const { username, password } = this.#credentials;
    const key = createHash("md5").update(`${username}:${this.#realm}:${password}`).digest();
    const isSigned = this.#nonce !== "";
    const who: Attribute[] = isSigned
      ? [
        [ATTRIBUTE.username, encodeText(username)],
        [ATTRIBUTE.realm, encodeText(this.#realm)],
        [ATTRIBUTE.nonce, encodeText(this.#nonce)],
      ]
      : [];
    const bytes = encodeMessage({
      type: method | CLASS.request,
      transaction,
      attributes: [...attributes(transaction), ...who],
      ...(isSigned ? { key } : {}),
    });
    if (isSigned) this.#lastRequest = new Uint8Array(bytes);
    return this.#exchange(transaction, bytes);
  }

  async #exchange(transaction: string, bytes: Uint8Array): Promise<StunMessage> {
    const answer = Promise.withResolvers<StunMessage>();
    this.#answers.set(transaction, answer.resolve);
    const post = () => this.#wire.send(bytes);
    const again = setInterval(post, RESEND_MS);
    const late = setTimeout(() => {
      answer.reject(new Error(`Cannot ask the relay: no answer for ${DEADLINE_MS} ms`));
    }, DEADLINE_MS);
    try {
      post();
      return await answer.promise;
    } finally {
      clearInterval(again);
      clearTimeout(late);
      this.#answers.delete(transaction);
    }
  }

  #take(message: StunMessage): void {
    if (message.kind === CLASS.indication && message.method === METHOD.data) {
      this.#heard.push(decodeText(message.attributes.get(ATTRIBUTE.data)));
    } else {
      this.#answers.get(message.transaction)?.(message);
    }
  }

  /** Closes the socket; the relay forgets by itself. */
  [Symbol.dispose](): void {
    this.#wire.close();
  }
}
