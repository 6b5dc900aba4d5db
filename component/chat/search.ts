/**
 * The requests for a partner: ask, move on, look further now.
 *
 * It does not know states or streams. The invariant it keeps: what comes back is the answer to this
 * request, as an input, or an error that says what it means for the conversation.
 *
 * @module
 */
import type { QueueRequest } from "../../server/protocol.ts";
import { askedMsOf, isRefusal } from "../link/problem_error.ts";
import type { Signaling } from "../link/signaling.ts";
import type { ReadyOffer } from "../link/standby.ts";
import { inputOfAnswer, inputOfWidened } from "./inputs.ts";
import { troubleOf } from "./request_trouble.ts";
import type { ChatState, Wish } from "./state.ts";
import type { ChatEffect, ChatInput } from "./transition_types.ts";

/** An effect that is such a request. */
export type SearchEffect = Extract<
  ChatEffect,
  { readonly kind: "queue" | "next" | "back" | "widen" }
>;

/**
 * Makes the request.
 *
 * @param context.now Reads the time, milliseconds since the epoch.
 * @param context.steps Reads how many steps the site's wishes have.
 * @param context.isVeiled Reads whether pictures begin veiled for this visitor.
 * @param context.offer What waits with the wish for whoever is matched with it, if anything does.
 * @throws What the `Signaling` throws.
 */
export async function ask(
  signaling: Signaling,
  effect: SearchEffect,
  context: {
    readonly signal: AbortSignal;
    readonly now: () => number;
    readonly steps: () => number;
    readonly offer: ReadyOffer | null;
    readonly isVeiled: () => boolean;
  },
): Promise<ChatInput> {
  const { signal, now, steps, offer, isVeiled } = context;
  if (effect.kind === "widen") {
    const { step } = effect;
    return inputOfWidened(await signaling.widen({ step }, { signal }), now());
  }
  const veil = isVeiled() && { reveal: "mutual" } as const;
  const wish = { ...requestOf(effect.wish), ...veil, ...(offer && { offer }) };
  const answer = effect.kind === "queue"
    ? await signaling.queue(wish, { signal })
    : await signaling[effect.kind]({ ...wish, room: effect.room }, { signal });
  return inputOfAnswer(answer, now(), steps());
}

/**
 * What a failure of the request means.
 *
 * @param now Milliseconds since the epoch.
 * @returns `null` when the connection mends it by itself.
 */
export function failureOf(effect: SearchEffect, error: unknown, now: number): ChatInput | null {
  if (effect.kind === "widen") return { kind: "widen-failed" };
  if (isRefusal(error, "restricted")) {
    // The stream tells the rest, mostly before this.
    const until = now + askedMsOf(error);
    return { kind: "restricted", until, rule: "", receipt: "" };
  }
  const trouble = troubleOf(error, now);
  return trouble === null ? null : { kind: "request-failed", ...trouble };
}

function requestOf({ mode, interests, languages, strictLanguages }: Wish): QueueRequest {
  return { mode, strictLanguages, interests: [...interests], languages: [...languages] };
}

/** What somebody wishes for who waits and is online; otherwise `null`. */
export function waitingFor(state: ChatState): Wish | null {
  return state.kind === "waiting" && state.online ? state.wish : null;
}
