/**
 * Two strangers on one page, with drawn cameras, so that anybody sees a whole talk alone.
 *
 * It does not know how they are paired: each element goes to the server by itself. The invariant it
 * keeps: no real camera or microphone is ever asked for.
 *
 * @module
 */
import type { RandomChat } from "../component/random_chat.ts";
import { createSyntheticCamera, type Persona, PERSONAS } from "./cast/synthetic_camera.ts";

/** Seats a persona at the element of that id. */
function seat(id: string, persona: Persona): RandomChat {
  const element = document.querySelector<RandomChat>(`random-chat#${id}`);
  if (element === null) throw new Error(`Cannot seat anybody: "${id}" is missing`);
  element.getMedia = createSyntheticCamera(persona);
  return element;
}

await customElements.whenDefined("random-chat");
const people = [seat("ida", PERSONAS.ida), seat("jun", PERSONAS.jun)];
const button = document.querySelector<HTMLButtonElement>(".begin");

/** Offers what makes sense now: to start both, or to send both home. */
function label(): void {
  const isIdle = people.some((person) => person.state.kind === "welcome");
  if (button !== null) button.textContent = isIdle ? "Start both" : "Stop both";
}

button?.addEventListener("click", () => {
  const idle = people.filter((person) => person.state.kind === "welcome");
  for (const person of idle) person.start();
  if (idle.length === 0) { for (const person of people) person.stop(); }
});
for (const person of people) person.addEventListener("random-chat-state", label);
