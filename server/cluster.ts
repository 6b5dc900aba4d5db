/**
 * This node among others: its registration, its post, and the courier over both. A node that owns
 * its store is alone and has none of it.
 *
 * It does not know what letters or events mean.
 *
 * @module
 */
import type { Clock } from "./clock.ts";
import { type Courier, createLocalCourier, createSharedCourier } from "./events/courier.ts";
import type { Mailboxes } from "./events/mailboxes.ts";
import { Nodes } from "./events/nodes.ts";
import { Post } from "./events/post.ts";
import type { Envelope, NodeId } from "./store/keys.ts";
import type { Store } from "./store/store.ts";

/** What a cluster is made of. */
export interface ClusterDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly createId: () => string;
  readonly onError: (error: unknown) => void;
}

/** This node's part in a cluster. */
export interface Cluster {
  readonly node: NodeId;
  readonly nodes: Nodes;
  readonly post: Post;
  /**
   * Begins to live among the others.
   *
   * @param onDead Clears away after nodes that have ended.
   */
  open(onDead: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes the courier, and the cluster if the store can be shared.
 *
 * @param onLetter Takes the letters of other nodes.
 */
export function openCourier(
  deps: ClusterDeps,
  mailboxes: Mailboxes,
  onLetter: (envelope: Envelope) => Promise<void>,
): { readonly courier: Courier; readonly cluster: Cluster | null } {
  const { store, createId } = deps;
  if (store.limits.isExclusive) return { courier: createLocalCourier(mailboxes), cluster: null };
  const node = createId();
  let clearAway: () => Promise<void> = () => Promise.resolve();
  const nodes = new Nodes({ ...deps, node, onDead: () => clearAway() });
  const post = new Post({ ...deps, node, onLetter });
  const courier = createSharedCourier({ store, node, mailboxes, nodes, post });
  const cluster: Cluster = {
    node,
    nodes,
    post,
    async open(onDead) {
      clearAway = onDead;
      await nodes.open();
      post.open();
    },
    async close() {
      post.close();
      await nodes.close();
    },
  };
  return { courier, cluster };
}
