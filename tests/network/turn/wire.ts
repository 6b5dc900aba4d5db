/**
 * Bytes to a relay and back, over UDP or TCP.
 *
 * It does not know what they say. The invariant it keeps: what is handed on is always one whole
 * message, however the network cut it.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";
import { createConnection } from "node:net";
import type { Endpoint } from "./stun_message.ts";

/** How a client talks to its relay. */
export type Transport = "udp" | "tcp";

/** A way to a relay. */
export interface Wire {
  /** Sends one message. */
  send(bytes: Uint8Array): void;
  close(): void;
}

/** Where the length of what follows a header stands, and how long the header is (RFC 8489, 5). */
const LENGTH_AT = 2;
const HEADER_BYTES = 20;

/** Opens a way; what comes over it is handed to `take`. */
export function openWire(
  { address, port }: Endpoint,
  transport: Transport,
  take: (bytes: Uint8Array) => void,
): Wire {
  if (transport === "udp") {
    const socket = createSocket("udp4");
    socket.on("message", take);
    return { send: (bytes) => socket.send(bytes, port, address), close: () => socket.close() };
  }
  const socket = createConnection({ host: address, port });
  let rest = Buffer.alloc(0);
  socket.on("data", (chunk: Uint8Array) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER_BYTES) {
      const length = HEADER_BYTES + rest.readUInt16BE(LENGTH_AT);
      if (rest.length < length) return;
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
  return { send: (bytes) => void socket.write(bytes), close: () => void socket.destroy() };
}
