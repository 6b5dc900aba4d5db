/**
 * One side of a call for tests, over connections that do what a test says.
 *
 * It does not know browsers. The invariant it keeps: nothing waits for real time.
 *
 * @module
 */
import type { IceServer, Match, Signal } from "../../../server/protocol.ts";
import { Call } from "../../../component/link/call.ts";
import { FakeConnection } from "./fake_connection.ts";
import { QuickClock } from "./quick_clock.ts";
import { roomNamed } from "./room_named.ts";

/** The room of the call. */
export const ROOM = roomNamed("room-12345");

/** What differs from an ordinary call. */
export interface CallSettings {
  readonly role?: Match["role"];
  readonly generation?: number;
  readonly offer?: { readonly sdp: string };
  readonly isRelayOnly?: boolean;
  readonly canRestartIce?: boolean;
  readonly isForbidden?: boolean;
  readonly iceServers?: () => Promise<readonly IceServer[]>;
}

/** A call over connections that a test moves; what was sent and what was told is noted. */
export function setup(settings: CallSettings = {}) {
  const { role = "offerer", generation = 1, offer, isForbidden = false } = settings;
  const clock = new QuickClock();
  const connections: FakeConnection[] = [];
  const signals: Omit<Signal, "room">[] = [];
  const states: string[] = [];
  const call = new Call({
    match: {
      room: ROOM,
      role,
      polite: role === "answerer",
      generation,
      mode: "video",
      why: { interests: [], language: null, step: 3, waitedMs: 0 },
      ...(offer ? { offer } : {}),
    },
    localStream: () => null,
    createConnection: (config) => {
      if (isForbidden) throw new DOMException("Cannot connect from here", "NotAllowedError");
      const connection = new FakeConnection(config);
      connections.push(connection);
      return connection.asConnection();
    },
    iceServers: settings.iceServers ?? (() => Promise.resolve([])),
    isRelayOnly: settings.isRelayOnly ?? false,
    canRestartIce: settings.canRestartIce ?? true,
    clock,
    listener: {
      onSignal: ({ room: _, ...signal }) => signals.push(signal),
      onState: (state) => states.push(state),
      onStream() {},
      onChannel: (isOpen) => states.push(isOpen ? "channel-open" : "channel-closed"),
      onFrame() {},
    },
  });
  const last = () => {
    const connection = connections.at(-1);
    if (!connection) throw new Error("Cannot find a connection");
    return connection;
  };
  /** What was sent so far, as `generation:kind`; forgotten by that. */
  const sent = () =>
    signals.splice(0).map(({ generation, description, candidates }) =>
      `${generation}:${description?.type ?? (candidates ? "candidates" : "bare")}`
    );
  const receive = (signal: Omit<Signal, "room">) => call.receive({ room: ROOM, ...signal });
  return { call, clock, connections, states, last, sent, receive };
}

/** An offer of the other side. */
export const OFFER = { type: "offer", sdp: "v=0" } as const;
