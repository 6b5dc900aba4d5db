/**
 * Tells whether a page was brought to run or to load anything by what stands in it.
 *
 * It does not know what stands there. The invariant it keeps: whatever the corpus of hostile texts
 * would do is on record, from when the wires are laid.
 *
 * @module
 */
import { assertEquals } from "@std/assert/mod.js";
import type { Page } from "puppeteer-core";

declare global {
  var tripped: string[];
}

/** What a page loaded or ran that it should not have. */
export class Tripwires {
  readonly #requests: string[] = [];

  private constructor(readonly page: Page) {
    page.on("request", (request) => this.#requests.push(request.url()));
    page.on("dialog", (dialog) => {
      this.#requests.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Lays them in a page that is there already. */
  static async lay(page: Page): Promise<Tripwires> {
    await page.evaluate(() => {
      const trip = (name: string) => () => void globalThis.tripped.push(name);
      globalThis.tripped = [];
      Object.assign(globalThis, { hacked: trip("hacked"), alert: trip("alert") });
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        // Firefox asks for it by itself, when it likes.
        if (blockedURI.endsWith("/favicon.ico")) return;
        globalThis.tripped.push(`${violatedDirective} ${blockedURI}`);
      });
    });
    return new Tripwires(page);
  }

  /**
   * Fails if anything was run, or asked for elsewhere.
   *
   * @param origins Where requests may go.
   */
  async assertUntouched(...origins: string[]): Promise<void> {
    const isKnown = (url: string) => /^(blob|data):/.test(url) || origins.includes(originOf(url));
    assertEquals(this.#requests.filter((url) => !isKnown(url)), []);
    assertEquals(await this.page.evaluate(() => globalThis.tripped), []);
  }
}

/** The origin of an address; what is no address is returned as it is. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

/** Texts as one that reaches a page unchanged: the driver does not keep halves of letters. */
export function packed(texts: readonly string[]): string {
  return JSON.stringify(texts);
}
