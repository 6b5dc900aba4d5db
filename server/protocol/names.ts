/**
 * What topics of the wire share: whom and what they are about, and a session's description.
 *
 * It does not know any call. The invariant it keeps: an id is made of a string by parsing it, or by
 * whoever gives it out.
 *
 * @module
 */
import * as v from "valibot";
import { LIMITS } from "./limits.ts";

declare const brand: unique symbol;

type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One anonymous visitor in one page. */
export type SessionId = Branded<"session">;

/** One talk of two sessions. */
export type RoomId = Branded<"room">;

/** A room, as a call names it. */
export const roomId = v.pipe(
  v.string(),
  v.regex(/^[\w-]{8,64}$/),
  v.transform((id) => id as RoomId),
);

/** A session description: RFC 8866, which only browsers read. */
export const sdp = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.sdpLength));
