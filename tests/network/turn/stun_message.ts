/**
 * Messages of STUN and TURN as bytes: as much as it takes to try a relay's doors.
 *
 * It does not know sockets, credentials or what a message is for. The invariant it keeps: what is
 * written here is well-formed, so that a refusal is about what was asked and not about how.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8489#section-5
 * @see https://www.rfc-editor.org/rfc/rfc8656
 * @module
 */
import { createHmac } from "node:crypto";

/** What a request asks for. */
export const METHOD = {
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const;

/** Attributes by name. */
export const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  channel: 0x000c,
  lifetime: 0x000d,
  peer: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  relayed: 0x0016,
  family: 0x0017,
  transport: 0x0019,
} as const;

/** The bits of a type that say what kind of message it is. */
export const CLASS = { request: 0x000, indication: 0x010, success: 0x100, error: 0x110 } as const;

const COOKIE = [0x21, 0x12, 0xa4, 0x42] as const;
const HEADER_BYTES = 20;
const INTEGRITY_BYTES = 24;

/** A message that was read. */
export interface StunMessage {
  readonly method: number;
  readonly kind: number;
  readonly transaction: string;
  readonly attributes: ReadonlyMap<number, Uint8Array>;
}

/** An attribute to be written. */
export type Attribute = readonly [type: number, value: Uint8Array];

/** An address and a port. */
export interface Endpoint {
  /** IPv4 with dots, or IPv6 with all that RFC 4291 allows. */
  readonly address: string;
  readonly port: number;
}

/** Text as an attribute's value. */
export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** An attribute's value as text. */
export function decodeText(value: Uint8Array | undefined): string {
  return new TextDecoder().decode(value);
}

/** The bytes of an address: four or sixteen. @throws when it is none */
export function parseAddress(address: string): Uint8Array {
  if (!address.includes(":")) return Uint8Array.from(address.split("."), Number);
  // The URL parser knows every way in which an IPv6 address may be written.
  const whole = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = "", tail] = whole.split("::");
  const groups = (part: string) => part === "" ? [] : part.split(":").map((it) => parseInt(it, 16));
  const [left, right] = [groups(head), groups(tail ?? "")];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return Uint8Array.from([...left, ...zeros, ...right].flatMap((it) => [it >> 8, it & 0xff]));
}

/** Writes an address as XOR-PEER-ADDRESS and its like want it. */
export function encodeEndpoint({ address, port }: Endpoint, transaction: string): Uint8Array {
  const bytes = parseAddress(address);
  const mask = [...COOKIE, ...fromHex(transaction)];
  return Uint8Array.from([
    0,
    bytes.length === 4 ? 1 : 2,
    (port >> 8) ^ 0x21,
    (port & 0xff) ^ 0x12,
    ...bytes.map((byte, index) => byte ^ (mask[index] ?? 0)),
  ]);
}

/** Reads an IPv4 address out of XOR-RELAYED-ADDRESS and its like. @throws when there is none */
export function decodeEndpoint(value: Uint8Array | undefined): Endpoint {
  if (value?.[1] !== 1) throw new Error("Cannot read an endpoint: it is not of IPv4");
  const port = (((value[2] ?? 0) ^ 0x21) << 8) | ((value[3] ?? 0) ^ 0x12);
  const bytes = COOKIE.map((mask, index) => (value[4 + index] ?? 0) ^ mask);
  return { address: bytes.join("."), port };
}

/** Makes the id of a new transaction. */
export function createTransaction(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(12)));
}

/**
 * Writes a message.
 *
 * @param key What it is signed with; not signed by default
 */
export function encodeMessage(
  { type, transaction, attributes, key }: {
    readonly type: number;
    readonly transaction: string;
    readonly attributes: readonly Attribute[];
    readonly key?: Uint8Array;
  },
): Uint8Array {
  const body = attributes.flatMap(([id, value]) => writeAttribute(id, value));
  const head = (length: number) => [
    ...[type >> 8, type & 0xff, length >> 8, length & 0xff],
    ...COOKIE,
    ...fromHex(transaction),
  ];
  if (key === undefined) return Uint8Array.from([...head(body.length), ...body]);
  // The length counts the signature, which is not written yet (RFC 8489, 14.5).
  const signed = Uint8Array.from([...head(body.length + INTEGRITY_BYTES), ...body]);
  const digest = createHmac("sha1", key).update(signed).digest();
  return Uint8Array.from([...signed, ...writeAttribute(ATTRIBUTE.integrity, digest)]);
}

/** Reads a message. @throws when it is none */
export function decodeMessage(bytes: Uint8Array): StunMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || COOKIE.some((it, index) => bytes[4 + index] !== it)) {
    throw new Error("Cannot read a message: it is not of STUN");
  }
  const type = view.getUint16(0);
  const attributes = new Map<number, Uint8Array>();
  for (let at = HEADER_BYTES; at + 4 <= bytes.length;) {
    const length = view.getUint16(at + 2);
    attributes.set(view.getUint16(at), bytes.slice(at + 4, at + 4 + length));
    at += 4 + pad(length);
  }
  return {
    method: type & 0x00f,
    kind: type & 0x110,
    transaction: toHex(bytes.slice(8, HEADER_BYTES)),
    attributes,
  };
}

/** The number of an error, as `403`; null where there is none. */
export function readError({ attributes }: StunMessage): number | null {
  const value = attributes.get(ATTRIBUTE.error);
  return value === undefined ? null : (value[2] ?? 0) * 100 + (value[3] ?? 0);
}

function writeAttribute(id: number, value: Uint8Array): number[] {
  const padding = Array.from({ length: pad(value.length) - value.length }, () => 0);
  return [id >> 8, id & 0xff, value.length >> 8, value.length & 0xff, ...value, ...padding];
}

function pad(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): number[] {
  return (text.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
}
