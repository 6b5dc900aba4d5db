/**
 * Measures what a talk of a thousand messages costs the page while messages arrive, while somebody
 * scrolls and while they type. Run: `deno task bench:long-talk [messages]`.
 *
 * A task that the machine interrupts is long without computing long. So the longest task is told by
 * the clock, which is what a visitor feels, and the busiest one by its thread's own time, which is
 * what the element is to blame for.
 *
 * It does not know the server: the conversation is made up. The invariant it keeps: what is measured
 * is the built element in a page that is seen, one turn of the page after the other.
 *
 * @module
 */
import process from "node:process";
import { launch, type Page } from "puppeteer-core";
import type { ChatSnapshot, ChatState, Line } from "../../component/chat/state.ts";
import type { Conversation } from "../../component/conversation.ts";
import type {} from "../../component/random_chat.ts";
import { traceMainThread } from "./main_thread.ts";

const BUILD = new URL("../../.build/", import.meta.url);
const PAGE = `<!doctype html><meta charset="utf-8"><title>A long talk</title>
<script type="module" src="/random-chat.js"></script>`;
/** A task that is longer than this keeps a visitor's hand waiting, in milliseconds (W3C Long Tasks). */
const LONG_MS = 50;

/** What the page keeps between the measurements. */
interface Bench {
  /** Adds a message and waits until it is drawn. */
  arrive(): Promise<void>;
  scroll(times: number): Promise<void>;
  type(times: number): Promise<void>;
}

declare global {
  var bench: Bench;
}

/** Serves what the build made, and the page. */
function serve(): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/") {
      return new Response(PAGE, { headers: { "Content-Type": "text/html" } });
    }
    const assets = JSON.parse(await Deno.readTextFile(new URL("assets.json", BUILD)));
    const asset = assets[pathname];
    if (asset === undefined) return new Response(null, { status: 404 });
    const headers = { "Content-Type": asset.type };
    return new Response(await Deno.readFile(new URL(asset.file, BUILD)), { headers });
  });
}

/** Puts a talk of that many messages into the page; runs there. */
async function setUp(messages: number): Promise<void> {
  await customElements.whenDefined("random-chat");
  const line = (index: number): Line => ({
    id: `line-${index}`,
    from: index % 3 === 0 ? "self" : "partner",
    text: `Message ${index}, https://example.org/${index}, ${"and more ".repeat(index % 9)}`,
    at: 1_700_000_000_000 + index * 20_000,
    delivery: "sent",
  });
  const talk = (lines: readonly Line[]) =>
    ({
      kind: "talk",
      wish: { mode: "text", interests: [], languages: ["en"], strictLanguages: false },
      match: {
        room: "room-0000001",
        role: "offerer",
        polite: false,
        generation: 1,
        mode: "text",
        why: { interests: ["tea"], language: "en", step: 1, waitedMs: 0 },
      },
      since: 0,
      partner: { kind: "here" },
      call: { kind: "none" },
      lines,
      isPartnerTyping: false,
      online: true,
    }) as unknown as ChatState;
  let show: (snapshot: ChatSnapshot) => void = () => {};
  const calm = {
    devices: { camera: "absent", microphone: "absent" },
    choice: {},
    localStream: null,
    remoteStream: null,
    theirs: { camera: true, microphone: true, isSlow: false },
    quality: null,
    site: null,
  } as const;
  const element = document.createElement("random-chat");
  // As much of a conversation as a talk needs that nobody answers.
  element.createChat = () =>
    new Proxy({ snapshot: { ...calm, state: { kind: "welcome" } }, resumable: null }, {
      get: (known, name) => {
        if (name in known) return Reflect.get(known, name);
        return (...[type, listener]: [string?, typeof show?]) => {
          if (name === "on" && type === "change" && listener) show = listener;
          return () => {};
        };
      },
    }) as unknown as Conversation;
  Object.assign(element.style, { display: "block", width: "800px", height: "640px" });
  document.body.replaceChildren(element);
  await element.updateComplete;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  let lines = Array.from({ length: messages }, (_, index) => line(index));
  const draw = async () => {
    show({ ...calm, state: talk(lines) });
    await element.updateComplete;
    await frame();
  };
  await draw();
  const find = <Kind extends Element>(name: string) =>
    element.shadowRoot?.querySelector<Kind>(name);
  globalThis.bench = {
    async arrive() {
      lines = [...lines, line(lines.length)];
      await draw();
    },
    async scroll(times) {
      for (let at = 0; at < times; at++) {
        find(".transcript")?.scrollBy({ top: -600, behavior: "instant" });
        await frame();
      }
    },
    async type(times) {
      const field = find<HTMLTextAreaElement>("textarea");
      for (let at = 0; at < times && field; at++) {
        field.value += "word ";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await element.updateComplete;
        await frame();
      }
    },
  };
}

/** Runs one kind of turn and prints what it cost. */
async function measure(page: Page, name: string, times: number, run: () => Promise<void>) {
  const cdp = await page.createCDPSession();
  await cdp.send("Performance.enable");
  const busyMs = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1_000 * (metrics.find((metric) => metric.name === "TaskDuration")?.value ?? 0);
  };
  let each = NaN;
  const stretches = await traceMainThread(page, async () => {
    const before = await busyMs();
    await run();
    each = (await busyMs() - before) / times;
  });
  const tasks = stretches.filter(({ name: what }) => what.endsWith("RunTask"));
  const most = (what: "wall" | "own") => Math.max(...tasks.map((task) => task[what])).toFixed(0);
  const long = tasks.filter(({ wall }) => wall > LONG_MS).length;
  const worst = `the longest ${most("wall")} ms, the busiest computes ${most("own")} ms`;
  console.log(`${name.padEnd(20)}${each.toFixed(1).padStart(6)} ms each   long: ${long}; ${worst}`);
  await cdp.detach();
}

const messages = Number(Deno.args[0] ?? 1_000);
const server = serve();
const browser = await launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 800, height: 640 });
  await page.goto(`http://127.0.0.1:${server.addr.port}/`);
  await page.evaluate(setUp, messages);
  console.log(`A talk of ${messages} messages; a task is long from ${LONG_MS} ms on.`);
  const arrivals = async () => {
    for (let time = 0; time < 30; time++) await page.evaluate(() => globalThis.bench.arrive());
  };
  await measure(page, "a message arrives", 30, arrivals);
  await measure(page, "scrolling up", 100, () => page.evaluate(() => globalThis.bench.scroll(100)));
  await measure(page, "… when all is drawn", 30, arrivals);
  await measure(page, "a key", 60, () => page.evaluate(() => globalThis.bench.type(60)));
} finally {
  await browser.close();
  await server.shutdown();
}
