/**
 * What the ladder of a talk asks of devices, server and clock.
 *
 * It does not decide anything. The invariant it keeps: every asking is answered by an input of its
 * room, however late.
 *
 * @module
 */
import type { Clock } from "../link/clock.ts";
import type { Capture } from "../link/media.ts";
import type { Signaling } from "../link/signaling.ts";
import type { ChatEffect, ChatInput } from "./transition_types.ts";

/** An effect of the ladder, but for the call itself. */
export type LadderEffect = Extract<
  ChatEffect,
  { readonly kind: "prepare" | "keep" | "consent" | "expire" }
>;

/** What such effects work on. */
export interface LadderTools {
  readonly capture: Pick<Capture, "change">;
  readonly signaling: Pick<Signaling, "ladder">;
  readonly clock: Clock;
  readonly onInput: (input: ChatInput) => void;
}

/** Does what follows from a word about the ladder. Never rejects. */
export async function runLadder(effect: LadderEffect, tools: LadderTools): Promise<void> {
  const { capture, signaling, clock, onInput } = tools;
  switch (effect.kind) {
    case "prepare": {
      const { room, mode: step } = effect;
      const taken = await capture.change(step);
      if (taken.kind === "superseded") return;
      const result = taken.kind === "ready" ? taken.kind : taken.cause;
      return onInput({ kind: "prepared", room, step, result, at: clock.now() });
    }
    case "keep":
      // Less is wanted, or what there is: nothing is asked of anybody by it.
      return void capture.change(effect.mode);
    case "consent": {
      const { kind: _, ...word } = effect;
      // A talk that is over has no ladder; anything else is said again when the partner is back.
      return signaling.ladder(word).catch(() => undefined);
    }
    case "expire": {
      const { ladder, at } = effect;
      clock.after(Math.max(0, at - clock.now()), () => onInput({ kind: "ladder-expired", ladder }));
    }
  }
}
