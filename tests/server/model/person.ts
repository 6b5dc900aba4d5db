/**
 * A visitor of the model: does what the element does, and writes down what it is told.
 *
 * It does not know what is right; the world judges.
 *
 * @module
 */
import type { Match, RoomId, ServerEvent, SessionId } from "../../../server/protocol.ts";
import type { Services } from "../../../server/services.ts";
import type { Claims } from "../../../server/sessions/token.ts";
import { Asked, requestOf, type Wish } from "./asked.ts";
import { eventsOf, type StreamReader } from "./stream.ts";

/** One visitor. */
export class Person {
  readonly claims: Claims;
  /** What it asked for and may still get. */
  readonly asked = new Asked();
  /**
   * The rooms that events told of; a node must tell each once while it watches over somebody. It
   * forgets it with whom it lets go, and the element drops the repeat.
   */
  readonly told: string[] = [];
  /** Whether it asks for somebody, as the element would after a reload. */
  wants: Wish | undefined;
  /** Whether it was told that it waits, and has asked for nothing since: then it only listens. */
  #isToldToWait = false;
  /** Whether it was told that it may not be matched; it does not know when that has ended. */
  #isRestricted = false;
  /** The room that it believes to be in. */
  room: RoomId | undefined;
  /** Set when leaving was confirmed; a ticket or a match after that is a fault until it asks again. */
  hasLeft = true;
  /** A vanished one never does anything again. */
  isGone = false;
  /** Subjects that it has blocked, for sure. */
  readonly blocked = new Set<string>();
  /** The node that it asks. */
  #node: Services | undefined;
  /** The node that its stream comes from. */
  #streamNode: Services | undefined;
  #reader: StreamReader | undefined;
  #leaving: RoomId | undefined;
  /** Rooms of which it has heard that they are over. */
  readonly #over = new Set<RoomId>();
  /** The room that it sat in last, and by which wish. */
  #last: { readonly room: RoomId; readonly wish: Wish | undefined } | undefined;
  #streams = 0;
  /** Requests without an answer. */
  readonly #pending = new Set<{ readonly node: Services }>();
  /** Counts what it asked for: an answer to an earlier wish changes nothing. */
  #wishes = 0;
  /** Counts the nodes it came to, or was sent away from: each knows only what it has told itself. */
  #moves = 0;

  /** @param onError Told of what the server should never throw. */
  constructor(readonly id: string, subject: string, readonly onError: (error: unknown) => void) {
    this.claims = {
      session: id as SessionId,
      pseudonym: subject,
      subject,
      aliases: [],
      prefix: subject,
      site: "default",
      group: null,
      expiresAt: Infinity,
    };
  }

  /** Whether a request of it has no answer yet. */
  get isBusy(): boolean {
    return this.#pending.size > 0;
  }

  get isConnected(): boolean {
    return this.#reader !== undefined;
  }

  /** The node that its stream comes from, and a number that no other stream of it has. */
  get stream(): { readonly node: Services; readonly number: number } | undefined {
    const node = this.#reader && this.#streamNode;
    return node && { node, number: this.#streams };
  }

  /**
   * Opens a stream at a node. An earlier one is left hanging, as a lost network leaves it, and not
   * heard any more: the element has one at a time, though the new one may be refused.
   */
  connect(node: Services): void {
    if (this.#node !== node) this.#moves++;
    this.#node = node;
    const move = this.#moves;
    this.beat();
    const before = this.#reader;
    this.#reader = undefined;
    void this.#ask(node, async () => {
      const stream = await node.visitors.openStream(this.claims.session, null);
      node.expulsions.arrived(this.claims);
      return () => {
        const reader = stream.getReader();
        this.#reader = reader;
        this.#streams++;
        this.#streamNode = node;
        void this.#read(reader, move);
        this.#letGo(before);
      };
    });
  }

  /** Loses the stream. */
  disconnect(): void {
    const reader = this.#reader;
    this.#reader = undefined;
    this.#letGo(reader);
  }

  /** The node has died: its connections break. */
  abandon(node: Services): void {
    for (const request of this.#pending) if (request.node === node) this.#pending.delete(request);
    if (this.#streamNode === node) this.#reader = undefined;
    if (this.#node === node) this.#node = undefined;
  }

  beat(): void {
    if (!this.isGone) this.#node?.visitors.seen(this.claims.session);
  }

  /**
   * Asks for somebody, leaving the room it is in if it says so.
   *
   * @param options.via The node that the request comes to, if not the one of the stream.
   */
  join(
    wish: Wish,
    { leaves, via }: { readonly leaves: boolean; readonly via?: Services | undefined },
  ): void {
    const node = this.#node && (via ?? this.#node);
    if (!node) return;
    // The element asks for the next only from a room that it knows.
    const options = { leaves: leaves && this.room !== undefined };
    this.#wishes++;
    this.wants = wish;
    this.hasLeft = false;
    const { room, claims } = this;
    if (options.leaves && room) this.asked.leave(room);
    const asked = { ...requestOf(wish), ...(options.leaves && room ? { room } : {}) };
    const request = this.asked.note({ wish, node }, this.blocked);
    void this.#ask(node, async () => {
      const joined = await node.queue.join(claims, asked, options).finally(() =>
        request.isPending = false
      );
      return () => {
        // Where it sits, if it does, an event tells.
        if (joined.kind === "banned") return void (this.wants = undefined);
        if (joined.kind === "queued") this.asked.settle(request);
        if (joined.kind !== "seated") this.#isToldToWait = this.#pending.size === 1;
        // Whoever asks again gets the same match again, so answers may repeat what an event told.
        if (joined.kind === "seated") this.#sit(joined.room.id);
        else if (this.room === room) this.room = undefined;
      };
    });
  }

  /** Wants whom it has just talked with back. */
  back(via?: Services): void {
    const node = this.#node && (via ?? this.#node);
    const { room, wish = this.wants } = this.#last ?? {};
    if (!node || !room || !wish || this.room) return;
    this.#wishes++;
    this.hasLeft = false;
    const request = this.asked.note({ back: room, node }, this.blocked);
    void this.#ask(node, async () => {
      const cameBack = await node.pastTalks.back(this.claims, { ...requestOf(wish), room })
        .finally(() => request.isPending = false);
      return () => {
        if (cameBack.kind === "banned") return void (this.wants = undefined);
        if (cameBack.kind === "asked") this.asked.settle(request);
        if (cameBack.kind === "gone") this.asked.refuse(request);
        if (cameBack.kind === "seated") this.#sit(cameBack.room.id);
      };
    });
  }

  /** Asks to look further now. */
  widen(via?: Services): void {
    const node = this.#node && (via ?? this.#node);
    if (!node) return;
    const [request, wishes] = [this.asked.noteWidening(), this.#wishes];
    void this.#ask(node, async () => {
      const widened = await node.queue.widen(this.claims.session).finally(() =>
        request.isPending = false
      );
      return () => {
        if (widened.kind === "seated" && wishes === this.#wishes) this.#sit(widened.room.id);
      };
    });
  }

  /** Leaves the queue or, as the element does, the room of a match that was faster. */
  leaveQueue(via?: Services): void {
    const node = this.#node && (via ?? this.#node);
    if (!node) return;
    const [wishes, isAlone] = [++this.#wishes, this.#isAlone(node)];
    void this.#ask(node, async () => {
      const left = await node.queue.leave(this.claims.session);
      return () => {
        if (wishes !== this.#wishes) return;
        // What was asked of another node, and had no answer, may have been done after this.
        if (left.kind === "left") this.hasLeft = isAlone && this.#isAlone(node);
        // Whoever sits elsewhere sits no more where they believe to.
        if (left.kind === "left" || left.room !== this.room) this.room = undefined;
        this.wants = undefined;
        if (left.kind === "seated") this.#leave(left.room, via);
      };
    });
  }

  /** Leaves the room that it believes to be in. */
  leaveRoom(via?: Services): void {
    if (!this.room) return;
    this.#wishes++;
    this.wants = undefined;
    this.#leave(this.room, via);
  }

  /**
   * Blocks whoever it believes to be with, or was with last.
   *
   * @param partnerIn The subject of the other one of a room.
   */
  block(partnerIn: (room: RoomId) => string | undefined, via?: Services): void {
    const node = this.#node && (via ?? this.#node);
    const room = this.room ?? this.#last?.room;
    if (!node || !room) return;
    this.asked.leave(room);
    // Whoever is not told that it was done leaves at least.
    if (this.room) [this.#leaving, this.wants] = [room, undefined];
    void this.#ask(node, async () => {
      const isBlocked = await node.blocks.block(this.claims, room);
      return () => {
        const partner = partnerIn(room);
        if (isBlocked && partner !== undefined) this.blocked.add(partner);
        this.asked.forgo(room);
        if (this.#leaving === room) this.#leaving = undefined;
        this.#end(room);
      };
    });
  }

  /** Asks again for what was refused for want of an answer, as the element does. */
  persist(): void {
    this.beat();
    if (this.isBusy) return;
    if (this.#leaving) this.#leave(this.#leaving);
    else if (this.wants && !(this.#isToldToWait && !this.#isRestricted)) {
      this.join(this.wants, { leaves: false });
    }
  }

  #leave(room: RoomId, via?: Services): void {
    const node = this.#node && (via ?? this.#node);
    this.#leaving = room;
    if (!node) return;
    this.asked.leave(room);
    void this.#ask(node, async () => {
      await node.rooms.leave(this.claims.session, room);
      return () => {
        this.#leaving = undefined;
        this.#end(room);
      };
    });
  }

  /** Whether nothing is under way at another node. */
  #isAlone(node: Services): boolean {
    return ![...this.#pending].some((request) => request.node !== node);
  }

  async #ask(node: Services, ask: () => Promise<() => void>): Promise<void> {
    const request = { node };
    this.#isToldToWait = false;
    this.#pending.add(request);
    // Every request with a token is a sign of life.
    this.beat();
    try {
      const take = await ask();
      // The answers of the dead reach nobody.
      if (this.#pending.has(request)) take();
    } catch (error) {
      // What the element does with a 503: it asks again later, or the person does.
      if (!(error instanceof Error && error.name === "StoreUnavailableError")) this.onError(error);
    } finally {
      this.#pending.delete(request);
    }
  }

  async #read(reader: StreamReader, move: number): Promise<void> {
    try {
      for await (const event of eventsOf(reader)) {
        if (this.#reader === reader) this.#hear(event, move);
      }
    } catch (error) {
      // The server cut the stream.
      if (!(error instanceof Error)) this.onError(error);
    }
    if (this.#reader === reader) this.#reader = undefined;
  }

  /** Cancels a stream; one that the server has cut has nothing to cancel. */
  #letGo(reader: StreamReader | undefined): void {
    reader?.cancel().catch((error) => {
      if (!(error instanceof Error)) this.onError(error);
    });
  }

  #hear(event: ServerEvent, move: number): void {
    if (event.type === "matched") this.#tell(event.data, move);
    if (event.type === "bye") this.#moves++;
    if (event.type === "peer-left") this.#end(event.data.room);
    if (event.type === "restricted") {
      this.#isRestricted = true;
      [this.wants, this.room] = [undefined, undefined];
    }
    if (event.type !== "hello") return;
    if (event.data.state === "seated") return this.#sit(event.data.room);
    this.room = undefined;
    this.#isToldToWait = event.data.state === "waiting" && !this.isBusy;
    // A ticket that was lost before it was stored is asked for again.
    if (event.data.state === "idle" && this.wants) this.join(this.wants, { leaves: false });
  }

  #tell({ room }: Match, move: number): void {
    this.told.push(`${room} at node ${move}`);
    this.#sit(room);
  }

  #end(room: RoomId): void {
    this.#over.add(room);
    if (this.room === room) this.room = undefined;
  }

  /** An answer may come after an event that was sent later; a room that is over stays so. */
  #sit(room: RoomId): void {
    if (this.#over.has(room)) return;
    if (this.#last?.room !== room) this.#last = { room, wish: this.wants ?? this.#last?.wish };
    this.room = room;
    this.wants = undefined;
  }
}
