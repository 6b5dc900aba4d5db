import { assert, assertEquals, assertThrows } from "@std/assert/mod.js";
import { systemClock } from "../../../component/link/clock.ts";
import { createBrowserConnection, Peer } from "../../../component/link/peer.ts";
import type { MediaKind, PeerSignal } from "../../../component/link/peer_types.ts";
import { startCanvasCamera } from "../support/canvas_camera.ts";
import { until } from "../support/until.ts";

interface End {
  readonly peer: Peer;
  readonly connection: RTCPeerConnection;
  readonly states: string[];
  readonly frames: string[];
  readonly streams: Set<MediaStream>;
  isOpen: boolean;
  signals: PeerSignal[];
}

/** Two peers whose signals take a moment, in order, as on a network. */
function setup(localStream: MediaStream | null = null, kinds?: readonly MediaKind[]) {
  const hold = { candidatesFirst: false };
  const createEnd = (role: "offerer" | "answerer", other: () => End): End => {
    const made: RTCPeerConnection[] = [];
    const end: Omit<End, "peer" | "connection"> = {
      states: [],
      frames: [],
      streams: new Set(),
      isOpen: false,
      signals: [],
    };
    const peer = new Peer({
      createConnection: (config) => {
        const connection = createBrowserConnection(config);
        made.push(connection);
        return connection;
      },
      config: {},
      role,
      isPolite: role === "answerer",
      localStream,
      ...(kinds && { kinds }),
      clock: systemClock,
      listener: {
        onSignal: (signal) => {
          end.signals.push(signal);
          if (hold.candidatesFirst && signal.description) {
            setTimeout(() => void other().peer.receive(signal), 300);
          } else setTimeout(() => void other().peer.receive(signal), 1);
        },
        onState: (state) => end.states.push(state),
        onStream: (stream) => end.streams.add(stream),
        onChannel: (isOpen) => end.isOpen = isOpen,
        onFrame: (frame) => end.frames.push(frame),
      },
    });
    const [connection] = made;
    if (!connection) throw new Error("Cannot test without a connection");
    return Object.assign(end, { peer, connection });
  };
  const answerer: End = createEnd("answerer", () => offerer);
  const offerer: End = createEnd("offerer", () => answerer);
  const close = () => [offerer, answerer].forEach(({ peer }) => peer.close());
  const connected = () =>
    until(
      "both to be connected",
      () =>
        [offerer, answerer].every(({ states, isOpen }) => states.includes("connected") && isOpen),
      () => [offerer.states, answerer.states],
    );
  return { offerer, answerer, close, connected, hold };
}

function offers({ signals }: End): number {
  return signals.filter(({ description }) => description?.type === "offer").length;
}

describe("a peer", () => {
  it("lets a large picture begin small, and one that is small as it is", async () => {
    for (const [width, height, scale] of [[1_280, 720, 3], [640, 480, 1]] as const) {
      using camera = startCanvasCamera();
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width, height });
      canvas.getContext("2d")?.fillRect(0, 0, 1, 1);
      const [track] = canvas.captureStream(5).getVideoTracks();
      assert(track);
      const { offerer, answerer, connected, close } = setup(
        new MediaStream([track, ...camera.stream.getAudioTracks()]),
      );
      await connected();
      for (const { connection } of [offerer, answerer]) {
        const sender = connection.getSenders().find((one) => one.track === track);
        const [encoding] = sender?.getParameters().encodings ?? [];
        assertEquals(encoding?.scaleResolutionDownBy ?? 1, scale);
      }
      assertEquals(answerer.signals.map(({ description }) => description?.type)[0], "answer");
      close();
      track.stop();
    }
  });

  it("connects to the other one and carries frames both ways, in one round of signals", async () => {
    const { offerer, answerer, close, connected } = setup();
    await connected();
    assert(offerer.peer.send("from the offerer"));
    assert(answerer.peer.send("from the answerer"));
    await until("the frames", () => offerer.frames.length + answerer.frames.length === 2);
    assertEquals(offerer.frames, ["from the answerer"]);
    assertEquals(answerer.frames, ["from the offerer"]);
    const descriptions = (end: End) =>
      end.signals.flatMap(({ description }) => description ? [description.type] : []);
    assertEquals([descriptions(offerer), descriptions(answerer)], [["offer"], ["answer"]]);
    close();
  });

  it("shows each side the other's picture and sound as one stream", async () => {
    using camera = startCanvasCamera();
    const { offerer, answerer, close, connected } = setup(camera.stream);
    await connected();
    for (const { streams } of [offerer, answerer]) {
      assertEquals(streams.size, 1);
      const kinds = [...streams].flatMap((stream) => stream.getTracks().map(({ kind }) => kind));
      assertEquals(kinds.sort(), ["audio", "video"]);
    }
    close();
  });

  it("sends a camera that was turned on before the other side's offer came", async () => {
    using camera = startCanvasCamera();
    const [picture] = camera.stream.getVideoTracks();
    assert(picture);
    const stream = new MediaStream(camera.stream.getAudioTracks());
    const { offerer, answerer, close, connected } = setup(stream, ["audio", "video"]);
    stream.addTrack(picture);
    for (const { peer } of [offerer, answerer]) peer.replaceTrack("video", picture);
    await connected();
    for (const { connection, streams } of [offerer, answerer]) {
      const sent = connection.getTransceivers().find(({ sender }) => sender.track === picture);
      assertEquals(sent?.currentDirection, "sendrecv");
      const kinds = [...streams].map((one) => one.getTracks().map(({ kind }) => kind).sort());
      assertEquals(kinds, [["audio", "video"]]);
    }
    const descriptions = [...offerer.signals, ...answerer.signals].flatMap(({ description }) =>
      description ? [description.type] : []
    );
    assertEquals(descriptions.length, 2);
    close();
  });

  it("sends a camera that was turned off before the offer came, once it is on again", async () => {
    using camera = startCanvasCamera();
    const [picture] = camera.stream.getVideoTracks();
    assert(picture);
    const stream = new MediaStream(camera.stream.getTracks());
    const { offerer, answerer, close, connected } = setup(stream, ["audio", "video"]);
    stream.removeTrack(picture);
    for (const { peer } of [offerer, answerer]) peer.replaceTrack("video", null);
    await connected();
    for (const { peer, connection } of [offerer, answerer]) {
      peer.replaceTrack("video", picture);
      const sent = connection.getTransceivers().find(({ receiver }) =>
        receiver.track.kind === "video"
      );
      await until("the camera", () => sent?.sender.track === picture);
      assertEquals(sent?.currentDirection, "sendrecv");
    }
    close();
  });

  it("sends nothing of what is captured beside what was agreed to, until it is", async () => {
    using camera = startCanvasCamera();
    const { offerer, answerer, close, connected } = setup(camera.stream, ["audio"]);
    await connected();
    const sent = ({ connection }: typeof offerer) =>
      connection.getSenders().flatMap(({ track }) => track?.kind ?? []).sort();
    assertEquals([sent(offerer), sent(answerer)], [["audio"], ["audio"]]);
    for (const { peer } of [answerer, offerer]) peer.grow(["audio", "video"]);
    const both = ["audio", "video"];
    const hasBoth = (one: typeof offerer) => sent(one).join() === both.join();
    await until(
      "the pictures of both",
      () => [offerer, answerer].every(hasBoth),
      () => [sent(offerer), sent(answerer)],
    );
    // What was agreed to is sent both ways, by the same connection.
    const ways = ({ connection }: typeof offerer) =>
      connection.getTransceivers().map(({ currentDirection }) => currentDirection);
    await until(
      "both ways to be open",
      () => [offerer, answerer].every((one) => ways(one).join() === "sendrecv,sendrecv"),
      () => [ways(offerer), ways(answerer)],
    );
    assertEquals(offerer.connection.signalingState, "stable");
    close();
  });

  it("lives with a track that it may not send", async () => {
    using camera = startCanvasCamera();
    const [picture] = camera.stream.getVideoTracks();
    assert(picture);
    const rejections: unknown[] = [];
    const onRejection = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      rejections.push(event.reason);
    };
    addEventListener("unhandledrejection", onRejection);
    const { offerer, close, connected } = setup(camera.stream);
    await connected();
    const senders = offerer.connection.getSenders();
    const sender = senders.find(({ track }) => track?.kind === "video");
    assert(sender);
    let asked = 0;
    sender.replaceTrack = () => {
      asked += 1;
      return Promise.reject(new DOMException("Cannot send it", "InvalidModificationError"));
    };
    offerer.peer.replaceTrack("video", picture);
    await new Promise((resolve) => setTimeout(resolve, 0));
    removeEventListener("unhandledrejection", onRejection);
    assertEquals([asked, rejections], [1, []]);
    close();
  });

  it("keeps candidates that come before the description", async () => {
    const { offerer, answerer, close, connected, hold } = setup();
    hold.candidatesFirst = true;
    await connected();
    assert(offerer.signals.some(({ candidates }) => candidates));
    assert(answerer.signals.some(({ candidates }) => candidates));
    close();
  });

  it("sends candidates in few signals, none of them above what the server takes", async () => {
    const { offerer, close, connected } = setup();
    await connected();
    const batches = offerer.signals.flatMap(({ candidates }) => candidates ? [candidates] : []);
    assert(batches.length > 0 && batches.every((batch) => batch.length <= 40));
    assert(batches.length <= 4, `${batches.length} signals with candidates`);
    close();
  });

  it("ends in stable on both sides after a thousand renegotiations at once", async function () {
    this.timeout(300_000);
    const rejections: unknown[] = [];
    const onRejection = ({ reason }: PromiseRejectionEvent) => rejections.push(reason);
    addEventListener("unhandledrejection", onRejection);
    const { offerer, answerer, close, connected } = setup();
    await connected();
    const ends = [offerer, answerer];
    const isStable = () => ends.every(({ connection }) => connection.signalingState === "stable");
    const describeStates = () => ends.map(({ connection }) => connection.signalingState);
    for (let round = 0; round < 1_000; round++) {
      const before = offers(offerer) + offers(answerer);
      for (const { connection } of ends) connection.restartIce();
      // Some rounds begin while the one before is under way.
      const begun = () => offers(offerer) + offers(answerer) > before;
      if (round % 3 > 0) {
        await until("a round to end", () => begun() && isStable(), describeStates);
      }
    }
    let stableSince = performance.now();
    await until("both to be stable for a while", () => {
      if (!isStable()) stableSince = performance.now();
      return performance.now() - stableSince > 300;
    }, describeStates);
    assert(offers(answerer) > 300, `the polite side made ${offers(answerer)} offers`);
    assert(!offerer.states.includes("failed") && !answerer.states.includes("failed"));
    assert(offerer.peer.send("still here"));
    await until("the frame", () => answerer.frames.includes("still here"));
    close();
    removeEventListener("unhandledrejection", onRejection);
    assertEquals(rejections, []);
  });

  it("takes an answer that comes twice as one", async () => {
    const { offerer, answerer, close, connected } = setup();
    await connected();
    const answer = answerer.signals.find(({ description }) => description?.type === "answer");
    assert(answer);
    await offerer.peer.receive(answer);
    assertEquals(offerer.states.includes("failed"), false);
    close();
  });

  it("says that it failed when the other one sends nonsense", async () => {
    const { answerer, close } = setup();
    await answerer.peer.receive({ description: { type: "offer", sdp: "nonsense" } });
    assertEquals(answerer.states, ["failed"]);
    close();
  });

  it("tells nothing more once it is closed", async () => {
    const { offerer, close, connected } = setup();
    await connected();
    const told = offerer.states.length;
    close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assertEquals([offerer.states.length, offerer.isOpen], [told, true]);
    assertEquals(offerer.peer.send("too late"), false);
    assertEquals(offerer.connection.connectionState, "closed");
  });

  it("throws what the browser throws when the page may not connect", () => {
    assertThrows(() =>
      new Peer({
        createConnection: () => {
          throw new DOMException("Cannot connect from here", "NotAllowedError");
        },
        config: {},
        role: "offerer",
        isPolite: false,
        localStream: null,
        clock: systemClock,
        listener: {
          onSignal() {},
          onState() {},
          onStream() {},
          onChannel() {},
          onFrame() {},
        },
      })
    );
  });
});
