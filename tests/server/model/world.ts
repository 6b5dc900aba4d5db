/**
 * Nodes, people and a store in one small world.
 *
 * It does not decide what happens; {@linkcode Deed}s do. Nor does it know what is right: the
 * {@linkcode Judge} looks at it after every one of them.
 *
 * @module
 */
import { keys, type LeaseRecord } from "../../../server/store/keys.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";
import { seededRandom } from "../support/random.ts";
import type { Wish } from "./asked.ts";
import { type Deed, type PersonDeed, REMATCH_MS } from "./deeds.ts";
import { Judge } from "./judge.ts";
import type { Life } from "./life.ts";
import { isOfLife } from "./node.ts";
import { Nodes, type RunningNode } from "./nodes.ts";
import { Person } from "./person.ts";
import { BAD_DAY, MAX_DELAY_MS, NO_FAULTS, SimulatedKv } from "./simulated_kv.ts";

/** How a world is made. */
export interface WorldOptions {
  readonly seed: number;
  readonly people: number;
  /** One node owns its store; several share one. */
  readonly nodes: number;
}

/** After the last fault everything has to be in order within this time, in milliseconds. */
const RECOVERY_MS = 200_000;
const RECOVERY_STEP_MS = 5_000;
/** From here on a world whose order has returned may end; the patience of people was tried by then. */
const MIN_RECOVERY_MS = 75_000;
/** One world in so many is watched to the end, for what breaks an order that had returned. */
const WATCHED_TO_THE_END = 4;
/** How far apart the clocks of nodes are, in milliseconds. */
const MAX_SKEW_MS = 60_000;
/**
 * What a fault began is over by then: the last late write has come and was waited for, or the others
 * have found out that a node has ended or sleeps.
 */
const CALM_AFTER_MS = { store: MAX_DELAY_MS + 15_000, node: 15_000 };
/** How long two who fit may both wait while nothing is wrong, in milliseconds. */
const PATIENCE_MS = 1_000;

/** All nodes know of a ban within five seconds, and take a moment to act on it. */
const BAN_MS = 8_000;

/** Few enough that people meet, different enough that some do not. */
export const WISHES: readonly Wish[] = [
  { mode: "text", interests: ["tea"], languages: ["en"] },
  { mode: "text", interests: ["tea", "go"], languages: ["en", "de"] },
  { mode: "text", interests: ["go"], languages: ["de"] },
  { mode: "text", interests: [], languages: ["de"] },
  { mode: "text", interests: ["films"], languages: ["tr"] },
  { mode: "voice", interests: ["tea"], languages: ["en"] },
];

/** The world. */
export class World {
  readonly clock = new FakeClock(undefined, settlePromises);
  readonly kv: SimulatedKv;
  readonly people: readonly Person[];
  readonly errors: unknown[] = [];
  readonly #judge: Judge;
  readonly #nodes: Nodes;
  /** When all that was made to go wrong with the store, and with nodes, is over. */
  readonly #calmFrom = { store: -Infinity, node: -Infinity };

  constructor(readonly options: WorldOptions) {
    const isAlone = options.nodes === 1;
    const limits = isAlone ? {} : { isExclusive: false, checks: 10 };
    this.kv = new SimulatedKv(this.clock, seededRandom(options.seed), limits);
    this.#nodes = new Nodes({
      ...options,
      kv: this.kv,
      clock: this.clock,
      onCrash: (services) => this.people.forEach((person) => person.abandon(services)),
      onError: (error) => void this.errors.push(error),
    });
    // The first two are tabs of one device.
    this.people = Array.from(
      { length: options.people },
      (_, index) =>
        new Person(
          `person${index}`,
          `device${Math.max(index, 1)}`,
          (error) => void this.errors.push(error),
        ),
    );
    this.#judge = new Judge({
      clock: this.clock,
      store: this.kv.memory,
      people: this.people,
      rematchMs: REMATCH_MS,
      skewMs: isAlone ? 0 : MAX_SKEW_MS,
      patienceMs: PATIENCE_MS,
      banMs: BAN_MS,
      calmSince: () => this.#calmSince(),
      isStoreCalm: () => this.#isStoreCalm(),
      markOf: (person) => this.#markOf(person),
      isRunning: (id) => this.#nodes.isRunning(id),
    });
    this.kv.onDone = (commit) => this.#judge.see(commit);
    this.kv.onSlip = () => this.#disturb("store");
  }

  /** Starts the nodes, lets all connect, and checks that the world is in order. */
  async begin(): Promise<void> {
    await this.#nodes.startAll();
    this.people.forEach((person, index) => this.#connect(person, index));
    await settlePromises();
    await this.check();
  }

  /** Lets one thing happen, with all that follows from it at once, and checks the rules. */
  async happen(deed: Deed): Promise<void> {
    await this.#do(deed);
    await settlePromises();
    await this.check();
  }

  /** Ends all trouble, lets everybody who is left do as the element does, and checks the order. */
  async recover(): Promise<void> {
    if (this.#isTroubled) this.#disturb("store");
    this.kv.heal();
    this.#nodes.heal();
    const isShort = this.options.seed % WATCHED_TO_THE_END !== 0;
    for (let ms = 0; ms < RECOVERY_MS; ms += RECOVERY_STEP_MS) {
      if (isShort && ms >= MIN_RECOVERY_MS && !(await this.#judge.findDisorder())) return;
      await this.#nodes.startAll();
      this.people.forEach((person, index) => this.#persist(person, index));
      await this.clock.advance(RECOVERY_STEP_MS);
      await this.check();
    }
    const disorder = await this.#judge.findDisorder();
    if (disorder) throw disorder;
  }

  /** Checks the rules that hold at every moment. */
  async check(): Promise<void> {
    if (this.errors.length > 0) throw this.errors[0];
    await this.#judge.check();
  }

  async #do(deed: Deed): Promise<void> {
    switch (deed.kind) {
      case "wait":
        return await this.#wait(deed.ms);
      case "rush":
        return this.people.forEach((_, who) =>
          this.#act({ kind: "next", who, wish: deed.wish + who % 2 })
        );
      case "at-once":
        return deed.all.forEach((each) => this.#act(each));
      case "trouble":
      case "slip":
        this.#disturb("store");
        return await this.#harm(deed);
      case "crash":
      case "pause":
      case "resume":
      case "restart":
      case "doze":
        this.#disturb("node");
        return await this.#harm(deed);
      default:
        return this.#act(deed);
    }
  }

  async #harm(deed: Extract<Deed, { kind: "trouble" | "slip" | "doze" } | { node: number }>) {
    switch (deed.kind) {
      case "trouble":
        this.kv.rates = deed.isOn ? BAD_DAY : NO_FAULTS;
        return;
      case "slip": {
        const person = this.people[deed.who % this.people.length];
        if (person) this.kv.slip(person.id, deed.slip);
        return;
      }
      case "crash":
        return this.#soon(deed, (node) => {
          if (deed.step !== undefined) this.kv.ways["killed between awaits"]++;
          this.#nodes.crash(node);
        });
      case "pause":
        return this.#soon(deed, ({ life }) => life.pause());
      case "resume":
        return this.#nodes.at(deed.node)?.life.resume();
      case "restart":
        this.#nodes.crash(this.#nodes.at(deed.node));
        return await this.#nodes.start(deed.node);
      case "doze":
        return await this.#doze(this.#nodes.at(deed.node), deed.ms);
    }
  }

  #act(deed: PersonDeed): void {
    const person = this.people[deed.who % this.people.length];
    if (!person || person.isGone) return;
    const via = "via" in deed && deed.via !== undefined ? this.#nodes.open(deed.via) : undefined;
    switch (deed.kind) {
      case "connect":
        return this.#connect(person, deed.node);
      case "disconnect":
        return person.disconnect();
      case "vanish":
        person.isGone = true;
        return;
      case "join":
      case "next": {
        const wish = WISHES[deed.wish % WISHES.length];
        if (wish) person.join(wish, { leaves: deed.kind === "next", via });
        return;
      }
      case "leave-queue":
        return person.leaveQueue(via);
      case "leave-room":
        return person.leaveRoom(via);
      case "widen":
        return person.widen(via);
      case "back":
        return person.back(via);
      case "block":
        return person.block((room) => this.#judge.partnerIn(room, person), via);
      case "ban":
        return this.#ban(person, deed);
      case "beat":
        return person.beat();
    }
  }

  #ban(person: Person, { node, ms }: PersonDeed & { readonly kind: "ban" }): void {
    const services = this.#nodes.open(node);
    if (!services) return;
    const { subject } = person.claims;
    // By the clock of the node that decides.
    const ban = { rule: "spam", until: services.clock.now() + ms, receipt: `${ms}` };
    const until = this.clock.now() + ms;
    this.#judge.accuse(subject);
    services.bans.ban(subject, ban).then(
      () => this.#judge.ban(subject, until),
      (error) => {
        if (error.name !== "StoreUnavailableError") this.errors.push(error);
      },
    );
    this.kv.ways.ban++;
  }

  get #isTroubled(): boolean {
    return this.kv.rates !== NO_FAULTS || !this.#nodes.areAwake;
  }

  #disturb(what: keyof typeof CALM_AFTER_MS): void {
    const from = this.clock.now() + CALM_AFTER_MS[what];
    this.#calmFrom[what] = Math.max(this.#calmFrom[what], from);
  }

  #calmSince(): number | undefined {
    const calmFrom = Math.max(this.#calmFrom.store, this.#calmFrom.node);
    return !this.#isTroubled && calmFrom <= this.clock.now() ? calmFrom : undefined;
  }

  #isStoreCalm(): boolean {
    return this.kv.rates === NO_FAULTS && this.#calmFrom.store <= this.clock.now();
  }

  /** By which life of a node, awake since when, and by which stream somebody is there. */
  #markOf({ stream, isGone }: Person): string | undefined {
    const life = stream && this.#nodes.lifeOf(stream.node);
    if (!life || life.isPaused || isGone) return undefined;
    return `${life.name}, ${life.pauses}, ${stream?.number}`;
  }

  /** Time passes, and those who are there beat as the element does. */
  async #wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 15_000) {
      for (const person of this.people) if (person.isConnected) person.beat();
      await this.clock.advance(Math.min(left, 15_000));
    }
  }

  /** A suspended machine: whoever led a pool finds another leading it. */
  async #doze(node: RunningNode | undefined, ms: number): Promise<void> {
    if (!node) return;
    const led = await this.#poolsOf(node.life);
    node.life.pause();
    await this.#wait(ms);
    const stillLed = await this.#poolsOf(node.life);
    if (stillLed.length < led.length) this.kv.ways["lease lost in sleep"]++;
    node.life.resume();
    this.#disturb("node");
  }

  async #poolsOf(life: Life): Promise<LeaseRecord[]> {
    const led: LeaseRecord[] = [];
    for await (const { value } of this.kv.memory.list(keys.lease("").slice(0, 1))) {
      if (isOfLife((value as LeaseRecord).node, life)) led.push(value as LeaseRecord);
    }
    return led;
  }

  /** Does something to a node, now or at one of its next steps. */
  #soon(
    { node: index, step }: { readonly node: number; readonly step?: number },
    run: (node: RunningNode) => void,
  ): void {
    const node = this.#nodes.at(index);
    if (!node) return;
    if (step === undefined) return run(node);
    node.life.plan(step, () => {
      this.#disturb("node");
      run(node);
    });
  }

  #connect(person: Person, index: number): void {
    const services = this.#nodes.open(index);
    if (services) person.connect(services);
  }

  #persist(person: Person, index: number): void {
    if (person.isGone) return;
    if (!person.isConnected && !person.isBusy) this.#connect(person, index);
    person.persist();
  }
}
