/**
 * What can happen to a talk, each as something that is done to a scene.
 *
 * It does not know what is measured. The invariant it keeps: when `strike` is over the world is
 * whole again, if not the same as before, and the next talk can begin in it.
 *
 * @module
 */
import { delay } from "@std/async/delay.js";
import type { Home } from "../../network/support/internet.ts";
import type { NetworkPlan, NetworkScene } from "../../network/support/network_scene.ts";
import type { Visitor } from "../../support/visitor.ts";

/** A talk in a scene. */
export interface TalkInScene {
  readonly scene: NetworkScene;
  readonly alice: Visitor;
  readonly bob: Visitor;
}

/** One kind of trouble. */
export interface Trouble {
  readonly name: string;
  readonly plan: NetworkPlan;
  /** Does it; resolves when it is over. */
  strike(talk: TalkInScene): Promise<Since | void>;
}

/** From when on things can be expected, as `performance.now` tells; default: from the beginning. */
export interface Since {
  /** What Alice sees: before, nobody looks, or nothing can come. */
  readonly alice?: number;
  /** What Bob sees. */
  readonly bob?: number;
  /** Texts, because there is no way at all for them before. */
  readonly texts?: number;
}

const OPEN: NetworkPlan = { alice: { nat: "full-cone" }, bob: { nat: "full-cone" } };
/** Two networks of this kind only meet at the relay. */
const RELAYED: NetworkPlan = { alice: { nat: "symmetric" }, bob: { nat: "symmetric" } };

const PAUSE_MS = 10_000;
const HIDDEN_MS = 60_000;
/** Longer than anything waits before it looks for another way, shorter than a seat is held. */
const GONE_MS = 6_000;
const ASLEEP_MS = 20_000;

/** The networks that Alice can be in, by scene: the one at home and the one in the street. */
const networks = new WeakMap<NetworkScene, { readonly links: readonly Link[]; current: number }>();

interface Link {
  readonly name: string;
  readonly home: Home;
}

async function networksOf(scene: NetworkScene) {
  const known = networks.get(scene);
  if (known !== undefined) return known;
  const street = await scene.internet.home({ nat: "symmetric", lan: "10.99.7" });
  const name = await scene.alice.host.plug(street, { isUp: false });
  const links = [{ name: "eth0", home: scene.alice.home }, { name, home: street }];
  const made = { links, current: 0 };
  networks.set(scene, made);
  return made;
}

/** From one network into the other, with nothing in between. */
async function changeNetwork({ scene }: TalkInScene): Promise<void> {
  const known = await networksOf(scene);
  const [before, after] = [known.links[known.current], known.links[1 - known.current]];
  if (before === undefined || after === undefined) throw new Error("Cannot change: no network");
  known.current = 1 - known.current;
  await scene.alice.host.down(before.name);
  await scene.alice.host.up(after.name, after.home);
}

/** Everything that runs on Alice's machine, as when its lid is closed and opened again. */
async function sleepAndWake({ scene: { alice } }: TalkInScene): Promise<Since> {
  const pids = await alice.host.namespace.pids();
  for (const pid of pids) Deno.kill(pid, "SIGSTOP");
  try {
    await delay(ASLEEP_MS);
  } finally {
    for (const pid of pids) Deno.kill(pid, "SIGCONT");
  }
  const now = performance.now();
  return { alice: now, bob: now, texts: now };
}

/** Every trouble that the table has a row for. */
export const TROUBLES: readonly Trouble[] = [
  {
    name: "relay paused 10 s",
    plan: RELAYED,
    strike: async ({ scene: { coturn } }) => {
      Deno.kill(coturn.pid, "SIGSTOP");
      try {
        await delay(PAUSE_MS);
      } finally {
        Deno.kill(coturn.pid, "SIGCONT");
      }
    },
  },
  { name: "network changed", plan: OPEN, strike: changeNetwork },
  {
    name: "network gone 6 s",
    plan: OPEN,
    strike: async ({ scene: { alice } }) => {
      await alice.host.down("eth0");
      await delay(GONE_MS);
      await alice.host.up("eth0", alice.home);
      const now = performance.now();
      return { alice: now, bob: now, texts: now };
    },
  },
  {
    name: "server killed",
    plan: OPEN,
    strike: async ({ scene: { server } }) => {
      await server.kill();
      await server.restart();
    },
  },
  {
    name: "page refreshed",
    plan: OPEN,
    strike: async ({ alice }) => {
      await alice.page.reload();
    },
  },
  { name: "machine asleep 20 s", plan: OPEN, strike: sleepAndWake },
  {
    name: "tab hidden 60 s",
    plan: OPEN,
    strike: async ({ alice: { page } }) => {
      const other = await page.browserContext().newPage();
      await other.bringToFront();
      if (!await page.evaluate(() => document.hidden)) throw new Error("Cannot hide the tab");
      await delay(HIDDEN_MS);
      await other.close();
      await page.bringToFront();
      return { alice: performance.now() };
    },
  },
];
