/**
 * What a conversation works with: devices, the way to the server, the search and the talk; and what
 * is done with them when something was decided.
 *
 * It does not decide, and does not know what may be drawn. The invariants it keeps: there is one talk
 * at most, and what the other one shows or says is forgotten with it; whatever comes of an effect
 * comes back as an input.
 *
 * @module
 */
import type { Match, Mode, ServerEvent } from "../../server/protocol.ts";
import { Capture } from "../link/media.ts";
import { onNetwork } from "../link/page_watch.ts";
import type { ConnectionStatus, Signaling } from "../link/signaling.ts";
import { readHistory } from "./history.ts";
import { inputOfEvent } from "./inputs.ts";
import { type LadderTools, runLadder } from "./ladder_effects.ts";
import type { ChatDeps } from "./options.ts";
import { request, type RequestEffect } from "./requests.ts";
import { waitingFor } from "./search.ts";
import { Seeker } from "./seeker.ts";
import { NOTHING_RECEIVED, type Received } from "./snapshot.ts";
import type { ChatState } from "./state.ts";
import { Talk } from "./talk.ts";
import type { ChatEffect, ChatInput, Rejoining } from "./transition_types.ts";

/** How many steps wishes have where the site has not said. */
const DEFAULT_STEPS = 3;

/** What is done, beside telling the page. */
export type WorkEffect = Exclude<ChatEffect, { readonly kind: "tell" }>;

/** Who decides. */
export interface Desk {
  /** Makes ids that sort in the order of their making. */
  readonly createId: () => string;
  readonly state: () => ChatState;
  readonly onInput: (input: ChatInput) => void;
  /** Something may be drawn otherwise. */
  readonly onChange: () => void;
}

/** The works of one conversation. */
export class Works {
  readonly capture: Capture;
  readonly signaling: Signaling;
  readonly #deps: ChatDeps;
  readonly #desk: Desk;
  readonly #seeker: Seeker;
  readonly #ladderTools: LadderTools;
  #talk: Talk | null = null;
  #received: Received = NOTHING_RECEIVED;

  /** @param signal Ends what is noticed of the network. */
  constructor(deps: ChatDeps, desk: Desk, signal: AbortSignal) {
    this.#deps = deps;
    this.#desk = desk;
    const { onInput, onChange } = desk;
    this.capture = new Capture({
      ...deps,
      onChange,
      onTrack: (kind, track) => {
        this.#seeker.replaceTrack(kind, track);
        this.#talk?.replaceTrack(kind, track);
      },
    });
    const onEvent = (event: ServerEvent) => this.#receive(event);
    const onConnection = (status: ConnectionStatus) => {
      if (status.kind === "down" || status.kind === "lost") onInput(status);
    };
    this.signaling = deps.createSignaling({ ...deps, listener: { onEvent, onConnection } });
    this.#seeker = new Seeker({
      ...deps,
      ...desk,
      signaling: this.signaling,
      isRelayOnly: () => this.#isRelayOnly,
      isVeiled: () => deps.isVeiled || this.signaling.session?.site.reveal === "mutual",
      localStream: () => this.capture.stream,
      steps: () => this.#steps,
      waitingFor: () => waitingFor(desk.state()),
      onEvent,
    });
    const { capture, signaling } = this;
    this.#ladderTools = { capture, signaling, clock: deps.clock, onInput };
    onNetwork(() => {
      this.#talk?.changeNetwork();
      this.#seeker.changeNetwork();
    }, signal);
  }

  /** The talk, while there is one. */
  get talk(): Talk | null {
    return this.#talk;
  }

  /** What there is of the other one. */
  get received(): Received {
    return this.#received;
  }

  /** Does what was decided. */
  run(effect: WorkEffect): void {
    switch (effect.kind) {
      case "capture":
        return void this.#ask(effect.mode);
      case "release":
        this.#seeker.release();
        return this.capture.stop();
      case "open":
        return this.signaling.open();
      case "close":
        this.#seeker.stop();
        return this.signaling.close();
      case "queue":
      case "next":
      case "back":
      case "widen":
        return void this.#seeker.seek(effect);
      case "unqueue":
        this.#seeker.stop();
        return void this.#request(effect);
      case "leave":
      case "block":
      case "appeal":
        return void this.#request(effect);
      case "begin":
        return this.#begin(effect.match, effect.rejoins);
      case "rejoin":
        return this.#talk?.rejoin(effect.generation);
      case "rebuild":
        return this.#talk?.rebuild();
      case "resend":
        return this.#talk?.resend();
      case "finish":
        return this.#finish();
      case "send":
        return this.#talk?.send(effect.id, effect.text);
      case "climb":
        this.#talk?.climb(effect);
        if (effect.mode === "text") this.#received = NOTHING_RECEIVED;
        return;
      case "prepare":
      case "keep":
      case "consent":
      case "expire":
        return void runLadder(effect, this.#ladderTools);
      case "retry-at":
        return this.#retryAt(effect.at);
    }
  }

  async #ask(mode: Mode): Promise<void> {
    const result = await this.capture.ask(mode);
    if (result.kind === "superseded") return;
    this.#desk.onInput(
      result.kind === "ready" ? { kind: "captured" } : { ...result, kind: "capture-refused" },
    );
  }

  async #request(effect: RequestEffect): Promise<void> {
    const input = await request(this.signaling, effect);
    if (input !== null) this.#desk.onInput(input);
  }

  #begin(match: Match, rejoins: Rejoining | null): void {
    this.#seeker.stop();
    this.#finish();
    const talk = new Talk({
      ...this.#deps,
      match,
      signaling: this.signaling,
      localStream: () => this.capture.stream,
      isRelayOnly: this.#isRelayOnly,
      lines: rejoins?.lines ?? [],
      onInput: (input) => {
        this.#seeker.follow(input, match.mode);
        this.#desk.onInput(input);
      },
      onStream: (stream) => this.#take({ stream }),
      onNote: (note) => this.#take({ note }),
      onQuality: (quality) => this.#take({ quality }),
    });
    this.#talk = talk;
    talk.begin(rejoins, () => this.#seeker.take(match));
  }

  #finish(): void {
    this.#talk?.close();
    this.#talk = null;
    this.#received = NOTHING_RECEIVED;
  }

  #take(received: Partial<Received>): void {
    this.#received = { ...this.#received, ...received };
    this.#desk.onChange();
  }

  #retryAt(at: number): void {
    const { clock } = this.#deps;
    const { state, onInput } = this.#desk;
    const before = state();
    clock.after(Math.max(0, at - clock.now()), () => {
      if (state() === before) onInput({ kind: "retry", at: clock.now() });
    });
  }

  #receive(event: ServerEvent): void {
    if (this.#seeker.keep(event, this.#talk?.match.room ?? null)) return;
    const { clock, store } = this.#deps;
    const { onInput } = this.#desk;
    const input = inputOfEvent(event, clock.now(), this.#steps);
    if (input === null) this.#talk?.receive(event);
    else if (input.kind !== "hello") onInput(input);
    else {
      onInput({ ...input, lines: readHistory(store, input.hello) });
      if (!input.hello.resumed) this.#seeker.offerAgain();
    }
  }

  get #isRelayOnly(): boolean {
    return this.#deps.isRelayOnly || this.signaling.session?.site.privacy === "relay";
  }

  get #steps(): number {
    return this.signaling.session?.site.widening.length || DEFAULT_STEPS;
  }
}
