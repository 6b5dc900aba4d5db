/**
 * What the server says, as inputs of the conversation.
 *
 * It does not know what follows from them. The invariant it keeps: durations of the wire become
 * times of this device here and nowhere else.
 *
 * @module
 */
import type { Near, ServerEvent, WidenAnswer } from "../../server/protocol.ts";
import type { SeatAnswer } from "../link/signaling.ts";
import type { ChatInput } from "./transition_types.ts";

/**
 * Turns an event of the stream into an input.
 *
 * @param at Now, milliseconds since the epoch.
 * @param steps How many steps the site's wishes have.
 * @returns `null` for events that only the talk at work knows about.
 */
export function inputOfEvent(event: ServerEvent, at: number, steps: number): ChatInput | null {
  switch (event.type) {
    case "hello":
      return { kind: "hello", hello: event.data, at, steps };
    case "widened":
      return { kind: "widened", ...event.data, at };
    case "matched":
      return { kind: "matched", match: event.data, at };
    case "peer-away":
      return { kind: "peer-away", room: event.data.room, until: at + event.data.holdMs };
    case "peer-back":
      return { kind: "peer-back", room: event.data.room };
    case "peer-left":
      return { kind: "peer-left", ...event.data };
    case "back":
      return { kind: "wanted", talk: event.data.room };
    case "ladder": {
      const { room, step, consent, agreed = false } = event.data;
      return { kind: "ladder", room, step, consent, agreed, at };
    }
    case "restricted":
      // One that has ended was told while nobody listened; nothing stands in the way any more.
      return event.data.until > at ? { kind: "restricted", ...event.data } : null;
    default:
      return null;
  }
}

/** Turns the answer of `queue`, `next` or `back` into an input; the parameters are as above. */
export function inputOfAnswer(answer: SeatAnswer, at: number, steps: number): ChatInput {
  if (answer.status === "asked") return { kind: "asked" };
  return answer.status === "matched"
    ? { kind: "matched", match: answer.match, at }
    : { kind: "queued", widensInMs: answer.widensInMs, at, steps, ...nearIn(answer) };
}

/** Turns the answer of `widen` into an input; `at` is as above. */
export function inputOfWidened(answer: WidenAnswer, at: number): ChatInput {
  if (answer.status === "matched") return { kind: "matched", match: answer.match, at };
  const { status: _, ...widened } = answer;
  return { kind: "widened", ...widened, at };
}

function nearIn({ near }: { readonly near?: Near }): { readonly near?: Near } {
  return near === undefined ? {} : { near };
}
