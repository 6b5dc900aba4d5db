/**
 * How the element's tests run: in the system's Chromium, with synthetic devices that are granted
 * without a prompt, straight from TypeScript. Run by `deno task test:component`.
 *
 * The name must end in `.mjs`: with `.js` the runner looks for a `package.json` up the tree, and
 * there is none.
 */
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import process from "node:process";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter } from "@web/test-runner";
import { chromeLauncher } from "@web/test-runner-chrome";

/** `@std/…` is a name of deno.json's import map; the browser gets the package behind it. */
const standardLibrary = {
  name: "standard-library",
  resolveImport({ source }) {
    return source.startsWith("@std/")
      ? source.replace("@std/", "/node_modules/deno-std/")
      : undefined;
  },
};

/** A port that was free a moment ago, so that two runs can share a machine. */
function findPort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Ends the output with one line that `tests/support/run_all.ts` adds up. */
const summary = {
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const visit = (suite) => {
      for (const test of suite?.tests ?? []) {
        counts[test.skipped ? "skipped" : test.passed ? "passed" : "failed"] += 1;
      }
      for (const inner of suite?.suites ?? []) visit(inner);
    };
    for (const session of sessions) {
      visit(session.testResults);
      // A file that broke before its first test counts as one failure.
      if (!session.passed && session.errors.length > 0) counts.failed += 1;
    }
    const { passed, failed, skipped } = counts;
    console.log(`\nbrowser tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  },
};

export default {
  files: ["tests/component/**/*.test.ts"],
  rootDir: fileURLToPath(new URL("../..", import.meta.url)),
  // What ships is tested, not Lit's development build.
  nodeResolve: { exportConditions: ["production"] },
  port: await findPort(),
  // Two cores: more pages at once make a call's timing worse, not the run shorter.
  concurrency: 2,
  plugins: [standardLibrary, esbuildPlugin({ ts: true, target: "es2022" })],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-ui-for-media-stream",
          "--use-fake-device-for-media-stream",
          "--autoplay-policy=no-user-gesture-required",
        ],
      },
    }),
  ],
  testFramework: { config: { timeout: 15000 } },
  testsStartTimeout: 60000,
  reporters: [defaultReporter({ reportTestProgress: false }), summary],
};
