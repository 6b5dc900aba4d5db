/**
 * The nodes of a world, each with the life that it leads now, if any.
 *
 * It does not know people. The invariant it keeps: a node has one life at a time.
 *
 * @module
 */
import type { Services } from "../../../server/services.ts";
import type { FakeClock } from "../support/fake_clock.ts";
import { REMATCH_MS } from "./deeds.ts";
import { Life } from "./life.ts";
import { isOfLife, openNode } from "./node.ts";
import type { SimulatedKv } from "./simulated_kv.ts";

/** How far the clocks of nodes are off, in milliseconds. */
const SKEWS = [0, 30_000, -30_000];

/** One running node. */
export interface RunningNode {
  readonly life: Life;
  readonly services: Services;
}

/** What {@linkcode Nodes} are made of. */
export interface NodesOptions {
  readonly seed: number;
  /** How many there are. */
  readonly nodes: number;
  readonly kv: SimulatedKv;
  readonly clock: FakeClock;
  /** Told of what has died, after whoever is asking it at this very moment. */
  readonly onCrash: (services: Services) => void;
  readonly onError: (error: unknown) => void;
}

/** All nodes. Numbers that name them wrap around. */
export class Nodes {
  readonly #options: NodesOptions;
  readonly #running: (RunningNode | undefined)[];
  #lives = 0;

  constructor(options: NodesOptions) {
    this.#options = options;
    this.#running = Array.from({ length: options.nodes }, () => undefined);
  }

  /** Whether all run and none sleeps. */
  get areAwake(): boolean {
    return this.#running.every((node) => node?.life.isPaused === false);
  }

  /** The node of that number, if it runs. */
  at(index: number): RunningNode | undefined {
    return this.#running[index % this.#running.length];
  }

  /** The services of a node that answers. */
  open(index: number): Services | undefined {
    const node = this.at(index);
    return node && !node.life.isPaused ? node.services : undefined;
  }

  /** The life in which services run, unless it has ended. */
  lifeOf(services: Services): Life | undefined {
    return this.#running.find((node) => node?.services === services)?.life;
  }

  /** Whether a node with that id runs. */
  isRunning(id: string): boolean {
    return this.#running.some((node) => node && isOfLife(id, node.life));
  }

  /** Wakes all, and lets nothing happen any more that was planned. */
  heal(): void {
    for (const node of this.#running) {
      node?.life.plan(Infinity, () => {});
      node?.life.resume();
    }
  }

  /** Starts all that do not run. */
  async startAll(): Promise<void> {
    for (let index = 0; index < this.#running.length; index++) {
      if (!this.#running[index]) await this.start(index);
    }
  }

  /** Ends a node without a word. */
  crash(node: RunningNode | undefined): void {
    if (!node) return;
    node.life.kill();
    queueMicrotask(() => this.#options.onCrash(node.services));
    const index = this.#running.indexOf(node);
    if (index !== -1) this.#running[index] = undefined;
  }

  /** Begins a new life of a node. */
  async start(given: number): Promise<void> {
    const { clock, onError } = this.#options;
    const index = given % this.#running.length;
    const life = this.#beget(index);
    const opening = openNode(this.#options.kv, life, {
      rematchMs: REMATCH_MS,
      seed: this.#options.seed + this.#lives,
      onError,
    });
    let isSettled = false;
    opening.then((services) => {
      // Opened after all that was asked of it in the meantime was given up.
      if (!life.isDead && this.#running[index] === undefined) {
        this.#running[index] = { life, services };
      }
    }, (error) => {
      // A server that cannot start exits.
      life.kill();
      if (error instanceof Error && error.name === "StoreUnavailableError") return;
      onError(error);
    }).finally(() => isSettled = true);
    await clock.advance(0);
    // A store in trouble answers late or never; an operator would try again.
    if (!isSettled) {
      await clock.advance(20_000);
      if (!isSettled || !this.#running[index]) life.kill();
    }
  }

  #beget(index: number): Life {
    // Clocks of several nodes differ by up to a minute.
    const skewMs = this.#running.length === 1 ? 0 : SKEWS[index % SKEWS.length] ?? 0;
    return new Life(this.#options.clock, `life${++this.#lives}`, skewMs);
  }
}
