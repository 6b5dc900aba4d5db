/**
 * A camera that needs no camera: a drawn person in a drawn room, alive enough to see that the picture
 * moves, with a microphone that hums softly.
 *
 * It does not know who looks at it. The invariant it keeps: it asks for no permission, and once its
 * tracks are stopped nothing is drawn or played any more.
 *
 * @module
 */

/** Who sits in front of the camera. */
export interface Persona {
  readonly wall: string;
  readonly wallLight: string;
  readonly window: string;
  readonly table: string;
  readonly skin: string;
  readonly blush: string;
  readonly hair: string;
  readonly hairstyle: "long" | "short";
  readonly clothes: string;
  readonly collar: string;
  /** Pitch of the hum, in hertz. */
  readonly pitch: number;
}

/** The two people of the demo. */
export const PERSONAS: { readonly ida: Persona; readonly jun: Persona } = {
  ida: {
    wall: "#d9b48f",
    wallLight: "#efd6b4",
    window: "#cfe6e4",
    table: "#7a4f35",
    skin: "#8d5a3c",
    blush: "#a4603f",
    hair: "#2b1a17",
    hairstyle: "long",
    clothes: "#e9e2cf",
    collar: "#c9552f",
    pitch: 196,
  },
  jun: {
    wall: "#2f4b5c",
    wallLight: "#4a6b7a",
    window: "#f3c06b",
    table: "#1d2c36",
    skin: "#e6b48f",
    blush: "#e09a7c",
    hair: "#4a3426",
    hairstyle: "short",
    clothes: "#3f7a6d",
    collar: "#e8dcc0",
    pitch: 147,
  },
};

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES_PER_SECOND = 24;
/** Loud enough for a level meter, quiet enough for a person: about −46 dB. */
const HUM_GAIN = 0.005;

/**
 * Makes a stand-in for `getUserMedia`.
 *
 * @param persona Who is seen and heard.
 * @returns Captures what the constraints ask for, in 640 × 480 at 24 frames a second.
 */
export function createSyntheticCamera(
  persona: Persona,
): (constraints: MediaStreamConstraints) => Promise<MediaStream> {
  return (constraints) => {
    const stream = new MediaStream();
    if (constraints.video) stream.addTrack(openPicture(persona));
    if (constraints.audio) stream.addTrack(openSound(persona));
    return Promise.resolve(stream);
  };
}

function openPicture(persona: Persona): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("Cannot draw the synthetic camera: no 2D context");
  draw(context, persona, 0);
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (track === undefined) throw new Error("Cannot open the synthetic camera: no video track");
  const began = performance.now();
  // A timer and not animation frames: those stand still in a page behind another one.
  const timer = setInterval(() => {
    if (track.readyState === "ended") clearInterval(timer);
    else draw(context, persona, (performance.now() - began) / 1_000);
  }, 1_000 / FRAMES_PER_SECOND);
  return track;
}

function openSound(persona: Persona): MediaStreamTrack {
  const audio = new AudioContext();
  const hum = new OscillatorNode(audio, { frequency: persona.pitch });
  const gain = new GainNode(audio, { gain: HUM_GAIN });
  const destination = new MediaStreamAudioDestinationNode(audio);
  hum.connect(gain).connect(destination);
  hum.start();
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error("Cannot open the synthetic microphone: no track");
  const stop = track.stop.bind(track);
  track.stop = () => {
    stop();
    void audio.close();
  };
  return track;
}

function draw(context: CanvasRenderingContext2D, persona: Persona, seconds: number): void {
  drawRoom(context, persona, seconds);
  context.save();
  const sway = Math.sin(seconds * 0.9) * 7;
  context.translate(WIDTH / 2 + sway, 250 + Math.sin(seconds * 1.7) * 2.5);
  drawBody(context, persona);
  context.rotate(Math.sin(seconds * 0.9 - 0.5) * 0.035);
  drawHead(context, persona, seconds);
  context.restore();
  context.fillStyle = persona.table;
  context.fillRect(0, 446, WIDTH, 34);
}

function drawRoom(context: CanvasRenderingContext2D, persona: Persona, seconds: number): void {
  const light = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  light.addColorStop(0, persona.wallLight);
  light.addColorStop(1, persona.wall);
  context.fillStyle = light;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = persona.window;
  roundRect(context, 408, 56, 128, 176, 64);
  context.fillStyle = persona.wall;
  context.fillRect(469, 56, 6, 176);
  // A plant that moves with the draught.
  context.strokeStyle = persona.collar;
  context.lineWidth = 10;
  context.lineCap = "round";
  for (const lean of [-34, -12, 14, 36]) {
    const tip = lean + Math.sin(seconds * 1.1 + lean) * 4;
    context.beginPath();
    context.moveTo(112, 396);
    context.quadraticCurveTo(112, 330, 112 + tip * 1.8, 292 + Math.abs(lean));
    context.stroke();
  }
  context.fillStyle = persona.table;
  roundRect(context, 84, 386, 56, 70, 10);
}

function drawBody(context: CanvasRenderingContext2D, persona: Persona): void {
  if (persona.hairstyle === "long") {
    context.fillStyle = persona.hair;
    roundRect(context, -98, -118, 196, 236, 92);
  }
  context.fillStyle = persona.clothes;
  context.beginPath();
  context.moveTo(-178, 260);
  context.bezierCurveTo(-172, 120, -110, 96, -40, 84);
  context.lineTo(40, 84);
  context.bezierCurveTo(110, 96, 172, 120, 178, 260);
  context.fill();
  context.fillStyle = persona.skin;
  roundRect(context, -30, 30, 60, 78, 26);
  context.strokeStyle = persona.collar;
  context.lineWidth = 9;
  context.beginPath();
  context.arc(0, 66, 44, 0.2, Math.PI - 0.2);
  context.stroke();
}

function drawHead(context: CanvasRenderingContext2D, persona: Persona, seconds: number): void {
  context.fillStyle = persona.skin;
  ellipse(context, 0, -34, 72, 90);
  context.fillStyle = persona.blush;
  ellipse(context, -42, -6, 14, 9);
  ellipse(context, 42, -6, 14, 9);
  drawHair(context, persona);
  // Everybody blinks about every four seconds, for an eighth of one.
  const isBlinking = (seconds + persona.pitch / 50) % 3.7 < 0.13;
  const look = Math.sin(seconds * 0.5) * 3;
  context.fillStyle = persona.hair;
  ellipse(context, -26 + look, -34, 6.5, isBlinking ? 1 : 8);
  ellipse(context, 26 + look, -34, 6.5, isBlinking ? 1 : 8);
  const isTalking = Math.sin(seconds * 0.45 + persona.pitch) > 0;
  const openness = isTalking ? 3 + Math.abs(Math.sin(seconds * 9)) * 9 : 0;
  context.strokeStyle = persona.hair;
  context.lineWidth = 4.5;
  context.beginPath();
  context.moveTo(-20, 12);
  context.quadraticCurveTo(0, 26 + openness, 20, 12);
  if (openness > 0) {
    context.quadraticCurveTo(0, 18, -20, 12);
    context.fill();
  }
  context.stroke();
}

function drawHair(context: CanvasRenderingContext2D, persona: Persona): void {
  context.fillStyle = persona.hair;
  context.beginPath();
  if (persona.hairstyle === "long") {
    context.moveTo(-82, 10);
    context.bezierCurveTo(-108, -186, 108, -200, 86, 10);
    context.bezierCurveTo(74, -50, 54, -84, 14, -92);
    context.bezierCurveTo(-30, -84, -66, -58, -82, 10);
  } else {
    context.moveTo(-76, -40);
    context.bezierCurveTo(-96, -160, 100, -172, 78, -40);
    context.bezierCurveTo(70, -72, 58, -84, 34, -88);
    context.bezierCurveTo(-4, -76, -54, -92, -76, -40);
  }
  context.fill();
}

function ellipse(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
): void {
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, 0, 0, Math.PI * 2);
  context.fill();
}

function roundRect(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}
