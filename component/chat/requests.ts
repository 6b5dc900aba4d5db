/**
 * The requests that the conversation goes on without: partings, and what is asked about a decision.
 *
 * It does not know states. The invariant it keeps: none of them rejects; what has to be known of a
 * failure comes back as an input.
 *
 * @module
 */
import type { RoomId } from "../../server/protocol.ts";
import type { Signaling } from "../link/signaling.ts";
import type { ChatEffect, ChatInput } from "./transition_types.ts";

/** An effect that is such a request. */
export type RequestEffect = Extract<
  ChatEffect,
  { readonly kind: "unqueue" | "leave" | "block" | "appeal" }
>;

/** Makes the request. @returns What is to be known of it, or `null`. */
export async function request(
  signaling: Signaling,
  effect: RequestEffect,
): Promise<ChatInput | null> {
  switch (effect.kind) {
    case "unqueue":
      return await takeBack(signaling), null;
    case "leave":
      return await succeeds(signaling.leave(effect.room)), null;
    case "block":
      return await block(signaling, effect.room);
    case "appeal": {
      const { receipt, note } = effect;
      const isSent = await succeeds(signaling.appeal({ receipt, note }));
      return { kind: "appealed", result: isSent ? "sent" : "failed" };
    }
  }
}

/** Takes a wish back, and leaves the room of a match that was faster. */
async function takeBack(signaling: Signaling): Promise<void> {
  try {
    const answer = await signaling.unqueue();
    if (answer.status === "matched") await signaling.leave(answer.room);
  } catch {
    // Whoever has gone is taken out by the server as soon as it misses the stream.
  }
}

/** Leaves a room; a seat without a stream is not held for long anyway. */
async function block(signaling: Signaling, room: RoomId): Promise<ChatInput | null> {
  if (await succeeds(signaling.block(room))) return null;
  // The room is to be left all the same.
  await succeeds(signaling.leave(room));
  return { kind: "block-failed", room };
}

async function succeeds(asked: Promise<void>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch {
    return false;
  }
}
