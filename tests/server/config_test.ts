import { assertEquals, assertThrows } from "@std/assert/mod.js";
import { ConfigError, readConfig } from "../../server/config.ts";

function read(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}) {
  return readConfig({
    env: (name) => env[name],
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`No such file: ${path}`);
      return text;
    },
  });
}

Deno.test("an empty environment gives the defaults of the protocol", () => {
  const { sites, ...config } = read({});
  assertEquals(config, {
    port: 8_000,
    hostname: "0.0.0.0",
    kvUrl: "./data/random-chat.sqlite",
    kvAccessToken: null,
    elementFolder: "./data/element",
    allowedOrigins: ["http://localhost:*"],
    sessionSecret: null,
    turn: { stunUrls: [], turnUrls: [], turnSecret: null },
    holdMs: 30_000,
    leaseMs: 45_000,
    hasLimits: true,
    trustedProxies: [],
    accounts: [],
    webhookUrl: null,
  });
  assertEquals([...sites.keys()], ["default", "demo"]);
  assertEquals(sites.get("default")?.rematchWindowMs, 1_800_000);
});

Deno.test("every setting is read, with spaces around it ignored", () => {
  const { sites, trustedProxies, ...config } = read({
    PORT: " 9000 ",
    HOST: "127.0.0.1",
    KV_URL: "https://kv.example.com",
    KV_ACCESS_TOKEN: "token",
    ELEMENT_FOLDER: "/srv/element",
    ALLOWED_ORIGINS: "https://a.example, http://localhost:* ,https://b.example:8443,",
    SITES: "/etc/sites.json",
    SESSION_SECRET: "a secret of some length",
    TURN_URLS: "turn:turn.example:3478,turns:turn.example:5349?transport=tcp",
    TURN_SECRET: "north",
    STUN_URLS: "stun:stun.example",
    REMATCH_WINDOW_MS: "0",
    HOLD_MS: "1",
    LEASE_MS: "1000",
    LIMITS: "off",
    ADMIN_TOKEN: "the-operators-token",
    MODERATORS: "/etc/moderators.json",
    WEBHOOK_URL: "https://alerts.example/hook",
    TRUST_PROXY: "127.0.0.1, 10.0.0.0/8, 2001:db8::/32",
  }, {
    "/etc/sites.json": '{ "chess": { "modes": ["text"] } }',
    "/etc/moderators.json": '{ "ann": { "token": "a-token-of-ann-only", "role": "moderator" } }',
  });
  assertEquals(config, {
    port: 9_000,
    hostname: "127.0.0.1",
    kvUrl: "https://kv.example.com",
    kvAccessToken: "token",
    elementFolder: "/srv/element",
    allowedOrigins: ["https://a.example", "http://localhost:*", "https://b.example:8443"],
    sessionSecret: "a secret of some length",
    turn: {
      stunUrls: ["stun:stun.example"],
      turnUrls: ["turn:turn.example:3478", "turns:turn.example:5349?transport=tcp"],
      turnSecret: "north",
    },
    holdMs: 1,
    leaseMs: 1_000,
    hasLimits: false,
    accounts: [
      { name: "operator", role: "admin", token: "the-operators-token" },
      { name: "ann", role: "moderator", token: "a-token-of-ann-only" },
    ],
    webhookUrl: "https://alerts.example/hook",
  });
  const proxies = trustedProxies.map(([address, bits]) => `${address}/${bits}`);
  assertEquals(proxies, ["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32"]);
  assertEquals(sites.get("chess")?.modes, ["text"]);
  assertEquals(sites.get("chess")?.rematchWindowMs, 0);
});

Deno.test("an empty variable counts as none", () => {
  const names = ["PORT", "KV_URL", "ALLOWED_ORIGINS", "SITES", "TURN_URLS", "SESSION_SECRET"];
  const config = read(Object.fromEntries(names.map((name) => [name, "  "])));
  assertEquals(config.port, 8_000);
  assertEquals(config.allowedOrigins, ["http://localhost:*"]);
});

Deno.test("old files of the element are kept beside the store, where the store is a file", () => {
  const folder = (url: string) => read({ KV_URL: url }).elementFolder;
  assertEquals(folder("/srv/chat.sqlite"), "/srv/element");
  assertEquals(folder("chat.sqlite"), "element");
  assertEquals([folder(":memory:"), folder("https://kv.example.com")], [null, null]);
});

Deno.test("settings cannot be changed after they were read", () => {
  const config = read({});
  assertThrows(() => Object.assign(config, { port: 1 }), TypeError);
});

/** Variable, value, and the whole line that the operator reads. */
const WRONG: readonly (readonly [name: string, value: string, line: string])[] = [
  ...["abc", "80.5", "-1", "65536", "1e99", "NaN", "Infinity", "8000;", "8 000"].map((value) =>
    [
      "PORT",
      value,
      `Cannot use PORT="${value}": a whole number from 0 to 65535 is needed`,
    ] as const
  ),
  [
    "HOLD_MS",
    "soon",
    'Cannot use HOLD_MS="soon": a whole number from 0 to 9007199254740991 is needed',
  ],
  [
    "LEASE_MS",
    "999",
    'Cannot use LEASE_MS="999": a whole number from 1000 to 9007199254740991 is needed',
  ],
  [
    "REMATCH_WINDOW_MS",
    "-5",
    'Cannot use REMATCH_WINDOW_MS="-5": a whole number from 0 to 9007199254740991 is needed',
  ],
  ...[
    "example.com",
    "https://example.com/",
    "https://example.com/path",
    "https://*.example.com",
    "https://EXAMPLE.com",
    "https://user@example.com",
    "null",
    "file:///srv",
    "http://localhost:99999",
    "*.example.com",
  ].map((value) =>
    [
      "ALLOWED_ORIGINS",
      value,
      `Cannot use ALLOWED_ORIGINS="${value}": an origin as https://example.com is needed, or *`,
    ] as const
  ),
  ...["ftp://kv.example", "postgres://db/x", "file:///data/kv", "https://"].map((value) =>
    [
      "KV_URL",
      value,
      `Cannot use KV_URL="${value}": a path, :memory: or an http(s) address is needed`,
    ] as const
  ),
  ...["turn.example:3478", "http://turn.example", "stun:turn.example", "turn:"].map((value) =>
    [
      "TURN_URLS",
      value,
      `Cannot use TURN_URLS="${value}": addresses as turn:turn.example.com:3478 are needed`,
    ] as const
  ),
  ...["proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.1", "2001:db8::/129", "*", "1"].map((
    value,
  ) =>
    [
      "TRUST_PROXY",
      value,
      `Cannot use TRUST_PROXY="${value}": addresses or ranges as 10.0.0.0/8 are needed`,
    ] as const
  ),
  ["LIMITS", "no", 'Cannot use LIMITS="no": on or off is needed'],
  [
    "SESSION_SECRET",
    "fifteen letters",
    'Cannot use SESSION_SECRET="…": at least 16 characters are needed',
  ],
];

for (const [name, value, line] of WRONG) {
  Deno.test(`${name}="${value}" stops the start with a line that says what is right`, () => {
    const error = assertThrows(() => read({ [name]: value, TURN_SECRET: "north" }), ConfigError);
    assertEquals(error.message, line);
  });
}

Deno.test("STUN addresses are told apart from relays in what is asked for", () => {
  const error = assertThrows(() => read({ STUN_URLS: "turn:turn.example" }), ConfigError);
  assertEquals(
    error.message,
    'Cannot use STUN_URLS="turn:turn.example": addresses as stun:stun.example.com:3478 are needed',
  );
});

Deno.test("one wrong origin among right ones is named alone", () => {
  const error = assertThrows(
    () => read({ ALLOWED_ORIGINS: "https://a.example,b.example" }),
    ConfigError,
  );
  assertEquals(
    error.message,
    'Cannot use ALLOWED_ORIGINS="b.example": an origin as https://example.com is needed, or *',
  );
});

Deno.test("relays without their secret stop the start, as no credential could be made", () => {
  const error = assertThrows(() => read({ TURN_URLS: "turn:turn.example" }), ConfigError);
  assertEquals(error.message, 'Cannot use TURN_SECRET="": coturn\'s static-auth-secret is needed');
});

Deno.test("a file of sites that is missing, no JSON or no policy stops the start and says why", () => {
  const files = { "/broken": "{", "/wrong": '{ "chess": { "modes": ["smoke"] } }' };
  const reasons = [
    ["/missing", "No such file: /missing"],
    ["/broken", "JSON"],
    ["/wrong", "chess.modes.0: "],
  ] as const;
  for (const [path, reason] of reasons) {
    const { message } = assertThrows(() => read({ SITES: path }, files), ConfigError);
    assertEquals(
      message.startsWith(`Cannot use SITES="${path}": a JSON file of site policies is needed (`),
      true,
      message,
    );
    assertEquals(message.includes(reason), true, message);
    assertEquals(message.includes("\n"), false, message);
  }
});
