/**
 * Worlds in which the model itself was wrong of what may be: the server was right.
 *
 * @module
 */
import type { Found } from "./found.ts";

/** All of them. */
export const FOUND_OF_THE_MODEL: readonly Found[] = [
  {
    was: "of the model: who was refused at one node forgot that they sat in a room by another",
    nodes: 3,
    seed: 0,
    people: 3,
    deeds: [
      {
        kind: "at-once",
        all: [{ kind: "ban", who: 0, node: 0, ms: 20000 }, { kind: "widen", who: 0 }, {
          kind: "leave-queue",
          who: 0,
        }],
      },
      { kind: "rush", wish: 0 },
      { kind: "wait", ms: 1000 },
      { kind: "join", who: 1, wish: 0, via: 0 },
    ],
  },
  {
    was: "of the model: what an old stream told was taken for the word of the new one's node",
    nodes: 3,
    seed: 1681,
    people: 3,
    deeds: [
      { kind: "disconnect", who: 2, node: 0 },
      { kind: "rush", wish: 0 },
      { kind: "next", who: 0, wish: 2 },
      { kind: "trouble", isOn: true },
      { kind: "pause", node: 2, step: 25 },
      { kind: "join", who: 1, wish: 0, via: 0 },
      { kind: "leave-queue", who: 0 },
      { kind: "wait", ms: 70000 },
      { kind: "resume", node: 2 },
      { kind: "connect", who: 1, node: 0 },
      { kind: "connect", who: 2, node: 1 },
    ],
  },
];
