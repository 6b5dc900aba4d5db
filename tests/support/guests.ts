/**
 * Pages of all kinds that have the element somewhere in them, driven by its properties and methods as
 * a page's own script would do it.
 *
 * It does not know how the element looks. The invariant it keeps: what a page holds on to (timers,
 * listeners, tracks, connections, streams) is on record from before its first script.
 *
 * @module
 */
import type { BrowserContext, Frame, Page } from "puppeteer-core";
import type { ChatState } from "../../component/chat/state.ts";
import { type BrowserName, launchChromium, launchFirefox, type TestBrowser } from "./browser.ts";
import { type HostPage, servePages } from "./pages.ts";
import { INTEREST_ONLY } from "./scene.ts";
import { startServer } from "./server.ts";
import { waitFor, type WaitOptions } from "./wait.ts";

/** What a page holds on to. */
export interface Holdings {
  /** Timers that have not fired and were not cleared, also those that fire again and again. */
  readonly timers: number;
  /** Listeners on what outlives an element: window, document, devices, network. */
  readonly listeners: number;
  /** Captured tracks that still run. */
  readonly tracks: number;
  /** Peer connections that are not closed. */
  readonly peers: number;
  /** What listens to sound or makes some, and is not closed. */
  readonly sounds: number;
  /** Streams of events that are open. */
  readonly streams: number;
  /** Sessions that were opened, ever. */
  readonly sessions: number;
  /** What its policy has forbidden. */
  readonly violations: readonly string[];
}

declare global {
  var guestHoldings: () => Holdings;
}

/** Runs in the page before its scripts. */
function keepHoldings(): void {
  const timers = new Set<number>();
  const schedule = globalThis.setTimeout.bind(globalThis);
  const cancel = globalThis.clearTimeout.bind(globalThis);
  const later = (run: () => void, ms?: number) => {
    const id = schedule(() => {
      timers.delete(Number(id));
      run();
    }, ms);
    timers.add(Number(id));
    return id;
  };
  const never = (id?: number) => {
    timers.delete(Number(id));
    cancel(id);
  };
  const repeat = globalThis.setInterval.bind(globalThis);
  const again = (run: () => void, ms?: number) => {
    const id = repeat(run, ms);
    timers.add(Number(id));
    return id;
  };
  // Browsers number both from the same list, and take either for the other.
  Object.assign(globalThis, {
    setTimeout: later,
    clearTimeout: never,
    setInterval: again,
    clearInterval: never,
  });

  const listeners = new Set<string>();
  const numbers = new WeakMap<object, number>();
  let count = 0;
  const numberOf = (it: object) => {
    const known = numbers.get(it) ?? ++count;
    numbers.set(it, known);
    return known;
  };
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const outlives = (target: EventTarget) =>
    target === globalThis || target === document || target === navigator.mediaDevices;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    add.call(this, type, listener, options);
    const target = this ?? globalThis;
    if (listener === null || !outlives(target)) return;
    const key = `${type} ${numberOf(listener)} ${numberOf(target)}`;
    listeners.add(key);
    const signal = typeof options === "object" ? options.signal : undefined;
    if (signal) add.call(signal, "abort", () => listeners.delete(key));
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    remove.call(this, type, listener, options);
    if (listener !== null) {
      listeners.delete(`${type} ${numberOf(listener)} ${numberOf(this ?? globalThis)}`);
    }
  };

  const tracks: MediaStreamTrack[] = [];
  const media = navigator.mediaDevices;
  if (media !== undefined) {
    const capture = media.getUserMedia.bind(media);
    media.getUserMedia = async (constraints) => {
      const stream = await capture(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  }
  const peers: RTCPeerConnection[] = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
  const sounds: AudioContext[] = [];
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      sounds.push(this);
    }
  };
  const violations: string[] = [];
  globalThis.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    violations.push(`${violatedDirective}: ${blockedURI}`);
  });
  let streams = 0;
  let sessions = 0;
  const send = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (pathname === "/v1/sessions") sessions += 1;
    const response = await send(input, init);
    if (pathname !== "/v1/events") return response;
    streams += 1;
    init?.signal?.addEventListener("abort", () => streams -= 1, { once: true });
    return response;
  };
  globalThis.guestHoldings = () => ({
    timers: timers.size,
    listeners: listeners.size,
    tracks: tracks.filter(({ readyState }) => readyState === "live").length,
    peers: peers.filter(({ signalingState }) => signalingState !== "closed").length,
    sounds: sounds.filter(({ state }) => state !== "closed").length,
    streams,
    sessions,
    violations,
  });
}

/** An element somewhere in a page, found anew at each look. */
export class Guest {
  /** Where it is. */
  readonly frame: Page | Frame;
  readonly #find: string;

  /** @param find An expression of the page that is the element. */
  constructor(frame: Page | Frame, find = `document.querySelector("random-chat")`) {
    this.frame = frame;
    this.#find = find;
  }

  /** Its state as data. */
  state(): Promise<ChatState> {
    return this.run("JSON.parse(JSON.stringify(it.state))");
  }

  /** Evaluates an expression about `it`, the element. */
  async run<Value>(expression: string): Promise<Value> {
    const result = await this.frame.evaluate(`(async () => {
      const it = ${this.#find};
      return ${expression};
    })()`);
    // What an expression gives is known to whoever wrote it.
    return result as Value;
  }

  /** Waits for a state by its kind. */
  waitFor(kind: ChatState["kind"], options: WaitOptions<ChatState> = {}): Promise<ChatState> {
    return waitFor(`the state "${kind}"`, () => this.state(), {
      ...options,
      until: (state) => state.kind === kind,
    });
  }

  /** Starts as a page would. */
  start(mode: "video" | "voice" | "text", interest: string): Promise<boolean> {
    return this.run(`it.start({ mode: "${mode}", interests: ["${interest}"] })`);
  }

  /** Waits until a message of the other side is there. */
  hear(text: string): Promise<unknown> {
    return waitFor(`"${text}" to arrive`, () => this.state(), {
      until: (state) => "lines" in state && state.lines.some((line) => line.text === text),
    });
  }

  /** Waits until the other's picture moves; Chromium shows none on a page that is not seen. */
  async seeFrames(): Promise<void> {
    const page = "bringToFront" in this.frame ? this.frame : this.frame.page();
    await page.bringToFront();
    const expression = `(() => {
      const video = it.shadowRoot.querySelector("[part~=partner-video]");
      return video === null ? [0, 0] : [video.currentTime, video.videoWidth];
    })()`;
    // Firefox paints none of a page that another one covers, but its time goes on with the frames.
    await waitFor("frames", () => this.run<readonly number[]>(expression), {
      until: ([time = 0, width = 0]) => time > 0.3 && width > 0,
    });
  }

  /** What its page holds on to. */
  holdings(): Promise<Holdings> {
    return this.frame.evaluate(() => globalThis.guestHoldings());
  }
}

/** A server, an origin of pages, and one browser. */
export interface House extends AsyncDisposable {
  readonly browser: BrowserName;
  readonly server: string;
  readonly origin: string;
  /** Serves a page at a path from now on. */
  put(path: string, page: HostPage): void;
  /** Opens a page in a context of its own; an error in it fails the test at the end. */
  open(path: string): Promise<Page>;
  /** Closes all pages. */
  clear(): Promise<void>;
  /** Uncaught errors of all pages. */
  readonly errors: readonly string[];
}

/** Opens a house. Every origin may use its server, and only shared interests lead together. */
export async function openHouse(name: BrowserName = "chromium"): Promise<House> {
  await using stack = new AsyncDisposableStack();
  const pages = new Map<string, HostPage>();
  const host = stack.use(servePages((path) => pages.get(path)));
  const server = stack.use(
    await startServer({ env: { ALLOWED_ORIGINS: "*" }, sites: { default: INTEREST_ONLY } }),
  );
  const launched: Promise<TestBrowser> = name === "firefox"
    ? launchFirefox()
    // Frames of other origins stay in the page's process, where they can be driven from outside.
    : launchChromium("granted", { args: ["--disable-site-isolation-trials"] });
  const { browser } = stack.use(await launched);
  const errors: string[] = [];
  const contexts: BrowserContext[] = [];
  const clear = async () => {
    for (const context of contexts.splice(0)) await context.close();
  };
  const kept = stack.move();
  return {
    browser: name,
    server: server.url,
    origin: host.origin,
    errors,
    clear,
    put: (path, page) => void pages.set(path, page),
    async open(path) {
      const context = await browser.createBrowserContext();
      contexts.push(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(String(error)));
      await page.evaluateOnNewDocument(keepHoldings);
      await page.goto(path.startsWith("http") ? path : host.origin + path);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await clear();
      await kept.disposeAsync();
    },
  };
}

/** A document with the server's script, and that body. */
export function documentOf(server: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<script type="module" src="${server}/random-chat.js"></script><body>${body}</body></html>`;
}
