/**
 * One talk at work: its call, its text, and the requests that belong to its room.
 *
 * It does not know states or what is drawn; it reports inputs for `transition.ts`. The invariant it
 * keeps: after `close` nothing of it is sent or reported any more.
 *
 * @module
 */
import type { Match, Mode, ServerEvent } from "../../server/protocol.ts";
import { Call as LinkCall } from "../link/call.ts";
import type { Clock } from "../link/clock.ts";
import { decodeNote, encodeNote, type MediaNote } from "../link/media_note.ts";
import type { MediaKind } from "../link/peer_types.ts";
import type { Quality } from "../link/quality.ts";
import type { CallState } from "../link/recovery.ts";
import type { Signaling } from "../link/signaling.ts";
import type { ReadyPeer } from "../link/standby.ts";
import { TextChannel } from "../link/text_channel.ts";
import { freshIceServers } from "./relay_credentials.ts";
import type { Call, Line } from "./state.ts";
import type { ChatInput, Rejoining } from "./transition_types.ts";

/** What a talk is made with. */
export interface TalkOptions {
  readonly match: Match;
  readonly signaling: Signaling;
  readonly clock: Clock;
  /** Reads one's own picture and sound, at each new connection. */
  readonly localStream: () => MediaStream | null;
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  readonly isRelayOnly: boolean;
  readonly canRestartIce: boolean;
  /** What was written in it before this page was loaded. */
  readonly lines: readonly Line[];
  readonly onInput: (input: ChatInput) => void;
  readonly onStream: (stream: MediaStream) => void;
  /** What the other side says of its picture and sound. */
  readonly onNote: (note: MediaNote) => void;
  readonly onQuality: (quality: Quality) => void;
}

/** What two have agreed to. */
interface Climbed {
  readonly mode: Mode;
  readonly isVeiled: boolean;
}

/** The call and the text of one room. In text mode there is no call at all. */
export class Talk {
  readonly #options: TalkOptions;
  readonly #closed = new AbortController();
  readonly #text: TextChannel;
  #call: LinkCall | null;
  #mode: Mode;
  #isVeiled: boolean;
  /** The room's, as far as it is known here. */
  #generation: number;
  /** Whether there can have been no call in this room. */
  #isFresh = true;
  /** What the other side should know of one's own picture and sound, and whether it was told. */
  #note = "";
  #isNoteTold = false;
  /** Ends the looking after the present call, or none looks after it. */
  #watching: AbortController | null = null;

  constructor(options: TalkOptions) {
    this.#options = options;
    const { mode, generation, veiled = false } = options.match;
    this.#mode = mode;
    this.#isVeiled = veiled;
    this.#generation = generation;
    this.#call = mode === "text" ? null : this.#createCall();
    this.#text = this.#createText();
    for (const { id, text, delivery } of options.lines) {
      if (delivery === "sending") this.#text.send({ id, text });
    }
  }

  /** The match that this talk is of. */
  get match(): Match {
    return this.#options.match;
  }

  /**
   * Begins, or, when the room was there before this page, goes on.
   *
   * @param ready Hands over what waited for this match.
   */
  begin(rejoins: Rejoining | null, ready: () => ReadyPeer): void {
    if (rejoins !== null) return this.#takeUp(rejoins.generation);
    this.#isFresh = this.#call === null;
    this.#call?.begin(ready());
  }

  /** From now on the two share what that mode is made of, and one's own picture is veiled or not. */
  climb({ mode, isVeiled }: Climbed): void {
    this.#mode = mode;
    this.#isVeiled = isVeiled;
    this.#watching?.abort();
    this.#watching = null;
    if (mode === "text") return this.#hangUp();
    if (this.#call !== null) {
      this.#call.setMode(mode, isVeiled);
      // Where it is not live yet, it is looked after once it is.
      if (this.#call.isLive) void this.#watch();
      return;
    }
    this.#call = this.#createCall();
    if (this.#isFresh) this.#call.begin();
    else this.#call.rejoin(this.#generation);
    this.#isFresh = false;
  }

  /** The server's stream was cut and is back; the room is at that generation. */
  rejoin(generation: number): void {
    this.#generation = Math.max(generation, this.#generation);
    this.#call?.rejoin(generation);
    this.resend();
  }

  /** What the other one has not seen may be lost on the server's way: sends it again. */
  resend(): void {
    this.#text.resume();
  }

  /** This device has a network again, or another one. */
  changeNetwork(): void {
    this.#call?.changeNetwork();
  }

  /** Builds the call anew. */
  rebuild(): void {
    this.#call?.retry();
  }

  /** Sends another track of that kind, or none. */
  replaceTrack(kind: MediaKind, track: MediaStreamTrack | null): void {
    this.#call?.replaceTrack(kind, track);
  }

  /** Tells the other side of one's own picture and sound, now and on each new connection. */
  tell(note: MediaNote): void {
    const frame = encodeNote(note);
    if (frame === this.#note && this.#isNoteTold) return;
    this.#note = frame;
    this.#isNoteTold = this.#call?.send(frame) ?? false;
  }

  /** Sends a message until it is acknowledged. */
  send(id: string, text: string): void {
    this.#text.send({ id, text });
  }

  /** Tells the partner that a line of theirs, and all before it, are in sight. */
  see(id: string): void {
    this.#text.see(id);
  }

  /** Tells the partner whether one is writing. */
  setTyping(isTyping: boolean): void {
    this.#text.setTyping(isTyping);
  }

  /** Takes an event of the stream that belongs to this room; others are left alone. */
  receive(event: ServerEvent): void {
    switch (event.type) {
      case "signal":
        if (event.data.room === this.match.room) {
          this.#generation = Math.max(event.data.generation, this.#generation);
        }
        return this.#call?.receive(event.data);
      case "message":
        if (event.data.room !== this.match.room) return;
        return this.#text.receiveRelayed(event.data);
      case "ack":
        if (event.data.room !== this.match.room) return;
        this.#text.receiveAcks(event.data.ids);
        if (event.data.seen) { for (const id of event.data.ids) this.#text.receiveSeen(id); }
        return;
      case "typing":
        if (event.data.room !== this.match.room) return;
        return this.#text.receiveTyping(event.data.typing);
    }
  }

  /** Ends everything of it; the room itself is left by somebody else. */
  close(): void {
    this.#closed.abort();
    this.#call?.close();
    this.#text.close();
  }

  #takeUp(generation: number): void {
    this.#generation = generation;
    this.#isFresh = false;
    this.#call?.rejoin(generation);
  }

  #hangUp(): void {
    this.#generation = Math.max(this.#call?.generation ?? 1, this.#generation);
    this.#call?.close();
    this.#call = null;
    this.#isNoteTold = false;
    this.#text.setChannel(false);
  }

  #createCall(): LinkCall {
    const { localStream, createConnection, isRelayOnly, canRestartIce, clock } = this.#options;
    const { signal } = this.#closed;
    return new LinkCall({
      match: { ...this.match, mode: this.#mode, generation: this.#generation },
      isVeiled: this.#isVeiled,
      localStream,
      createConnection,
      isRelayOnly,
      canRestartIce,
      clock,
      iceServers: () => freshIceServers(this.#options.signaling, clock, signal),
      listener: {
        // A refused signal belongs to a generation or a room that is over; the stream says so too.
        onSignal: (outgoing) =>
          void this.#options.signaling.signal(outgoing, { signal }).catch(() => undefined),
        onState: (state) => {
          this.#report({ kind: "call", call: this.#describe(state) });
          if (state === "live") void this.#watch();
          else if (state === "reconnecting") this.#options.signaling.check();
          if (state === "failed") this.#countFailure();
        },
        onStream: (stream) => this.#options.onStream(stream),
        onChannel: (isOpen) => {
          this.#isNoteTold = isOpen && this.#note !== "" && (this.#call?.send(this.#note) ?? false);
          this.#text.setChannel(isOpen);
        },
        onFrame: (frame) => {
          const note = decodeNote(frame);
          if (note === null) this.#text.receiveFrame(frame);
          else if (!signal.aborted) this.#options.onNote(note);
        },
      },
    });
  }

  #countFailure(): void {
    // An operator who is told once of each learns of a dead relay; a count that is lost is no loss.
    this.#options.signaling.count({ stage: "ice", cause: "failed" }).catch(() => undefined);
  }

  /** Looks after the connection, once for each call: a first frame never waits for it. */
  async #watch(): Promise<void> {
    const call = this.#call;
    if (call === null || this.#watching !== null) return;
    this.#watching = new AbortController();
    const { clock, onQuality } = this.#options;
    const signal = AbortSignal.any([this.#closed.signal, this.#watching.signal]);
    try {
      const { watchQuality } = await import("./talk_part.ts");
      await watchQuality({
        hasPicture: this.#mode === "video",
        clock,
        signal,
        stats: () => call.stats(),
        tune: (kind, tuning) => call.tune(kind, tuning),
        onChange: onQuality,
      });
    } catch (error) {
      // The browser's own congestion control goes on; only the finer steps and the words are missing.
      console.warn("random-chat: Cannot watch the connection", error);
    }
  }

  #createText(): TextChannel {
    const { match: { room }, signaling, clock, lines } = this.#options;
    const { signal } = this.#closed;
    return new TextChannel({
      clock,
      seen: lines.flatMap(({ from, id }) => from === "partner" ? [id] : []),
      sendFrame: (frame) => this.#call?.send(frame) ?? false,
      relay: {
        message: (message, again, signal) =>
          signaling.message({ room, ...message, again }, { signal }),
        acknowledge: (ids) => signaling.acknowledge(room, ids, { signal }),
        typing: (isTyping) => signaling.typing(room, isTyping, { signal }),
        see: (id) => signaling.see(room, id, { signal }),
      },
      listener: {
        onMessage: ({ after: _, ...message }) => this.#report({ kind: "heard", ...message }),
        onTyping: (isTyping) => this.#report({ kind: "partner-typing", isTyping }),
        onDelivered: (id, at) => this.#report({ kind: "delivered", id, at }),
        onFailed: (id) => this.#report({ kind: "undelivered", id }),
        onSeen: (id) => this.#report({ kind: "seen", id }),
      },
    });
  }

  #describe(state: CallState): Call {
    return state === "connecting"
      ? { kind: state, sinceMs: this.#options.clock.now() }
      : { kind: state };
  }

  #report(input: RoomInput): void {
    if (this.#closed.signal.aborted) return;
    this.#options.onInput({ room: this.match.room, ...input });
  }
}

/** `Omit` on each member of a union; on the union itself it would lose their differences. */
type WithoutRoom<Input> = Input extends { readonly room: unknown } ? Omit<Input, "room"> : never;
type RoomInput = WithoutRoom<ChatInput>;
