/**
 * One visitor: a page in a browser context of its own, driven by what a person sees and presses.
 *
 * It does not know how the element is built: it finds buttons and fields by the names that a screen
 * reader speaks, pictures by their documented parts, and the state by the documented property. The
 * invariant it keeps: what the page did with camera, network policy and errors is on record from
 * before its first script.
 *
 * @module
 */
import type { BrowserContext, ElementHandle, Page } from "puppeteer-core";
import type { ChatState } from "../../component/chat/state.ts";
import type { Mode } from "../../server/protocol.ts";
import type { TestBrowser } from "./browser.ts";
import { waitFor, type WaitOptions } from "./wait.ts";

/** What the page was seen doing. */
interface PageRecord {
  captures: number;
  readonly tracks: MediaStreamTrack[];
  readonly peers: RTCPeerConnection[];
  readonly violations: string[];
  /** Every body that was posted, with the path that it went to. */
  readonly posts: Post[];
}

/** A body on its way to the server, as it left the page. */
export interface Post {
  readonly path: string;
  readonly body: string;
}

declare global {
  var visitorRecord: PageRecord;
  interface HTMLVideoElement {
    readonly mozPaintedFrames?: number;
  }
}

/** The element's own state, as its `state` property tells. */
export type StateOf<Kind extends ChatState["kind"]> = Extract<ChatState, { kind: Kind }>;

/** What a visitor chooses on the start screen. */
export interface Choice {
  readonly mode?: Mode;
  readonly interests?: readonly string[];
}

/** Where a visitor goes and how large the window is. */
export interface VisitOptions {
  readonly url: string;
  /** In CSS pixels. Default: 1,000 × 760. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Longest wait for the element, in milliseconds. Default: 10,000. */
  readonly deadlineMs?: number;
}

const MODE_NAMES: { readonly [mode in Mode]: string } = {
  video: "Video",
  voice: "Voice",
  text: "Text",
};

/**
 * Opens a page; once more where the browser saw its network change on the way: a namespace's
 * interfaces may come up beside it.
 */
async function goTo(page: Page, url: string): Promise<void> {
  const open = () => page.goto(url, { waitUntil: "load" });
  await open().catch((error: Error) => {
    if (!error.message.includes("ERR_NETWORK_CHANGED")) throw error;
    return open();
  });
}

/** Puts the record into every document before its scripts run. */
function keepRecord(): void {
  const record: PageRecord = { captures: 0, tracks: [], peers: [], violations: [], posts: [] };
  globalThis.visitorRecord = record;
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    record.violations.push(`${violatedDirective}: ${blockedURI}`);
  });
  const media = navigator.mediaDevices;
  if (media !== undefined) {
    const capture = media.getUserMedia.bind(media);
    media.getUserMedia = async (constraints) => {
      record.captures += 1;
      const stream = await capture(constraints);
      record.tracks.push(...stream.getTracks());
      return stream;
    };
  }
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const { pathname: path } = new URL(input instanceof Request ? input.url : input, location.href);
    if (typeof init?.body === "string") record.posts.push({ path, body: init.body });
    return send(input, init);
  };
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      record.peers.push(this);
    }
  };
}

/** A page with the element in it, and the person in front of it. */
export class Visitor implements AsyncDisposable {
  /** Uncaught errors and unhandled rejections of the page. */
  readonly errors: string[] = [];
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #index: number;

  private constructor(page: Page, context: BrowserContext, index: number) {
    this.page = page;
    this.#context = context;
    this.#index = index;
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  /** Opens a page in a fresh context, with its own storage. */
  static async open({ browser, camera }: TestBrowser, options: VisitOptions): Promise<Visitor> {
    const context = await browser.createBrowserContext();
    if (camera === "denied") await context.overridePermissions(new URL(options.url).origin, []);
    const page = await context.newPage();
    await page.setViewport(options.viewport ?? { width: 1_000, height: 760 });
    await page.evaluateOnNewDocument(keepRecord);
    const visitor = new Visitor(page, context, 0);
    await goTo(page, options.url);
    await visitor.waitForState("welcome", { deadlineMs: options.deadlineMs ?? 10_000 });
    return visitor;
  }

  /** Whoever sits at another element of the same page, counted from 0. */
  beside(index: number): Visitor {
    return new Visitor(this.page, this.#context, index);
  }

  /** The element's state as data. */
  state(): Promise<ChatState> {
    return this.page.evaluate((index) => {
      const element = document.querySelectorAll("random-chat")[index];
      if (element === undefined || !("state" in element)) throw new Error("no element is defined");
      return JSON.parse(JSON.stringify(element.state));
    }, this.#index);
  }

  /** Waits for a state and returns it. */
  async waitForState<Kind extends ChatState["kind"]>(
    kind: Kind,
    options: { readonly deadlineMs?: number } = {},
  ): Promise<StateOf<Kind>> {
    const isKind = (state: ChatState): state is StateOf<Kind> => state.kind === kind;
    const state = await waitFor(`the state "${kind}"`, () => this.state(), {
      ...options,
      until: isKind,
    });
    if (!isKind(state)) throw new Error(`Cannot be: "${state.kind}" passed for "${kind}"`);
    await this.#drawn();
    return state;
  }

  /** Waits until something about the state holds, and returns it. */
  waitUntil(what: string, until: (state: ChatState) => boolean, deadlineMs = 10_000) {
    return waitFor(what, () => this.state(), { until, deadlineMs });
  }

  /** Chooses on the start screen and presses Start. */
  async start({ mode = "video", interests = [] }: Choice = {}): Promise<void> {
    await this.#find("radio", MODE_NAMES[mode]).then((radio) => radio.focus());
    await this.page.keyboard.press(" ");
    if (interests.length > 0) {
      await this.#find("textbox", "What do you like?").then((field) => field.focus());
      for (const interest of interests) {
        await this.page.keyboard.type(interest);
        await this.page.keyboard.press("Enter");
      }
    }
    await this.press("Start");
  }

  /** Clicks a button by its spoken name, once it can be pressed. */
  async press(name: string): Promise<void> {
    await waitFor(`the button "${name}" to rest no more`, async () => {
      const button = await this.#find("button", name);
      return await button.evaluate((it) => it.getAttribute("aria-disabled") !== "true");
    });
    const button = await this.#find("button", name);
    await button.click();
  }

  /** Types into the message field without sending. */
  async type(text: string): Promise<void> {
    const field = await this.#find("textbox", "Write a message");
    await field.focus();
    await this.page.keyboard.type(text);
  }

  /** Types a message and sends it with Enter. */
  async write(text: string): Promise<void> {
    await this.type(text);
    await this.page.keyboard.press("Enter");
  }

  /** The messages in the order in which they stand, each as `self: …` or `partner: …`. */
  async transcript(): Promise<string[]> {
    const state = await this.state();
    const lines = "lines" in state ? state.lines : [];
    return lines.map(({ from, text }) => `${from}: ${text}`);
  }

  /** All words that can be seen in the element. */
  words(): Promise<string> {
    return this.page.evaluate((index) => {
      const root = document.querySelectorAll("random-chat")[index]?.shadowRoot;
      const parts = [...root?.children ?? []].filter((it) => it instanceof HTMLElement);
      return parts.map((it) => it.innerText).join("\n");
    }, this.#index);
  }

  /** Waits until words can be seen in the element. */
  async see(words: string, options: WaitOptions<string> = {}): Promise<void> {
    const until = (text: string) => text.includes(words);
    await waitFor(`the words "${words}"`, () => this.words(), { ...options, until });
  }

  /** Frames of the partner's picture that were shown so far; 0 without a picture. */
  frames(): Promise<number> {
    return this.page.evaluate((index) => {
      const root = document.querySelectorAll("random-chat")[index]?.shadowRoot;
      const video = root?.querySelector("[part~=partner-video]");
      if (!(video instanceof HTMLVideoElement)) return 0;
      // Firefox counts a live stream's frames by a name of its own.
      return video.mozPaintedFrames ?? video.getVideoPlaybackQuality().totalVideoFrames;
    }, this.#index);
  }

  /** Waits until the partner's picture has moved on by some frames from now. */
  async seeFrames(count = 10): Promise<void> {
    const before = await this.frames();
    // A picture that is built anew counts from zero.
    await waitFor(
      `${count} more frames than ${before}`,
      () => this.frames(),
      { until: (now) => now >= before + count || (now < before && now >= count) },
    );
  }

  /** How often the page asked for camera or microphone. */
  captures(): Promise<number> {
    return this.page.evaluate(() => globalThis.visitorRecord.captures);
  }

  /** Captured tracks that are still running: the camera's light is on while there is one. */
  liveTracks(): Promise<number> {
    return this.page.evaluate(() =>
      globalThis.visitorRecord.tracks.filter(({ readyState }) => readyState === "live").length
    );
  }

  /** What the page's policy forbade. */
  violations(): Promise<readonly string[]> {
    return this.page.evaluate(() => globalThis.visitorRecord.violations);
  }

  /** Everything that the page has posted, in order. */
  posts(): Promise<readonly Post[]> {
    return this.page.evaluate(() => globalThis.visitorRecord.posts);
  }

  /** Connections that the page has made so far. */
  connections(): Promise<number> {
    return this.page.evaluate(() => globalThis.visitorRecord.peers.length);
  }

  /** Connections of the page that are not closed. */
  openConnections(): Promise<number> {
    return this.page.evaluate(() =>
      globalThis.visitorRecord.peers.filter(({ signalingState }) => signalingState !== "closed")
        .length
    );
  }

  /** The kinds of all candidates, own and received, of all connections that are open. */
  candidateTypes(): Promise<readonly string[]> {
    return this.page.evaluate(async () => {
      const types = new Set<string>();
      for (const peer of globalThis.visitorRecord.peers) {
        if (peer.connectionState === "closed") continue;
        for (const [, entry] of await peer.getStats()) {
          if (/^(local|remote)-candidate$/.test(entry.type)) types.add(entry.candidateType);
        }
      }
      return [...types].sort();
    });
  }

  /** Closes the page and forgets everything about this visitor; a second call does nothing. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#context.closed) await this.#context.close();
  }

  /** Waits until what the element knows is drawn. */
  async #drawn(): Promise<void> {
    await this.page.evaluate(async (index) => {
      const element = document.querySelectorAll("random-chat")[index];
      if (element !== undefined && "updateComplete" in element) await element.updateComplete;
    }, this.#index);
  }

  /** Finds by role and spoken name, inside of the element only. */
  async #find(role: string, name: string): Promise<ElementHandle<Element>> {
    const host = (await this.page.$$("random-chat"))[this.#index];
    const selector = `::-p-aria([name="${name}"][role="${role}"])`;
    // Firefox looks into a shadow tree only when it begins there, Chromium only from above.
    const tree = (await host?.evaluateHandle((it) => it.shadowRoot))?.asElement();
    const found = await host?.$(selector) ?? await tree?.$(selector) ?? null;
    if (found === null) {
      throw new Error(`Cannot find the ${role} "${name}" among: ${await this.words()}`);
    }
    return found;
  }
}
