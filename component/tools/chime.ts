/**
 * A soft sound of two notes, made and not loaded.
 *
 * It does not know when it is to be heard. The invariant it keeps: a browser that allows no sound
 * makes none, and nothing else happens.
 *
 * @module
 */

/** A fifth, in hertz. */
const NOTES = [587.33, 880];
/** How long a note sounds, in seconds. */
const NOTE_S = 0.22;
/** Quiet: it is heard in a room without music. */
const LOUDNESS = 0.08;

/** Makes the sound. Never rejects. */
export async function chime(): Promise<void> {
  try {
    const context = new AudioContext();
    // Before the visitor has touched the page it stays silent.
    if (context.state !== "running") return await context.close();
    for (const [index, hertz] of NOTES.entries()) {
      const begin = context.currentTime + index * NOTE_S / 2;
      const note = new OscillatorNode(context, { frequency: hertz });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_S);
      note.connect(volume).connect(context.destination);
      note.start(begin);
      note.stop(begin + NOTE_S);
      if (index === NOTES.length - 1) note.onended = () => void context.close();
    }
  } catch (error) {
    console.warn("random-chat: Cannot make a sound", error);
  }
}
