import { assertEquals, assertThrows } from "@std/assert/mod.js";
import { DEFAULT_STEPS } from "../../server/matching/rules.ts";
import { parseSites, viewSite, withoutFrameCheck } from "../../server/sites.ts";

const DEFAULTS = { rematchWindowMs: 1_800_000 };

function refusal(site: unknown): string {
  return assertThrows(() => parseSites({ chess: site }, DEFAULTS), Error).message;
}

Deno.test("a site that says nothing gets a pool of its own and every default", () => {
  assertEquals(parseSites({ chess: {} }, DEFAULTS).get("chess"), {
    name: "chess",
    origins: null,
    pool: "chess",
    modes: ["video", "voice", "text"],
    reveal: "instant",
    steps: DEFAULT_STEPS,
    rematchWindowMs: 1_800_000,
    allowsSameDevice: false,
    rules: null,
    gate: "none",
    minimumAge: 18,
    separatesMinors: false,
    claimSecret: null,
    hours: null,
    judgement: { patience: 1, isAutomatic: true },
    frameCheck: null,
  });
});

Deno.test("a site that says everything gets what it says", () => {
  const steps = [{ fromMs: 0, accepts: "language" }, { fromMs: 9_000, accepts: "anyone" }];
  const site = {
    origins: ["https://chess.example"],
    pool: "games",
    modes: ["text"],
    reveal: "mutual",
    steps,
    rematchWindowMs: 5,
    allowSameDevice: true,
    rules: "Be kind.",
    gate: "claim",
    minimumAge: 16,
    separateMinors: true,
    claimSecret: "a secret of the site",
    hours: {
      timeZone: "Europe/Berlin",
      open: [{ days: ["mon", "fri"], from: "18:00", to: "24:00" }],
    },
    judgement: { patience: 2, isAutomatic: false },
    frameCheck: { porn: 0.5, sexy: 0.9 },
  };
  const { allowSameDevice: allowsSameDevice, separateMinors: separatesMinors, ...rest } = site;
  const parsed = parseSites({ chess: site }, DEFAULTS).get("chess");
  assertEquals<unknown>(parsed, { name: "chess", ...rest, allowsSameDevice, separatesMinors });
});

Deno.test("the default site and the demo are there, and can be replaced", () => {
  const builtIn = parseSites({}, DEFAULTS);
  assertEquals(builtIn.get("default")?.allowsSameDevice, false);
  assertEquals(builtIn.get("demo")?.allowsSameDevice, true);
  const replaced = parseSites({ demo: { modes: ["text"] }, default: { pool: "one" } }, DEFAULTS);
  assertEquals(replaced.get("demo")?.allowsSameDevice, false);
  assertEquals(replaced.get("default")?.pool, "one");
});

Deno.test("a visitor is told what concerns them, and not who else may use the site", () => {
  const raw = { origins: ["https://a.example"] };
  const { chess: site, veiled } = Object.fromEntries(
    parseSites({ chess: raw, veiled: { reveal: "mutual" } }, DEFAULTS),
  );
  if (!site || !veiled) throw new Error("No site");
  assertEquals(viewSite(veiled, null, 0).reveal, "mutual");
  assertEquals(viewSite(site, null, 0), {
    modes: ["video", "voice", "text"],
    reveal: "instant",
    privacy: "all",
    widening: DEFAULT_STEPS,
    rules: null,
  });
});

Deno.test("a visitor is told of a gate what it asks, and no secret", () => {
  const raw = { gate: "ask", separateMinors: true, claimSecret: "a secret of the site" };
  const site = parseSites({ chess: raw }, DEFAULTS).get("chess");
  if (!site) throw new Error("No site");
  const gate = { kind: "ask", minimumAge: 13, separatesMinors: true } as const;
  assertEquals(viewSite(site, null, 0).gate, { ...gate, passedAs: null });
  assertEquals(viewSite(site, "minor", 0).gate, { ...gate, passedAs: "minor" });
  assertEquals(JSON.stringify(viewSite(site, null, 0)).includes("secret"), false);
});

Deno.test("a visitor is told from which scores on pictures are covered, in the order of the classes", () => {
  const told = (frameCheck: unknown) => {
    const site = parseSites({ chess: { frameCheck } }, DEFAULTS).get("chess");
    if (!site) throw new Error("No site");
    return viewSite(site, null, 0).frameCheck;
  };
  assertEquals(told("on"), [0, 0.7, 0, 0.7, 0]);
  assertEquals(told({ porn: 0.5, sexy: 0.9 }), [0, 0, 0, 0.5, 0.9]);
  assertEquals(told("off"), undefined);
});

Deno.test("a server without the files tells nobody to look at pictures", () => {
  const sites = withoutFrameCheck(parseSites({ chess: { frameCheck: "on" } }, DEFAULTS));
  assertEquals([...sites.values()].map(({ frameCheck }) => frameCheck), [null, null, null]);
});

const EVENING = { days: ["mon"], from: "18:00", to: "22:00" };

/** Path of what is wrong, and the policy. */
const WRONG: readonly (readonly [path: string, site: unknown])[] = [
  ["chess", "text"],
  ["chess.color", { color: "red" }],
  ["chess.origins.0", { origins: ["chess.example"] }],
  ["chess.judgement.patience", { judgement: { patience: 0 } }],
  ["chess.judgement.isAutomatic", { judgement: { isAutomatic: "no" } }],
  ["chess.frameCheck", { frameCheck: "yes" }],
  ["chess.frameCheck.porn", { frameCheck: { porn: 0 } }],
  ["chess.frameCheck.porn", { frameCheck: { porn: 1.1 } }],
  ["chess.frameCheck", { frameCheck: { cats: 0.5 } }],
  ["chess.origins.0", { origins: ["https://chess.example/"] }],
  ["chess.origins.0", { origins: ["https://chess.example/board"] }],
  ["chess.origins.0", { origins: ["https://*.chess.example"] }],
  // The origin of all of these is "null", which every sandboxed page has.
  ["chess.origins.1", { origins: ["https://chess.example", "null"] }],
  ["chess.origins.0", { origins: ["file:///srv/page.html"] }],
  ["chess.origins.0", { origins: ["data:text/html,x"] }],
  ["chess.pool", { pool: "Games!" }],
  ["chess.pool", { pool: "games/text" }],
  ["chess.modes", { modes: [] }],
  ["chess.modes.0", { modes: ["smoke"] }],
  ["chess.reveal", { reveal: "never" }],
  ["chess.steps", { steps: [] }],
  ["chess.steps", { steps: [{ fromMs: 1, accepts: "anyone" }] }],
  ["chess.steps", {
    steps: [{ fromMs: 0, accepts: "anyone" }, { fromMs: 5, accepts: "language" }],
  }],
  ["chess.steps", {
    steps: [{ fromMs: 0, accepts: "interest" }, { fromMs: 0, accepts: "anyone" }],
  }],
  ["chess.steps", { steps: [{ fromMs: 0, accepts: "anyone" }, { fromMs: 5, accepts: "anyone" }] }],
  ["chess.steps.0.fromMs", { steps: [{ fromMs: -1, accepts: "anyone" }] }],
  ["chess.steps.0.accepts", { steps: [{ fromMs: 0, accepts: "friends" }] }],
  ["chess.rematchWindowMs", { rematchWindowMs: "soon" }],
  ["chess.rematchWindowMs", { rematchWindowMs: -1 }],
  ["chess.allowSameDevice", { allowSameDevice: "yes" }],
  ["chess.hours.timeZone", { hours: { timeZone: "Berlin", open: [EVENING] } }],
  ["chess.hours.open", { hours: { timeZone: "UTC", open: [] } }],
  ["chess.hours.open.0.days", { hours: { timeZone: "UTC", open: [{ ...EVENING, days: [] }] } }],
  ["chess.hours.open.0.days.0", {
    hours: { timeZone: "UTC", open: [{ ...EVENING, days: ["monday"] }] },
  }],
  ["chess.hours.open.0.from", { hours: { timeZone: "UTC", open: [{ ...EVENING, from: "6pm" }] } }],
  ["chess.hours.open.0.from", {
    hours: { timeZone: "UTC", open: [{ ...EVENING, from: "24:00" }] },
  }],
  ["chess.hours.open.0.to", { hours: { timeZone: "UTC", open: [{ ...EVENING, to: "25:00" }] } }],
  ["chess.gate", { gate: "guard" }],
  ["chess.claimSecret", { gate: "claim" }],
  ["chess.claimSecret", { gate: "claim", claimSecret: "fifteen letters" }],
  ["chess.separateMinors", { separateMinors: true }],
  ["chess.separateMinors", { separateMinors: true, gate: "none" }],
  ["chess.minimumAge", { gate: "ask", minimumAge: 12 }],
  ["chess.minimumAge", { gate: "ask", minimumAge: 17.5 }],
  ["chess.minimumAge", { gate: "ask", minimumAge: 18, separateMinors: true }],
  ["chess.rules", { rules: "x".repeat(4_001) }],
];

Deno.test("a policy that makes no sense is refused with the path of what is wrong", () => {
  for (const [path, site] of WRONG) {
    const message = refusal(site);
    assertEquals(message.split(": ")[0], path, `${JSON.stringify(site)} → ${message}`);
  }
});

Deno.test("a list of sites, or a name that no page could send, is refused", () => {
  for (const raw of [null, 5, "sites", { "Chess Club": {} }, { "": {} }]) {
    assertThrows(() => parseSites(raw, DEFAULTS), Error);
  }
});

Deno.test("steps that are wrong say how they would be right", () => {
  assertEquals(
    refusal({ steps: [{ fromMs: 1, accepts: "anyone" }] }),
    "chess.steps: the first step begins at 0",
  );
  assertEquals(
    refusal({ steps: [{ fromMs: 0, accepts: "anyone" }, { fromMs: 5, accepts: "interest" }] }),
    "chess.steps: each step begins later and accepts more than the one before",
  );
});
