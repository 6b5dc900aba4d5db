/**
 * The demo's made-up states, on an element that a test moves.
 *
 * @module
 */
import type { ChatState } from "../../../component/chat/state.ts";
import { DISARMED_MS } from "../../../component/latch.ts";
import type { RandomChat } from "../../../component/random_chat.ts";
import { SCENES } from "../../../demo/cast/snapshots.ts";
import { drawn, putOnShow, type Show } from "./puppet.ts";

/** The state of a scene by its name. */
export function stateOf(name: string): ChatState {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`Cannot show "${name}": there is no such scene`);
  return scene.state;
}

/** An element in a talk whose Next already acts. */
export async function showTalk(
  name = "talk-text",
  setUp?: (element: RandomChat) => void,
): Promise<Show> {
  const show = await putOnShow(setUp);
  await show.show(stateOf(name));
  await show.clock.advance(DISARMED_MS);
  await drawn(show.element);
  return show;
}
