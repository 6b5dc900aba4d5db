import { assertEquals, assertRejects, assertThrows } from "@std/assert/mod.js";
import fc from "fast-check";
import { FRAME_CLASSES } from "../../../server/protocol.ts";
import { Classifier, type WorkerLike } from "../../../component/frame_check/classifier.ts";
import { FILES } from "../../../component/frame_check/files.ts";
import { parseFromWorker } from "../../../component/frame_check/answers.ts";
import { CLASS_COUNT, type ToWorker } from "../../../component/frame_check/messages.ts";

const SCORES = { kind: "scores", scores: [0.1, 0, 0.9, 0, 0], costMs: 31 };

/** A worker that answers what `answer` says. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  readonly told: ToWorker[] = [];
  readonly #answer: (message: ToWorker) => unknown;
  isEnded = false;

  constructor(answer: (message: ToWorker) => unknown) {
    this.#answer = answer;
  }

  postMessage(message: ToWorker): void {
    this.told.push(message);
    const data = this.#answer(message);
    if (data !== undefined) queueMicrotask(() => this.say(data));
  }

  say(data: unknown): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }

  terminate(): void {
    this.isEnded = true;
  }
}

class FakePicture implements ImageBitmap {
  readonly width = 224;
  readonly height = 224;
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
}

function setup(answer: (message: ToWorker) => unknown) {
  const worker = new FakeWorker(answer);
  const asked: (readonly [url: string, integrity: string])[] = [];
  const opening = Classifier.open({
    server: "https://chat.example/",
    fetchFile: ({ href }, integrity) => {
      asked.push([href, integrity]);
      return Promise.resolve(new ArrayBuffer(1));
    },
    openWorker: () => worker,
  });
  return { worker, asked, opening };
}

const ready = ({ kind }: ToWorker) => kind === "set-up" ? { kind: "ready" } : SCORES;

Deno.test("every file is asked for at the server and under the hash of its bytes", async () => {
  const { asked, opening } = setup(ready);
  await opening;
  assertEquals(asked.map(([, integrity]) => integrity), [
    `sha256-${FILES.worker.digest}`,
    `sha256-${FILES.topology.digest}`,
    `sha256-${FILES.weights.digest}`,
    `sha256-${FILES.program.digest}`,
  ]);
  for (const [url] of asked) {
    assertEquals(
      /^https:\/\/chat\.example\/random-chat-nsfwjs\.[\w-]{12}\.\w+$/.test(url),
      true,
    );
  }
});

Deno.test("a picture is looked at by the worker alone", async () => {
  const { worker, opening } = setup(ready);
  const seen = await (await opening).look(new FakePicture());
  assertEquals([seen?.scores, seen?.costMs], [SCORES.scores, SCORES.costMs]);
  assertEquals(worker.told.map(({ kind }) => kind), ["set-up", "look"]);
});

Deno.test("no picture waits for another one: the second is let go of", async () => {
  const { worker, opening } = setup(({ kind }) =>
    kind === "set-up" ? { kind: "ready" } : undefined
  );
  const classifier = await opening;
  const first = classifier.look(new FakePicture());
  const picture = new FakePicture();
  assertEquals(await classifier.look(picture), null);
  assertEquals(picture.isClosed, true);
  worker.say(SCORES);
  assertEquals((await first)?.costMs, 31);
  assertEquals(worker.told.length, 2);
});

Deno.test("a worker that cannot start is ended and its cause is told", async () => {
  const { worker, opening } = setup(() => ({ kind: "failed", cause: "no WebAssembly" }));
  await assertRejects(() => opening, Error, "no WebAssembly");
  assertEquals(worker.isEnded, true);
});

Deno.test("an answer that is none is an error and no harmless picture", async () => {
  const { opening } = setup(({ kind }) =>
    kind === "set-up" ? { kind: "ready" } : { kind: "scores" }
  );
  const classifier = await opening;
  await assertRejects(() => classifier.look(new FakePicture()), TypeError);
});

Deno.test("there is a score for each of the wire's classes", () => {
  assertEquals<number>(CLASS_COUNT, FRAME_CLASSES.length);
  for (const scores of [[], [1], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1.5], [0, 0, 0, 0, NaN]]) {
    assertThrows(() => parseFromWorker({ ...SCORES, scores }), TypeError);
  }
});

Deno.test("whatever a worker says is read or refused", () => {
  fc.assert(fc.property(fc.anything(), (told) => {
    try {
      const { kind } = parseFromWorker(told);
      assertEquals(["ready", "scores", "failed"].includes(kind), true);
    } catch (error) {
      assertEquals(error instanceof TypeError, true);
    }
  }));
});
