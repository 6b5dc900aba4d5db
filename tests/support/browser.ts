/**
 * Real Chromiums with a synthetic camera, each process with a profile of its own.
 *
 * It does not know the element. The invariant it keeps: a browser that was launched is closed with
 * the test, and what it would do on its own (updates, first-run pages) is off.
 *
 * @module
 */
import puppeteer, { type Browser } from "puppeteer-core";
import { requireProgram } from "./install.ts";

/** What happens when a page asks for camera and microphone. */
export type CameraPolicy =
  /** A synthetic camera, granted without a prompt. */
  | "granted"
  /** A synthetic camera behind the browser's own permission, which pages are denied. */
  | "denied"
  /** No camera and no microphone at all. */
  | "missing";

/** A browser that closes with its scope. */
export interface TestBrowser extends AsyncDisposable {
  readonly browser: Browser;
  readonly camera: CameraPolicy;
}

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Loopback has no mDNS; addresses are as plain as after a granted camera.
  "--disable-features=WebRtcHideLocalIpsWithMdns",
];

/** Several visitors share a window; none of them is to be slowed down for being covered. */
const AWAKE = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

const CAMERA: Readonly<Record<CameraPolicy, readonly string[]>> = {
  granted: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
  denied: ["--use-fake-device-for-media-stream"],
  missing: [],
};

/** What else a browser is launched with. */
export interface LaunchOptions {
  /** Another program than the machine's Chromium, which starts it. */
  readonly executablePath?: string;
  /** Further arguments. */
  readonly args?: readonly string[];
  /** Talks through a pipe instead of a port, as into another network. */
  readonly pipe?: boolean;
  /** Slows pages down that are not seen, as browsers at home do. */
  readonly slowsHidden?: boolean;
}

/** Launches a Chromium of its own. */
export async function launchChromium(
  camera: CameraPolicy = "granted",
  options: LaunchOptions = {},
): Promise<TestBrowser> {
  const { executablePath = requireProgram("chromium"), args = [], pipe = false } = options;
  const browser = await puppeteer.launch({
    executablePath,
    headless: true,
    pipe,
    // Puppeteer would keep every page awake by itself.
    ignoreDefaultArgs: options.slowsHidden ? AWAKE : [],
    args: [...QUIET, ...(options.slowsHidden ? [] : AWAKE), ...CAMERA[camera], ...args],
    protocolTimeout: 30_000,
  });
  return { browser, camera, [Symbol.asyncDispose]: () => browser.close() };
}
