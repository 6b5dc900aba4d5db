/**
 * A picture and a sound made by the page, in place of camera and microphone.
 *
 * @module
 */

/** A synthetic capture. */
export interface CanvasCamera extends Disposable {
  readonly stream: MediaStream;
}

/** Starts a small moving picture, with a silent sound. */
export function startCanvasCamera(): CanvasCamera {
  const canvas = document.createElement("canvas");
  canvas.width = 64;
  canvas.height = 48;
  const context = canvas.getContext("2d");
  let frame = 0;
  const timer = setInterval(() => {
    if (!context) return;
    context.fillStyle = `hsl(${frame++ * 10} 80% 50%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }, 50);
  const audio = new AudioContext();
  const sound = audio.createMediaStreamDestination();
  const stream = new MediaStream([
    ...canvas.captureStream(20).getTracks(),
    ...sound.stream.getTracks(),
  ]);
  return {
    stream,
    [Symbol.dispose]() {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      void audio.close();
    },
  };
}
