/**
 * Real Chromiums and Firefoxes with a synthetic camera, each process with a profile of its own.
 *
 * It does not know the element. The invariant it keeps: a browser that was launched is closed with
 * the test, and what it would do on its own (updates, first-run pages) is off.
 *
 * @module
 */
import puppeteer, { type Browser } from "puppeteer-core";
import { requireProgram } from "./install.ts";
import type { Place } from "./place.ts";

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

const AT_PLACE = new URL("at_place.sh", import.meta.url).pathname;

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
  /** Where it runs. Default: on this machine as it is. */
  readonly place?: Pick<Place, "prefix">;
  /** Further arguments. */
  readonly args?: readonly string[];
  /** Slows pages down that are not seen, as browsers at home do. */
  readonly slowsHidden?: boolean;
}

function envAt({ prefix }: Pick<Place, "prefix">, program: string): Record<string, string> {
  return { ...Deno.env.toObject(), AT_PLACE: [...prefix, program].join(" ") };
}

/** Launches a Chromium of its own. */
export async function launchChromium(
  camera: CameraPolicy = "granted",
  options: LaunchOptions = {},
): Promise<TestBrowser> {
  const { place, args = [] } = options;
  const program = requireProgram("chromium");
  const browser = await puppeteer.launch({
    executablePath: place === undefined ? program : AT_PLACE,
    // Ports of another network cannot be reached from here; a pipe can.
    ...(place === undefined ? {} : { pipe: true, env: envAt(place, program) }),
    headless: true,
    // Puppeteer would keep every page awake by itself.
    ignoreDefaultArgs: options.slowsHidden ? AWAKE : [],
    args: [...QUIET, ...(options.slowsHidden ? [] : AWAKE), ...CAMERA[camera], ...args],
    protocolTimeout: 30_000,
  });
  return { browser, camera, [Symbol.asyncDispose]: () => browser.close() };
}

/** Firefox's ways to the same: made-up devices without a prompt, no sleep, no calls home. */
const FIREFOX_PREFS: Readonly<Record<string, unknown>> = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.autoplay.default": 0,
  "media.peerconnection.ice.obfuscate_host_addresses": false,
  // Two visitors on one machine without another network meet on loopback.
  "media.peerconnection.ice.loopback": true,
  "dom.min_background_timeout_value": 4,
  "dom.timeout.throttling_delay": -1,
  "app.update.disabledForTesting": true,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** Launches a Firefox of its own, with a camera that is granted. */
export async function launchFirefox(): Promise<TestBrowser> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: requireProgram("firefox"),
    headless: true,
    extraPrefsFirefox: { ...FIREFOX_PREFS },
    protocolTimeout: 60_000,
  });
  return { browser, camera: "granted", [Symbol.asyncDispose]: () => browser.close() };
}

/** A browser that tests run in. */
export type BrowserName = "chromium" | "firefox";
