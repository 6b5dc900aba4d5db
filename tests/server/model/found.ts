/**
 * What the model has found: played again in every run, so that it stays away.
 *
 * @module
 */
import type { Deed } from "./deeds.ts";

/** A world that broke a rule once. */
export interface Found {
  /** What was wrong then. */
  readonly was: string;
  readonly nodes: 1 | 3;
  readonly seed: number;
  readonly people: number;
  readonly deeds: readonly Deed[];
}

/** All of them. */
export const FOUND: readonly Found[] = [
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
    was: "a node that had slept told of a match that its home had told already",
    nodes: 3,
    seed: 1409941765,
    people: 5,
    deeds: [
      { kind: "connect", who: 9, node: 11 },
      { kind: "pause", node: 2 },
      { kind: "join", who: 8, wish: 0 },
      { kind: "join", who: 4, wish: 1 },
      { kind: "connect", who: 9, node: 6 },
      { kind: "wait", ms: 50000 },
    ],
  },
  {
    was: "a match was kept for somebody away and told when the talk was over",
    nodes: 3,
    seed: -2147483620,
    people: 11,
    deeds: [
      { kind: "join", who: 8, wish: 8 },
      { kind: "join", who: 11, wish: 3 },
      { kind: "next", who: 2, wish: 3 },
      { kind: "trouble", isOn: true },
      { kind: "wait", ms: 1 },
      { kind: "connect", who: 2, node: 8 },
      { kind: "wait", ms: 31000 },
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
    was: "a join under way at another node came after leaving was confirmed",
    nodes: 3,
    seed: -9,
    people: 6,
    deeds: [
      { kind: "next", who: 3, wish: 2 },
      { kind: "wait", ms: 5100 },
      { kind: "leave-queue", who: 5 },
      { kind: "join", who: 0, wish: 3 },
      { kind: "restart", node: 8 },
      { kind: "wait", ms: 5100 },
      { kind: "next", who: 10, wish: 10 },
      { kind: "join", who: 1, wish: 11 },
      { kind: "connect", who: 9, node: 8 },
      { kind: "wait", ms: 5100 },
      { kind: "leave-queue", who: 1 },
      { kind: "connect", who: 0, node: 1 },
      { kind: "leave-queue", who: 10 },
      { kind: "trouble", isOn: true },
      { kind: "connect", who: 3, node: 10 },
      { kind: "wait", ms: 5100 },
      { kind: "join", who: 4, wish: 7 },
      { kind: "join", who: 1, wish: 1 },
      { kind: "join", who: 10, wish: 0 },
      { kind: "leave-queue", who: 4 },
    ],
  },
  {
    was: "the last write of a dead node came after it was cleared away",
    nodes: 3,
    seed: 1766194165,
    people: 11,
    deeds: [
      { kind: "connect", who: 11, node: 3 },
      { kind: "join", who: 10, wish: 7 },
      { kind: "wait", ms: 1 },
      { kind: "wait", ms: 50000 },
      { kind: "join", who: 10, wish: 0 },
      { kind: "join", who: 1, wish: 0 },
      { kind: "leave-queue", who: 9 },
      { kind: "trouble", isOn: true },
      { kind: "crash", node: 7 },
      { kind: "next", who: 5, wish: 7 },
      { kind: "leave-queue", who: 8 },
      { kind: "connect", who: 7, node: 5 },
      { kind: "connect", who: 6, node: 6 },
      { kind: "join", who: 7, wish: 1 },
      { kind: "restart", node: 11 },
      { kind: "vanish", who: 7, node: 5 },
    ],
  },
  {
    was: "a lease that had lapsed while it was renewed slowly was won again without a look",
    nodes: 1,
    seed: 0,
    people: 3,
    deeds: [
      { kind: "beat", who: 0 },
      { kind: "next", who: 10, wish: 0 },
      { kind: "next", who: 11, wish: 8 },
      { kind: "pause", node: 0, step: 2 },
      { kind: "slip", who: 0, slip: { fate: "late", ms: 2_000 } },
      { kind: "next", who: 0, wish: 0 },
      { kind: "wait", ms: 5_100 },
      { kind: "leave-queue", who: 0 },
    ],
  },
  {
    was: "a place was deleted, and a late write that was begun without one came true",
    nodes: 1,
    seed: 0,
    people: 3,
    deeds: [
      { kind: "slip", who: 0, slip: { fate: "late", ms: 20_000 } },
      { kind: "join", who: 0, wish: 0 },
      { kind: "wait", ms: 5_100 },
      { kind: "leave-queue", who: 0 },
      { kind: "join", who: 0, wish: 0 },
      { kind: "leave-queue", who: 0 },
      { kind: "join", who: 4, wish: 0 },
      { kind: "leave-room", who: 0 },
      { kind: "join", who: 1, wish: 0 },
      { kind: "wait", ms: 31_000 },
    ],
  },
  {
    was: "a node that woke stored a ticket whose owner's new node had forgotten them",
    nodes: 3,
    seed: -1804220592,
    people: 12,
    deeds: [
      { kind: "trouble", isOn: true },
      { kind: "connect", who: 0, node: 0 },
      { kind: "rush", wish: 0 },
      { kind: "next", who: 11, wish: 0 },
      { kind: "pause", node: 8 },
      { kind: "wait", ms: 5_100 },
      { kind: "rush", wish: 3 },
      { kind: "vanish", who: 11, node: 0 },
      { kind: "wait", ms: 50_000 },
      { kind: "trouble", isOn: false },
      { kind: "join", who: 0, wish: 0 },
      { kind: "wait", ms: 5_100 },
      { kind: "next", who: 0, wish: 0 },
    ],
  },
];
