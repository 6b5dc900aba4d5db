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
  {
    was:
      "of the model: what was under way at another node when somebody left was answered before that",
    nodes: 3,
    seed: 23,
    people: 5,
    deeds: [
      { kind: "trouble", isOn: true },
      { kind: "connect", who: 0, node: 0 },
      { kind: "pause", node: 8, step: 5 },
      { kind: "wait", ms: 50000 },
      { kind: "resume", node: 8 },
      { kind: "join", who: 4, wish: 0 },
      { kind: "rush", wish: 0 },
      { kind: "join", who: 4, wish: 0 },
      { kind: "join", who: 8, wish: 0 },
      { kind: "wait", ms: 120000 },
      { kind: "join", who: 4, wish: 0 },
      { kind: "join", who: 8, wish: 0 },
      { kind: "next", who: 0, wish: 0, via: 4 },
      { kind: "widen", who: 1 },
      { kind: "next", who: 8, wish: 11, via: 1 },
      { kind: "leave-queue", who: 0 },
      { kind: "join", who: 0, wish: 0 },
      { kind: "wait", ms: 1000 },
      { kind: "join", who: 0, wish: 0 },
      { kind: "rush", wish: 8 },
      {
        kind: "at-once",
        all: [{ kind: "next", who: 0, wish: 0, via: 2 }, {
          kind: "leave-queue",
          who: 0,
          via: 1,
        }],
      },
    ],
  },
  {
    was: "of the model: who had ended a talk believed a stream that was described before that",
    nodes: 3,
    seed: 955994287,
    people: 4,
    deeds: [
      { kind: "next", who: 0, wish: 2, via: 4 },
      { kind: "join", who: 3, wish: 0 },
      { kind: "join", who: 6, wish: 0 },
      { kind: "next", who: 3, wish: 0 },
      { kind: "wait", ms: 1000 },
      { kind: "back", who: 3 },
      { kind: "wait", ms: 1000 },
      { kind: "back", who: 6 },
      { kind: "join", who: 0, wish: 0 },
      { kind: "join", who: 1, wish: 0 },
      { kind: "join", who: 5, wish: 1 },
      {
        kind: "at-once",
        all: [{ kind: "widen", who: 0, via: 5 }, {
          kind: "join",
          who: 0,
          wish: 1,
          via: 11,
        }, { kind: "next", who: 0, wish: 0, via: 2 }],
      },
      { kind: "trouble", isOn: true },
      { kind: "pause", node: 2, step: 6 },
      { kind: "join", who: 2, wish: 0, via: 0 },
      { kind: "join", who: 0, wish: 0, via: 2 },
      { kind: "wait", ms: 7100 },
      { kind: "resume", node: 2 },
      { kind: "block", who: 10 },
      { kind: "connect", who: 2, node: 8 },
    ],
  },
  {
    was: "of the model: who was banned by the clock of one node only was taken out by it unheard",
    nodes: 3,
    seed: 0,
    people: 3,
    deeds: [
      { kind: "disconnect", who: 9, node: 2 },
      {
        kind: "at-once",
        all: [
          { kind: "next", who: 3, wish: 7 },
          { kind: "ban", who: 3, node: 6, ms: 20000 },
          { kind: "join", who: 3, wish: 5 },
          { kind: "leave-queue", who: 3, via: 2 },
        ],
      },
      { kind: "join", who: 2, wish: 9 },
      { kind: "connect", who: 9, node: 10 },
      { kind: "rush", wish: 11 },
      { kind: "rush", wish: 3 },
    ],
  },
];
