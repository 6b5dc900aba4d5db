/**
 * Events to sessions, wherever their streams are.
 *
 * It does not know what events mean. The invariant it keeps: an event is accepted only when it is in
 * its receiver's mailbox here, or in the inbox of the node that holds the receiver's stream.
 *
 * @module
 */
import type { ServerEvent, SessionId } from "../protocol.ts";
import type { Commit } from "../store/engine.ts";
import { keys, type Letter, type NodeId, PLACE_LIFE_MS } from "../store/keys.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import type { Mailboxes } from "./mailboxes.ts";
import type { Nodes } from "./nodes.ts";
import type { Post } from "./post.ts";

/** Where a session's stream is. */
export type Home =
  /** On this node, or it was here last. */
  | { readonly kind: "here" }
  | { readonly kind: "elsewhere"; readonly node: NodeId }
  /** On a node that has ended, or nowhere yet. */
  | { readonly kind: "nowhere" };

/** Who is to watch over a session. */
export type Tenure =
  | { readonly kind: "kept" }
  | { readonly kind: "elsewhere"; readonly node: NodeId };

/** Finds and reaches sessions. */
export interface Courier {
  /** Whether this node is the only one that there can be. */
  readonly isAlone: boolean;
  /**
   * Finds out whether a session has no stream at another node that runs.
   *
   * @returns What must still be so when something is done because of that; `null` if it has one.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  absenceOf(session: SessionId): Promise<Commit["checks"] | null>;
  /** Finds where a session's stream is. */
  homeOf(session: SessionId): Promise<Home>;
  /**
   * Whether this node is to watch over a session. `kept`: it is the session's home, or has become it
   * now, because the session has none that runs. `elsewhere`: another one is.
   *
   * @param onTake Called before it becomes it, as nobody may be told that it has.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  keeps(session: SessionId, onTake?: () => void): Promise<Tenure>;
  /**
   * Makes this node a session's home.
   *
   * @returns Whether another node was, where something that was asked of it may be under way.
   * @throws {StoreUnavailableError} when nobody knows whether it is.
   */
  moveHere(session: SessionId): Promise<boolean>;
  /**
   * Delivers an event. Without a word from the receiver's side this says that it is in a mailbox or
   * an inbox.
   */
  deliver(session: SessionId, event: ServerEvent): Promise<boolean>;
  /**
   * Makes the node that is stored as a session's home watch over it, if that is another one.
   *
   * @throws {StoreUnavailableError} when nobody knows whether it will hear of it.
   */
  handOver(session: SessionId): Promise<void>;
  /** Tells another node something that it would find out later all the same. */
  hint(to: NodeId, letter: Letter): void;
}

/** The courier of a node that owns its store: everybody is here. */
export function createLocalCourier(mailboxes: Mailboxes): Courier {
  const here: Home = { kind: "here" };
  return {
    isAlone: true,
    absenceOf: () => Promise.resolve([]),
    homeOf: () => Promise.resolve(here),
    keeps: () => Promise.resolve({ kind: "kept" }),
    moveHere: () => Promise.resolve(false),
    deliver: (session, event) => Promise.resolve(mailboxes.deliver(session, event)),
    handOver: () => Promise.resolve(),
    hint: () => {},
  };
}

/** What a {@linkcode createSharedCourier} needs. */
export interface SharedCourierDeps {
  readonly store: Store;
  readonly node: NodeId;
  readonly mailboxes: Mailboxes;
  readonly nodes: Nodes;
  readonly post: Post;
}

/** The courier of one node among several that share a store. */
export function createSharedCourier(deps: SharedCourierDeps): Courier {
  return new SharedCourier(deps);
}

class SharedCourier implements Courier {
  readonly isAlone = false;
  readonly #deps: SharedCourierDeps;

  constructor(deps: SharedCourierDeps) {
    this.#deps = deps;
  }

  async absenceOf(session: SessionId): Promise<Commit["checks"] | null> {
    const { store, node, nodes } = this.#deps;
    const key = keys.home(session);
    const { value, versionstamp } = await store.get(key);
    const isElsewhere = value !== null && value !== node && nodes.isAlive(value);
    return isElsewhere ? null : [{ key, versionstamp }];
  }

  async homeOf(session: SessionId): Promise<Home> {
    const { store, node, nodes, mailboxes } = this.#deps;
    if (mailboxes.isOpen(session)) return { kind: "here" };
    const { value } = await store.get(keys.home(session));
    if (value === node) return { kind: "here" };
    return value !== null && nodes.isAlive(value)
      ? { kind: "elsewhere", node: value }
      : { kind: "nowhere" };
  }

  async keeps(session: SessionId, onTake?: () => void): Promise<Tenure> {
    const { store, node, nodes } = this.#deps;
    const key = keys.home(session);
    const { value, versionstamp } = await store.get(key);
    if (value === node) return { kind: "kept" };
    if (value !== null && nodes.isAlive(value)) return { kind: "elsewhere", node: value };
    onTake?.();
    const { ok } = await store.commit({
      checks: [{ key, versionstamp }],
      sets: [{ key, value: node, expireInMs: PLACE_LIFE_MS }],
    });
    if (ok) return { kind: "kept" };
    const { value: home } = await store.get(key);
    return home === null || home === node ? { kind: "kept" } : { kind: "elsewhere", node: home };
  }

  async moveHere(session: SessionId): Promise<boolean> {
    const { store, node, nodes, post } = this.#deps;
    const key = keys.home(session);
    const before = await store.get(key);
    const sets = [{ key, value: node, expireInMs: PLACE_LIFE_MS }];
    const { ok } = await store.commit({ sets });
    if (!ok) throw new StoreUnavailableError("Cannot move: the store refused without a reason");
    if (before.value === null || before.value === node) return false;
    if (nodes.isAlive(before.value)) post.hint(before.value, { kind: "replaced", session });
    return true;
  }

  async deliver(session: SessionId, event: ServerEvent): Promise<boolean> {
    const { mailboxes, post } = this.#deps;
    const home = await this.homeOf(session);
    switch (home.kind) {
      case "here":
        return mailboxes.deliver(session, event);
      case "elsewhere":
        await post.send(home.node, { kind: "event", session, event });
        return true;
      case "nowhere":
        return false;
    }
  }

  async handOver(session: SessionId): Promise<void> {
    const { store, node, post } = this.#deps;
    // A stream that is still open here counts for nothing: the home has been given to another.
    const { value } = await store.get(keys.home(session));
    if (value !== null && value !== node) await post.send(value, { kind: "beat", session });
  }

  hint(to: NodeId, letter: Letter): void {
    this.#deps.post.hint(to, letter);
  }
}
