/**
 * Worlds in which two nodes took themselves for somebody's home, or none did.
 *
 * @module
 */
import type { Found } from "./found.ts";

/** All of them. */
export const FOUND_HOMES: readonly Found[] = [
  {
    was: "a lost letter left a stream's old node in charge, which ended the talk",
    nodes: 3,
    seed: -257930594,
    people: 5,
    deeds: [
      { kind: "next", who: 5, wish: 8 },
      { kind: "trouble", isOn: true },
      { kind: "join", who: 4, wish: 1 },
      { kind: "next", who: 6, wish: 6 },
      { kind: "next", who: 1, wish: 11 },
      { kind: "wait", ms: 1000 },
      { kind: "connect", who: 9, node: 9 },
    ],
  },
  {
    was: "a word of absence from an old node took out who had come to another",
    nodes: 3,
    seed: -2147483636,
    people: 3,
    deeds: [
      { kind: "disconnect", who: 9, node: 0 },
      { kind: "join", who: 11, wish: 3 },
      { kind: "trouble", isOn: true },
      { kind: "connect", who: 0, node: 10 },
      { kind: "join", who: 0, wish: 10 },
    ],
  },
  {
    was: "a ticket was stored by a node that did not watch over its owner",
    nodes: 3,
    seed: 768731375,
    people: 5,
    deeds: [
      { kind: "disconnect", who: 1, node: 11 },
      { kind: "join", who: 2, wish: 1 },
      { kind: "restart", node: 0 },
      { kind: "trouble", isOn: true },
      { kind: "wait", ms: 50000 },
      { kind: "next", who: 11, wish: 11 },
      { kind: "next", who: 2, wish: 2 },
      { kind: "restart", node: 2 },
      { kind: "next", who: 1, wish: 2 },
      { kind: "vanish", who: 1, node: 5 },
      { kind: "restart", node: 1 },
    ],
  },
  {
    was: "a letter from a home that was never stored made the real one forget somebody",
    nodes: 3,
    seed: 793,
    people: 5,
    deeds: [
      { kind: "rush", wish: 2 },
      { kind: "wait", ms: 1 },
      { kind: "connect", who: 2, node: 2 },
      { kind: "rush", wish: 0 },
      { kind: "trouble", isOn: true },
      { kind: "pause", node: 2, step: 7 },
      { kind: "join", who: 4, wish: 0 },
      { kind: "connect", who: 2, node: 0 },
      { kind: "next", who: 0, wish: 0 },
      { kind: "leave-queue", who: 0 },
      { kind: "connect", who: 1, node: 0 },
      { kind: "wait", ms: 7100 },
      { kind: "vanish", who: 1, node: 0 },
      { kind: "resume", node: 2 },
      { kind: "leave-queue", who: 1 },
      { kind: "wait", ms: 1000 },
    ],
  },
];
