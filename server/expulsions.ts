/**
 * Takes the banned out: whoever is connected here, from queue and room, and tells them why.
 *
 * It does not know who decides. The invariant it keeps: once the ban of a subject is known here, no
 * session of it that this node watches over, and that was heard of, stays in queue or room; the other
 * side sees an ordinary leave.
 *
 * @module
 */
import type { Clock } from "./clock.ts";
import type { Queue } from "./matching/queue.ts";
import type { ServerEvent, SessionId } from "./protocol.ts";
import type { Rooms } from "./rooms/rooms.ts";
import type { Bans } from "./safety/bans.ts";
import type { Claims } from "./sessions/token.ts";
import type { Ban, Subject } from "./store/keys.ts";
import { STORE_RETRY_MS, StoreUnavailableError } from "./store/store.ts";

/** What {@linkcode Expulsions} are made of. */
export interface ExpulsionsDeps {
  readonly clock: Clock;
  readonly bans: Bans;
  readonly queue: Queue;
  readonly rooms: Rooms;
  /** Whether this node watches over a session, and no other does. */
  readonly isMine: (session: SessionId) => boolean;
  readonly tell: (session: SessionId, event: ServerEvent) => void;
  readonly onError: (error: unknown) => void;
}

type Arrival = Pick<Claims, "session" | "subject" | "aliases">;

/** Those who are here, by all their subjects. */
export class Expulsions {
  readonly #deps: ExpulsionsDeps;
  readonly #sessions = new Map<Subject, Set<SessionId>>();
  /** The restriction that a session was told of: its receipt and its end. */
  readonly #told = new Map<SessionId, string>();

  constructor(deps: ExpulsionsDeps) {
    this.#deps = deps;
  }

  /**
   * Takes note of somebody who calls: whoever sits in a room may open no stream after a restart. Why
   * they are taken out they are told once they do.
   */
  called(caller: Arrival): void {
    const { session, subject, aliases } = caller;
    const { bans, isMine } = this.#deps;
    const isKnown = this.#sessions.get(subject)?.has(session) ?? false;
    if (isKnown || !isMine(session)) return;
    this.#note(caller);
    if (bans.find(subject, aliases) !== undefined) this.#remove(session, subject, false);
  }

  /** Takes note of somebody whose stream was just opened. */
  arrived(caller: Arrival): void {
    const { session, subject, aliases } = caller;
    this.#note(caller);
    // A new stream may be that of a page that was loaded anew.
    this.#told.delete(session);
    const ban = this.#deps.bans.find(subject, aliases);
    if (ban !== undefined) this.#expel(session, subject, ban);
  }

  /** Takes all sessions of a subject out. */
  expelAll(subject: Subject, ban: Ban): void {
    for (const session of this.#sessions.get(subject) ?? []) this.#expel(session, subject, ban);
  }

  /** Tells all sessions of a subject that they may be matched again. */
  release(subject: Subject, { rule, receipt }: Ban): void {
    const { tell, clock } = this.#deps;
    for (const session of this.#sessions.get(subject) ?? []) {
      // It may have stood under several names of theirs, of which each is released.
      if (!this.#told.delete(session)) continue;
      tell(session, { type: "restricted", data: { rule, until: clock.now(), receipt } });
    }
  }

  /** Forgets those who are gone. */
  prune(isHere: (session: SessionId) => boolean): void {
    for (const [subject, sessions] of this.#sessions) {
      for (const session of sessions) {
        if (isHere(session)) continue;
        sessions.delete(session);
        this.#told.delete(session);
      }
      if (sessions.size === 0) this.#sessions.delete(subject);
    }
  }

  #note({ session, subject, aliases }: Arrival): void {
    for (const name of [subject, ...aliases]) {
      const sessions = this.#sessions.get(name) ?? new Set();
      this.#sessions.set(name, sessions.add(session));
    }
  }

  #expel(session: SessionId, subject: Subject, ban: Ban): void {
    const { tell } = this.#deps;
    const { rule, until, receipt } = ban;
    const news = `${receipt} ${until}`;
    const isAgain = this.#told.get(session) === news;
    if (!isAgain) {
      this.#told.set(session, news);
      tell(session, { type: "restricted", data: { rule, until, receipt } });
    }
    this.#remove(session, subject, isAgain);
  }

  /** @param isAgain Whether they were taken out before, so that a look may be enough. */
  #remove(session: SessionId, subject: Subject, isAgain: boolean): void {
    const { clock, onError } = this.#deps;
    this.#takeOut(session, isAgain).catch((error) => {
      if (!(error instanceof StoreUnavailableError)) return onError(error);
      clock.after(STORE_RETRY_MS, () => {
        if (this.#sessions.get(subject)?.has(session)) this.#remove(session, subject, true);
      });
    });
  }

  async #takeOut(session: SessionId, isAgain: boolean): Promise<void> {
    const { queue, rooms } = this.#deps;
    if (isAgain && (await queue.resume(session)).kind === "idle") return;
    const left = await queue.leave(session);
    if (left.kind === "seated") await rooms.leave(session, left.room, "ended");
  }
}
