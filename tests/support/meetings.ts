/**
 * What guests of a house do in most of its situations: come, meet and talk.
 *
 * It does not know where the element is in their pages. The invariant it keeps: two who are to meet
 * like something that nobody else in the house likes.
 *
 * @module
 */
import { Guest, type House } from "./guests.ts";
import { waitFor } from "./wait.ts";

/** A situation, and what is to be seen in it. */
export type Step = readonly [name: string, run: (house: House) => Promise<void>];

/** Opens a page of the house and waits for the element in it. */
export async function guestAt(house: House, path: string, find?: string): Promise<Guest> {
  const page = await house.open(path);
  const guest = new Guest(page, find);
  await waitFor("the element", () => guest.run<boolean>("it.state.kind === 'welcome'"));
  return guest;
}

/** Lets two meet over something that nobody else likes. */
export async function meet(one: Guest, other: Guest, mode: "video" | "text", interest: string) {
  await one.start(mode, interest);
  await one.waitFor("waiting");
  await other.start(mode, interest);
  await one.waitFor("talk");
  await other.waitFor("talk");
}

/** Lets each write a line to the other. */
export async function talk(one: Guest, other: Guest): Promise<void> {
  await one.run(`it.send("Good evening")`);
  await other.hear("Good evening");
  await other.run(`it.send("Hello")`);
  await one.hear("Hello");
}
