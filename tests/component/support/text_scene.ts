/**
 * Two who write to each other over a channel and a server that both lose things, with pages that
 * can be reloaded and a server that can die.
 *
 * It does not know frames. The invariant it keeps: what a side has heard, and what it knows to be
 * delivered, survives its reload; what is under way does not.
 *
 * @module
 */
import { ProblemError } from "../../../component/link/problem_error.ts";
import { TextChannel } from "../../../component/link/text_channel.ts";
import { QuickClock, settle } from "./quick_clock.ts";

/** One way of a network that delivers late and in order, or not at all while it is cut. */
export class Way {
  #queue: (() => void)[] = [];
  isCut = false;

  put(deliver: () => void): void {
    if (!this.isCut) this.#queue.push(deliver);
  }

  /** Lets the next `count` arrive, in order. */
  pass(count = Infinity): void {
    for (const deliver of this.#queue.splice(0, Math.min(count, this.#queue.length))) deliver();
  }

  /** Loses what is under way. */
  lose(): void {
    this.#queue = [];
  }
}

/** What the server does with requests. */
export type Mood = "well" | "away" | "answers-lost" | ProblemError;

/** The server: relays what it has not relayed before, and forgets everything when it dies. */
export class RelayScene {
  mood: Mood = "well";
  /** Messages that were relayed, repeats included. */
  relayed = 0;
  #answered = new Map<string, number>();

  constructor(readonly clock: QuickClock) {}

  /** Takes a message. @throws As the network or the server would. */
  async message(
    way: Way,
    { id, isAgain }: { readonly id: string; readonly isAgain: boolean },
    deliver: (at: number) => void,
  ): Promise<number> {
    const at = await this.#take(() => {
      const before = isAgain ? undefined : this.#answered.get(id);
      const at = before ?? this.clock.now();
      this.#answered.set(id, at);
      if (before !== undefined) return at;
      this.relayed += 1;
      way.put(() => deliver(at));
      return at;
    });
    return at;
  }

  /** Takes what is relayed each time. @throws As the network or the server would. */
  pass(way: Way, deliver: () => void): Promise<void> {
    return this.#take(() => way.put(deliver));
  }

  /** Forgets everything. */
  die(): void {
    this.#answered.clear();
  }

  async #take<Value>(effect: () => Value): Promise<Value> {
    await Promise.resolve();
    const { mood } = this;
    if (mood instanceof ProblemError) throw mood;
    if (mood === "away") throw new TypeError("Cannot reach the server");
    const value = effect();
    await Promise.resolve();
    if (mood === "answers-lost") throw new TypeError("Cannot read the answer");
    return value;
  }
}

/** One of the two, with what outlives its page. */
export class Side {
  text: TextChannel;
  readonly heard: { readonly id: string; readonly text: string }[] = [];
  readonly written: { readonly id: string; readonly text: string }[] = [];
  readonly typing: boolean[] = [];
  readonly delivered: string[] = [];
  readonly failed: string[] = [];
  readonly seen: string[] = [];
  readonly #create: (side: Side) => TextChannel;

  constructor(create: (side: Side) => TextChannel) {
    this.#create = create;
    this.text = create(this);
  }

  /** The texts that were shown, in order. */
  get texts(): string[] {
    return this.heard.map(({ text }) => text);
  }

  /** Writes a message. */
  write(id: string, text: string): void {
    this.written.push({ id, text });
    this.text.send({ id, text });
  }

  /** Loads the page anew, with what the tab has kept. */
  reload(): void {
    this.text.close();
    this.text = this.#create(this);
    const over = new Set([...this.delivered, ...this.failed]);
    for (const line of this.written) if (!over.has(line.id)) this.text.send(line);
  }
}

/** Sets up the two, without a channel between them. */
export function openTextScene() {
  const clock = new QuickClock();
  const server = new RelayScene(clock);
  const channel = { toBob: new Way(), toAlice: new Way() };
  const relay = { toBob: new Way(), toAlice: new Way() };
  const sideWith = (way: "toBob" | "toAlice", other: () => Side) =>
    new Side((side) =>
      new TextChannel({
        clock,
        seen: side.heard.map(({ id }) => id),
        sendFrame: (frame) => {
          channel[way].put(() => other().text.receiveFrame(frame));
          return true;
        },
        relay: {
          async message({ id, text, after }, isAgain) {
            const at = await server.message(relay[way], { id, isAgain }, (at) => {
              other().text.receiveRelayed({ id, text, at, after });
            });
            return { id, at };
          },
          acknowledge: (ids) => server.pass(relay[way], () => other().text.receiveAcks(ids)),
          typing: (isTyping) => server.pass(relay[way], () => other().text.receiveTyping(isTyping)),
          see: (id) => server.pass(relay[way], () => other().text.receiveSeen(id)),
        },
        listener: {
          onMessage: ({ id, text }) => side.heard.push({ id, text }),
          onTyping: (isTyping) => side.typing.push(isTyping),
          onDelivered: (id) => side.delivered.push(id),
          onFailed: (id) => side.failed.push(id),
          onSeen: (id) => side.seen.push(id),
        },
      })
    );
  const alice: Side = sideWith("toBob", () => bob);
  const bob: Side = sideWith("toAlice", () => alice);
  const ways = [relay.toBob, relay.toAlice, channel.toBob, channel.toAlice];
  const setChannel = (isOpen: boolean) => {
    if (!isOpen) [channel.toBob, channel.toAlice].forEach((way) => way.lose());
    alice.text.setChannel(isOpen);
    bob.text.setChannel(isOpen);
  };
  /** The server dies and is there again: both streams are new. */
  const restartServer = () => {
    server.die();
    [relay.toBob, relay.toAlice].forEach((way) => way.lose());
    alice.text.resume();
    bob.text.resume();
  };
  /** A page is loaded anew: its streams and the channel are gone, the other side learns of it. */
  const reload = (side: Side) => {
    setChannel(false);
    (side === alice ? relay.toAlice : relay.toBob).lose();
    side.reload();
    (side === alice ? bob : alice).text.resume();
  };
  /** Lets everything that is under way arrive, answers to it included. */
  const passAll = async () => {
    for (let turn = 0; turn < 4; turn++) {
      ways.forEach((way) => way.pass());
      await settle();
    }
  };
  return { clock, channel, relay, server, alice, bob, setChannel, restartServer, reload, passAll };
}
