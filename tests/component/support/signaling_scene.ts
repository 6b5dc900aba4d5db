/**
 * The connection by a stream of events and requests, for tests, with a server that answers as told.
 *
 * It does not know what is tested. The invariant it keeps: requests go over a real network, and
 * every wait between them over a clock that the scene moves.
 *
 * @module
 */
import type { QueueRequest, ServerEvent } from "../../../server/protocol.ts";
import { openSessionStore } from "../../../component/link/session_store.ts";
import type { ConnectionStatus, Signaling } from "../../../component/link/signaling.ts";
import { createSseSignaling } from "../../../component/link/sse_signaling.ts";
import { waitFor } from "../../support/wait.ts";
import { QuickClock } from "./quick_clock.ts";
import { ScriptedServer } from "./scripted_server.ts";

const IDLE = { resumed: false, state: "idle" };

/** A connection to a server that answers as a test says. */
export interface SignalingScene extends AsyncDisposable {
  readonly server: ScriptedServer;
  readonly signaling: Signaling;
  readonly clock: QuickClock;
  readonly events: ServerEvent[];
  readonly statuses: ConnectionStatus[];
  readonly kinds: () => string[];
  readonly store: ReturnType<typeof openSessionStore>;
  /** Waits for the stream of that number, from 1, and says `hello` on it. */
  readonly hello: (number?: number) => Promise<ScriptedServer["streams"][number]>;
}

/** Retries wait for a fake clock that the scene keeps moving, requests for the real network. */
export function setup(
  options: {
    readonly moves?: boolean;
    readonly path?: string;
    /** What the site says of the visitor. */
    readonly claim?: () => string;
  } = {},
): SignalingScene {
  const server = new ScriptedServer();
  const clock = new QuickClock();
  const events: ServerEvent[] = [];
  const statuses: ConnectionStatus[] = [];
  const store = openSessionStore(null);
  const signaling = createSseSignaling({
    server: server.url + (options.path ?? ""),
    site: "test-site",
    claim: options.claim,
    store,
    clock,
    random: () => 0,
    listener: {
      onEvent: (event) => events.push(event),
      onConnection: (status) => statuses.push(status),
    },
  });
  const mover = options.moves === false ? undefined : setInterval(() => clock.advance(50), 5);
  return {
    server,
    signaling,
    clock,
    events,
    statuses,
    store,
    kinds: () => statuses.map(({ kind }) => kind),
    async hello(number = 1) {
      const stream = await waitFor(`stream ${number}`, () => server.streams[number - 1]);
      if (!stream) throw new Error("Cannot go on without a stream");
      stream.event(`e:${number}`, "hello", IDLE);
      await waitFor("hello", () => events.filter(({ type }) => type === "hello").length >= number);
      return stream;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(mover);
      signaling.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** What is asked for in the queue. */
export const wish = (): QueueRequest => ({
  mode: "text",
  interests: ["chess"],
  languages: ["en"],
});

/** Waits until no request is under way: only the watch on silence and the next beat are left. */
export function answered({ clock }: SignalingScene): Promise<unknown> {
  return waitFor("answers", () => clock.pending, { until: (pending) => pending === 2 });
}

/** A room's name as the wire gives it. */
export async function roomOf(scene: SignalingScene) {
  scene.server.streams[0]?.event("e:2", "peer-back", { room: "room-12345" });
  const event = await waitFor(
    "the room",
    () => scene.events.find(({ type }) => type === "peer-back"),
  );
  if (event?.type !== "peer-back") throw new Error("Cannot find the room");
  return event.data.room;
}
