/**
 * The settings panel at work: which devices there are, how one looks and sounds, and the check.
 *
 * It does not know talks. The invariant it keeps: what it captured for itself is let go of when it is
 * closed, and it captures nothing while something is captured for a talk.
 *
 * @module
 */
import type { CheckStage } from "../../server/protocol.ts";
import type { DeviceChoice } from "../chat/state.ts";
import { pause } from "../link/clock.ts";
import { checkNetwork, type Finding, NETWORK_STAGES } from "../link/check.ts";
import { constraintsOf } from "../link/device_choice.ts";
import { Level } from "../link/level.ts";
import { browserGetMedia, causeOf, type MediaCause } from "../link/media_cause.ts";
import { createBrowserConnection } from "../link/peer.ts";
import type { Panel, PanelFacts, PanelHost } from "./settings.ts";
import { overlay } from "../styles/overlay.ts";
import { settings as styles } from "../styles/settings.ts";
import { settingsEnglish, type Verdict } from "../strings/settings_en.ts";
import { type ChosenIds, renderSettings, type SettingsFacts } from "../views/settings.ts";

/** Often enough for a meter that follows a voice, in milliseconds. */
const LEVEL_EVERY_MS = 100;
/** A microphone that is on is heard within this time, in milliseconds. */
const SILENCE_MS = 3_000;

const KINDS = { camera: "videoinput", microphone: "audioinput", speaker: "audiooutput" } as const;

export { settingsEnglish };

/** Opens the panel. */
export function openPanel(host: PanelHost): Panel {
  return new SettingsPanel(host);
}

/**
 * Looks whether a talk would get through, without asking for anything or showing it. It ends with the
 * waiting: whoever stops, meets somebody or takes the element away is looked after no longer.
 *
 * @returns What may spoil it, in words; empty when nothing would.
 */
export async function lookAhead(facts: PanelFacts): Promise<string> {
  const { server, site, clock } = facts;
  const waiting = new AbortController();
  const { signal } = waiting;
  const findings: Finding[] = [];
  const [track] = facts.snapshot().localStream?.getAudioTracks() ?? [];
  const level = track === undefined ? null : openLevel(track);
  const ear = setInterval(() => {
    if (facts.snapshot().state.kind !== "waiting") waiting.abort();
    void level?.read();
  }, LEVEL_EVERY_MS);
  await checkNetwork({
    server,
    site,
    clock,
    signal,
    random: Math.random,
    createConnection: createBrowserConnection,
    onFinding: (finding) => findings.push(finding),
  });
  await pause(clock, SILENCE_MS, signal);
  const isSilent = track?.enabled === true && track.readyState === "live" &&
    (track.muted || level?.isSilent === true);
  clearInterval(ear);
  level?.close();
  if (signal.aborted) return "";
  const words = await facts.panelWords(settingsEnglish);
  if (verdictOf(findings) === "text-only") return words.verdict["text-only"];
  return isSilent ? words.quietMicrophone : "";
}

type Row = SettingsFacts["findings"][number];

class SettingsPanel implements Panel {
  readonly #host: PanelHost;
  readonly #closed = new AbortController();
  #devices: readonly MediaDeviceInfo[] = [];
  #preview: MediaStream | null = null;
  /** Counts the askings for it, so that only the last one is answered. */
  #looks = 0;
  #level: { readonly of: MediaStreamTrack; readonly meter: Level; readonly since: number } | null =
    null;
  #loudness = 0;
  #findings: readonly Row[] = [];
  #verdict: Verdict | null = null;

  constructor(host: PanelHost) {
    this.#host = host;
    addStyles(host.root);
    const { signal } = this.#closed;
    const media = globalThis.navigator?.mediaDevices;
    media?.addEventListener("devicechange", () => void this.#list(), { signal });
    void this.#list();
    this.#tick();
  }

  render(): unknown {
    const { choose, look, check } = this.#wishes;
    return renderSettings(this.#facts(), { choose, look, check, close: this.#host.close });
  }

  close(): void {
    this.#closed.abort();
    this.#level?.meter.close();
    this.#level = null;
    this.#dropPreview();
  }

  #facts(): SettingsFacts {
    const offersOf = (kind: keyof typeof KINDS) =>
      this.#devices
        .filter((device) => device.kind === KINDS[kind] && device.deviceId !== "")
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    const canRoute = "setSinkId" in HTMLMediaElement.prototype;
    return {
      words: this.#host.says,
      offers: {
        camera: offersOf("camera"),
        microphone: offersOf("microphone"),
        speaker: canRoute ? offersOf("speaker") : [],
      },
      chosen: this.#host.snapshot().choice,
      preview: this.#preview,
      isCaptured: this.#stream !== null,
      level: this.#loudness,
      findings: this.#findings,
      verdict: this.#verdict,
    };
  }

  readonly #wishes = {
    choose: (kind: keyof ChosenIds, id: string) => {
      const { [kind]: _old, ...rest } = this.#host.snapshot().choice;
      const choice: DeviceChoice = id === "" ? rest : { ...rest, [kind]: id };
      this.#host.choose(choice);
      if (this.#preview !== null && kind !== "speaker") void this.#look(choice);
    },
    look: () => void this.#look(this.#host.snapshot().choice),
    check: () => void this.#check(),
  };

  /** What is captured for a talk comes first; the panel's own gives way to it. */
  get #stream(): MediaStream | null {
    const { localStream } = this.#host.snapshot();
    if (localStream !== null) this.#dropPreview();
    return localStream ?? this.#preview;
  }

  async #list(): Promise<void> {
    try {
      this.#devices = await navigator.mediaDevices.enumerateDevices();
    } catch {
      // A page that keeps the list to itself leaves the choice to the browser.
      this.#devices = [];
    }
    this.#host.update();
  }

  async #look(choice: DeviceChoice): Promise<void> {
    const getMedia = this.#host.getMedia ?? browserGetMedia();
    if (typeof getMedia === "string") return this.#noteRefusal(getMedia);
    this.#dropPreview();
    const run = ++this.#looks;
    const isLast = () => run === this.#looks && !this.#closed.signal.aborted;
    try {
      const stream = await getMedia(constraintsOf(choice, "video"));
      if (!isLast() || this.#host.snapshot().localStream !== null) stopTracks(stream);
      else this.#preview = stream;
      await this.#list();
    } catch (error) {
      if (isLast()) this.#noteRefusal(causeOf(error));
    }
  }

  #noteRefusal(cause: MediaCause): void {
    const known = cause === "unknown" ? "failed" : cause;
    this.#note({ stage: "camera", result: "failed", cause: known });
  }

  /** Follows the microphone, whichever is in use. */
  #tick(): void {
    if (this.#closed.signal.aborted) return;
    const { clock } = this.#host;
    const track = this.#stream?.getAudioTracks()[0];
    if (track !== this.#level?.of) {
      this.#level?.meter.close();
      const meter = track === undefined ? null : openLevel(track);
      this.#level = track && meter ? { of: track, meter, since: clock.now() } : null;
    }
    const loudness = this.#level?.meter.read() ?? 0;
    if (Math.abs(loudness - this.#loudness) > 0.01) {
      this.#loudness = loudness;
      this.#host.update();
    }
    clock.after(LEVEL_EVERY_MS, () => this.#tick());
  }

  async #check(): Promise<void> {
    const { server, site, clock } = this.#host;
    const { signal } = this.#closed;
    const stages: CheckStage[] = [...NETWORK_STAGES];
    this.#verdict = "running";
    this.#findings = stages.map((stage) => ({ stage, result: "pending" }));
    this.#host.update();
    this.#checkDevices();
    await checkNetwork({
      server,
      site,
      clock,
      signal,
      random: Math.random,
      createConnection: createBrowserConnection,
      onFinding: (finding) => this.#note(finding),
    });
    if (signal.aborted) return;
    this.#checkDevices();
    this.#verdict = verdictOf(this.#findings);
    this.#findings = this.#findings.filter(({ result }) => result !== "pending");
    this.#host.update();
  }

  /** Looks at what is captured; nothing is asked for. */
  #checkDevices(): void {
    const stream = this.#stream;
    const [picture] = stream?.getVideoTracks() ?? [];
    const [sound] = stream?.getAudioTracks() ?? [];
    if (picture) this.#note(judge("camera", picture, false));
    if (!sound) return;
    const { clock } = this.#host;
    const isSilent = this.#level !== null && this.#level.meter.isSilent &&
      clock.now() - this.#level.since > SILENCE_MS;
    this.#note(judge("microphone", sound, isSilent && sound.enabled));
  }

  #note(finding: Finding): void {
    const others = this.#findings.filter(({ stage }) => stage !== finding.stage);
    const order: readonly CheckStage[] = ["camera", "microphone", ...NETWORK_STAGES];
    this.#findings = [...others, finding]
      .sort((one, other) => order.indexOf(one.stage) - order.indexOf(other.stage));
    this.#host.update();
  }

  #dropPreview(): void {
    if (this.#preview !== null) stopTracks(this.#preview);
    this.#preview = null;
  }
}

function judge(
  stage: "camera" | "microphone",
  track: MediaStreamTrack,
  isSilent: boolean,
): Finding {
  const isDead = track.readyState === "ended" || track.muted || isSilent;
  return isDead ? { stage, result: "failed", cause: "silent" } : { stage, result: "ok" };
}

/** What the findings mean for a call. */
export function verdictOf(findings: readonly Row[]): Verdict {
  const is = (stage: CheckStage, result: Row["result"]) =>
    findings.some((one) => one.stage === stage && one.result === result);
  if (!is("server", "ok")) return "no-server";
  const relays = ["turn-udp", "turn-tcp", "turn-tls"] as const;
  const hasRelay = relays.some((stage) => is(stage, "ok"));
  const wantsRelay = relays.some((stage) => is(stage, "failed"));
  if (is("stun", "failed")) return hasRelay ? "relayed" : "text-only";
  return wantsRelay && !hasRelay ? "direct-only" : "good";
}

function openLevel(track: MediaStreamTrack): Level | null {
  try {
    return new Level(new MediaStream([track]));
  } catch {
    // No sound card, or a browser that listens to nothing before a tap: no meter then.
    return null;
  }
}

function addStyles(root: ShadowRoot): void {
  const known = root.adoptedStyleSheets.some((sheet) => SHEETS.has(sheet));
  if (known) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(overlay.cssText + styles.cssText);
  SHEETS.add(sheet);
  root.adoptedStyleSheets.push(sheet);
}

const SHEETS = new WeakSet<CSSStyleSheet>();

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
