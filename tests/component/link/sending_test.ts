import { assert, assertEquals } from "@std/assert/mod.js";
import { Sending } from "../../../component/link/sending.ts";

/** A camera, as far as its size is asked for. */
function camera(width?: number, height?: number): MediaStreamTrack {
  const settings = { ...(width && { width }), ...(height && { height }) };
  const track = { kind: "video", getSettings: () => settings };
  // The one place where a fake stands in for a browser's class.
  return track as unknown as MediaStreamTrack;
}

/** A connection with one sender, which tells what leaves it, in order. */
function setup({ isVeiled = false, refuses = false, hasEncoding = true } = {}) {
  const log: string[] = [];
  let encoding: RTCRtpEncodingParameters = {};
  const sender = {
    track: null as MediaStreamTrack | null,
    getParameters: () => ({ encodings: hasEncoding ? [structuredClone(encoding)] : [] }),
    async setParameters({ encodings }: { encodings: RTCRtpEncodingParameters[] }) {
      await Promise.resolve();
      if (refuses) throw new DOMException("Cannot do this", "OperationError");
      encoding = encodings[0] ?? {};
      log.push(`by ${encoding.scaleResolutionDownBy ?? 1}`);
    },
    async replaceTrack(track: MediaStreamTrack | null) {
      await Promise.resolve();
      this.track = track;
      log.push(track === null ? "nothing" : "a track");
    },
  };
  const connection = { getSenders: () => [sender] } as unknown as RTCPeerConnection;
  const sending = new Sending(connection, isVeiled);
  const asSender = sender as unknown as RTCRtpSender;
  const begin = async (track: MediaStreamTrack) => {
    sender.track = track;
    sending.begin(asSender);
    await settle();
  };
  const replace = async (track: MediaStreamTrack | null) => {
    sending.replace(asSender, track);
    await settle();
  };
  return { sending, sender, log, begin, replace, encoding: () => encoding };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const WHOLE = { maxBitrate: 1_500_000, maxFramerate: 30, scaleResolutionDownBy: 1 };

const CAMERAS = [[640, 480], [1_280, 720], [480, 640], [3_840, 2_160], [40, 30]] as const;

for (const [width, height] of CAMERAS) {
  Deno.test(`of a camera of ${width} × ${height} no more than 48 pixels leave while it is veiled`, async () => {
    const { sending, log, begin, encoding } = setup({ isVeiled: true });
    await begin(camera(width, height));
    const { scaleResolutionDownBy = 1, maxFramerate = 30, maxBitrate = Infinity } = encoding();
    assert(Math.max(width, height) / scaleResolutionDownBy <= 48, String(log));
    assert(scaleResolutionDownBy >= 1 && maxFramerate <= 10 && maxBitrate <= 64_000);
    await sending.tune("video", WHOLE);
    assertEquals(encoding().scaleResolutionDownBy, scaleResolutionDownBy);
    assertEquals(encoding().maxBitrate, maxBitrate);
  });
}

Deno.test("a camera that does not say how large it is counts as the largest", async () => {
  const { begin, encoding } = setup({ isVeiled: true });
  await begin(camera());
  assert((encoding().scaleResolutionDownBy ?? 1) >= 80);
});

Deno.test("a picture that is not veiled is left as it is, and begins small only when it is large", async () => {
  const small = setup();
  await small.begin(camera(640, 480));
  assertEquals(small.encoding().scaleResolutionDownBy, undefined);
  const large = setup();
  await large.begin(camera(1_280, 720));
  assertEquals(large.encoding().scaleResolutionDownBy, 3);
});

Deno.test("another camera is made small before its first frame leaves", async () => {
  const { log, begin, replace } = setup({ isVeiled: true });
  await begin(camera(640, 480));
  await replace(null);
  await replace(camera(1_920, 1_080));
  assertEquals(log.slice(-3), ["nothing", "by 40", "a track"]);
});

Deno.test("a picture that is unveiled grows to what the connection carries", async () => {
  const { sending, begin, encoding } = setup({ isVeiled: true });
  await begin(camera(640, 480));
  sending.veil(false);
  await settle();
  assertEquals(encoding().scaleResolutionDownBy, 2);
  await sending.tune("video", WHOLE);
  assertEquals(encoding().scaleResolutionDownBy, 1);
});

Deno.test("a picture that rests, as the connection carries none, rests veiled as well", async () => {
  const { sending, begin, encoding } = setup({ isVeiled: true });
  await begin(camera(640, 480));
  await sending.tune("video", null);
  assertEquals(encoding().active, false);
});

Deno.test("a picture is veiled again at once", async () => {
  const { sending, begin, encoding } = setup();
  await begin(camera(640, 480));
  await sending.tune("video", WHOLE);
  sending.veil(true);
  await settle();
  assert((encoding().scaleResolutionDownBy ?? 1) >= 640 / 48);
});

for (const broken of [{ refuses: true }, { hasEncoding: false }]) {
  Deno.test(`a picture that cannot be veiled is not sent: ${JSON.stringify(broken)}`, async () => {
    const { sender, begin, replace } = setup({ isVeiled: true, ...broken });
    await begin(camera(640, 480));
    assertEquals(sender.track, null);
    await replace(camera(640, 480));
    assertEquals(sender.track, null);
    const whole = setup(broken);
    await whole.begin(camera(1_280, 720));
    assert(whole.sender.track !== null, "one that may be seen is sent as it is");
  });
}

Deno.test("a voice is as it is", async () => {
  const { sending, sender, encoding } = setup({ isVeiled: true });
  sender.track = { kind: "audio" } as unknown as MediaStreamTrack;
  await sending.tune("audio", {});
  assertEquals(encoding(), { active: true });
});
