/**
 * The way from the page to the worker that looks at pictures: fetches its files, once, and hands it
 * one picture after the other.
 *
 * It does not know what is done with scores. The invariants it keeps: nothing runs but the bytes that
 * this version was written with; pictures go to the worker of this page and nowhere else.
 *
 * @module
 */
import { fetchPinned } from "../link/pinned_file.ts";
import { FILES, type FrameCheckFile, pathOf } from "./files.ts";
import { parseFromWorker } from "./answers.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import type { Seen } from "./watch.ts";

/** What is used of a worker. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** What it is opened with. */
export interface ClassifierOptions {
  /** Where the server is, as the element has it. */
  readonly server: string;
  /** The browser's when absent. */
  readonly fetchFile?: (url: URL, integrity: string) => Promise<ArrayBuffer>;
  /** Starts a worker from its script; the browser's when absent. */
  readonly openWorker?: (script: ArrayBuffer) => WorkerLike;
}

/** Looks at pictures. */
export class Classifier {
  readonly #worker: WorkerLike;
  #isBusy = false;

  private constructor(worker: WorkerLike) {
    this.#worker = worker;
  }

  /**
   * Fetches everything and waits until the worker is ready.
   *
   * @throws When a file is not there or has other bytes, or the page or the device allow no worker.
   */
  static async open(options: ClassifierOptions): Promise<Classifier> {
    const { server, fetchFile = fetchPinned, openWorker = startWorker } = options;
    const get = (file: FrameCheckFile) => {
      const url = new URL(
        `${server.replace(/\/+$/, "")}${pathOf(file)}`,
        globalThis.location?.href,
      );
      return fetchFile(url, `sha256-${file.digest}`);
    };
    const [script, topology, weights, program] = await Promise.all([
      get(FILES.worker),
      get(FILES.topology),
      get(FILES.weights),
      get(FILES.program),
    ]);
    const classifier = new Classifier(openWorker(script));
    try {
      const message = { kind: "set-up", topology, weights, program } as const;
      await classifier.#ask(message, [topology, weights, program]);
      return classifier;
    } catch (error) {
      classifier.close();
      throw error;
    }
  }

  /**
   * Looks at a picture, which is gone afterwards.
   *
   * @returns `null` when another one is being looked at: none ever waits.
   * @throws When the worker cannot.
   */
  async look(picture: ImageBitmap): Promise<Seen | null> {
    if (this.#isBusy) {
      picture.close();
      return null;
    }
    const told = await this.#ask({ kind: "look", picture }, [picture]);
    if (told.kind !== "scores") throw new Error(`Cannot look at a picture: "${told.kind}"`);
    return told;
  }

  /** Ends the worker. */
  close(): void {
    this.#worker.terminate();
  }

  async #ask(message: ToWorker, transfer: Transferable[]): Promise<FromWorker> {
    this.#isBusy = true;
    try {
      return await new Promise((resolve, reject) => {
        this.#worker.onmessage = ({ data }) => {
          try {
            const told = parseFromWorker(data);
            if (told.kind === "failed") throw new Error(told.cause);
            resolve(told);
          } catch (error) {
            reject(error);
          }
        };
        // A page that forbids it may say so only now.
        this.#worker.onerror = ({ message }) => reject(new Error(message || "no worker"));
        this.#worker.postMessage(message, transfer);
      });
    } finally {
      this.#isBusy = false;
    }
  }
}

/** What a page's Trusted Types make; what they give is no text, and only goes to `Worker`. */
interface ScriptPolicy {
  createScriptURL(address: string): string;
}

declare global {
  var trustedTypes: {
    createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
  } | undefined;
}

let policy: ScriptPolicy | undefined;

/** From the bytes whose hash was checked, and never from an address that somebody could change. */
function startWorker(script: ArrayBuffer): Worker {
  policy ??= globalThis.trustedTypes?.createPolicy("random-chat", {
    createScriptURL: (address) => address,
  });
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return new Worker(policy?.createScriptURL(address) ?? address);
  } finally {
    // Chromium and Firefox have taken it by now; Safari asks a moment later.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
