/// <reference path="./tensorflow.d.ts" />
/**
 * The worker that looks at pictures: nsfwjs's model, run by TensorFlow.js in WebAssembly.
 *
 * It does not know talks, and it is no part of the element's build: `deno task frame-check` makes it.
 * The invariants it keeps: it fetches nothing and stores nothing, and what it runs finds no way to; a
 * picture is gone when its scores are told.
 *
 * @module
 */
import { env, setBackend, tensor } from "@tensorflow/tfjs-core";
import { type LayersModel, loadLayersModel } from "@tensorflow/tfjs-layers";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { type FromWorker, parseToWorker, type Scores, type Setup, SIDE } from "./messages.ts";

/** What a worker has, as far as it is used here. */
interface Scope {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: FromWorker): void;
}

/** By which a picture could leave the device, or stay on it. */
const DOORS = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebTransport",
  "EventSource",
  "importScripts",
  "BroadcastChannel",
  "indexedDB",
  "caches",
];
for (const door of DOORS) Object.defineProperty(globalThis, door, { value: undefined });

const scope: Scope = globalThis;
const brush = new OffscreenCanvas(SIDE, SIDE).getContext("2d", { willReadFrequently: true });
let model: LayersModel | null = null;

scope.onmessage = ({ data }) => {
  void answer(data).catch((error) => ({ kind: "failed" as const, cause: String(error) }))
    .then((told) => scope.postMessage(told));
};

async function answer(told: unknown): Promise<FromWorker> {
  const message = parseToWorker(told);
  if (message.kind === "set-up") {
    model = await setUp(message);
    // The first picture takes several times as long as the others: it is one of nobody.
    await judge(model, new Float32Array(SIDE * SIDE * 3));
    return { kind: "ready" };
  }
  if (model === null) throw new Error("Cannot look at a picture: the model is not loaded");
  const begun = performance.now();
  const scores = await judge(model, valuesOf(message.picture));
  return { kind: "scores", scores, costMs: performance.now() - begun };
}

async function setUp({ topology, weights, program }: Setup): Promise<LayersModel> {
  // Throws here, where a page's rules forbid it; inside of the library it would wait for ever.
  await WebAssembly.compile(program);
  const { platform } = env();
  // The one thing that the library would fetch was handed to it.
  platform.fetch = () => Promise.resolve(new Response(program));
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths("./", true);
  if (!await setBackend("wasm")) throw new Error("Cannot start WebAssembly");
  const { modelTopology, weightSpecs }: Readonly<Record<string, unknown>> = JSON.parse(
    new TextDecoder().decode(topology),
  );
  const load = () => Promise.resolve({ modelTopology, weightSpecs, weightData: weights });
  return await loadLayersModel({ load });
}

async function judge(model: LayersModel, values: Float32Array): Promise<Scores> {
  const input = tensor(values, [1, SIDE, SIDE, 3]);
  const output = model.predict(input);
  try {
    return [...await output.data()];
  } finally {
    input.dispose();
    output.dispose();
  }
}

/** Red, green and blue of each pixel, from 0 to 1. */
function valuesOf(picture: ImageBitmap): Float32Array {
  if (brush === null) throw new Error("Cannot read a picture: there is no canvas");
  brush.drawImage(picture, 0, 0, SIDE, SIDE);
  picture.close();
  const { data } = brush.getImageData(0, 0, SIDE, SIDE);
  brush.clearRect(0, 0, SIDE, SIDE);
  const values = new Float32Array(SIDE * SIDE * 3);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      values[pixel * 3 + channel] = (data[pixel * 4 + channel] ?? 0) / 255;
    }
  }
  return values;
}
