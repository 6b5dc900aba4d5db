/**
 * How loud a microphone is, for a meter and to find one that is silent.
 *
 * It does not know whose it is. The invariant it keeps: nothing is played, recorded or sent.
 *
 * @module
 */

/** Quieter than this, relative to full scale, is nothing at all: a microphone's own noise is more. */
const SILENCE = 0.000_05;

/** Listens to one stream until it is closed. */
export class Level {
  readonly #audio: AudioContext;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;
  #peak = 0;

  /** @param stream Has a sound track. */
  constructor(stream: MediaStream) {
    this.#audio = new AudioContext();
    this.#analyser = new AnalyserNode(this.#audio, { fftSize: 1_024 });
    this.#audio.createMediaStreamSource(stream).connect(this.#analyser);
    this.#samples = new Float32Array(this.#analyser.fftSize);
  }

  /** How loud it is now, from 0 to 1, as ears take it: about −60 dB to −6 dB. */
  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const square = this.#samples.reduce((sum, one) => sum + one * one, 0);
    const loudness = Math.sqrt(square / this.#samples.length);
    this.#peak = Math.max(this.#peak, loudness);
    return Math.min(1, Math.max(0, (20 * Math.log10(loudness || 1e-9) + 60) / 54));
  }

  /** Whether nothing was heard so far, although the browser lets it listen. */
  get isSilent(): boolean {
    return this.#audio.state === "running" && this.#peak < SILENCE;
  }

  /** Stops listening. */
  close(): void {
    void this.#audio.close();
  }
}
