/**
 * The operator's settings: environment variables into one frozen value.
 *
 * It does not read the environment or files itself. The invariant it keeps: a value that makes no
 * sense stops the start with one line that names the variable, the value and what would be right.
 *
 * @module
 */
import * as v from "valibot";
import type { Account } from "./admin/accounts.ts";
import { isOrigin } from "./origins.ts";
import { type Network, parseNetwork } from "./safety/addresses.ts";
import { parseSites, type Sites } from "./sites.ts";
import type { TurnConfig } from "./turn/credentials.ts";

/** A setting that makes no sense. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(variable: string, value: string, right: string) {
    super(`Cannot use ${variable}="${value}": ${right}`);
  }
}

const DEFAULT_KV = "./data/random-chat.sqlite";

/** All settings. */
export interface Config {
  readonly port: number;
  readonly hostname: string;
  /** A SQLite path, `:memory:`, or the address of a KV Connect server. */
  readonly kvUrl: string;
  readonly kvAccessToken: string | null;
  /** Where the element's files of earlier builds are kept, or nowhere. */
  readonly elementFolder: string | null;
  /** Exact origins, `scheme://host:*` for any port, or `*`. */
  readonly allowedOrigins: readonly string[];
  readonly sites: Sites;
  readonly sessionSecret: string | null;
  readonly turn: TurnConfig;
  /** Proxies whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly Network[];
  /** Milliseconds. */
  readonly holdMs: number;
  /** Milliseconds. */
  readonly leaseMs: number;
  /** Whether it counts how often visitors call, and asks for proofs of work. */
  readonly hasLimits: boolean;
  /** Who may sign in to the console; nobody: it is off. */
  readonly accounts: readonly Account[];
  /** Where moderators are called, or nowhere. */
  readonly webhookUrl: string | null;
}

/** Where settings come from. */
export interface ConfigSource {
  /** An environment variable, or nothing. */
  readonly env: (name: string) => string | undefined;
  /** Reads a text file. */
  readonly readFile: (path: string) => string;
}

/** A folder for files where the store is one; the data of other stores is not on this machine. */
function besideStore(reader: Reader): string | null {
  const path = reader.kvUrl("KV_URL", DEFAULT_KV);
  return /^(:memory:$|https?:)/.test(path) ? null : path.replace(/[^/]*$/, "element");
}

/**
 * Reads all settings; `.env.example` describes each.
 *
 * @throws {ConfigError} for the first that makes no sense.
 */
export function readConfig(source: ConfigSource): Config {
  const reader = new Reader(source);
  const turn = reader.turn();
  return Object.freeze({
    port: reader.number("PORT", 8_000, { min: 0, max: 65_535 }),
    hostname: reader.text("HOST") ?? "0.0.0.0",
    kvUrl: reader.kvUrl("KV_URL", DEFAULT_KV),
    kvAccessToken: reader.text("KV_ACCESS_TOKEN") ?? null,
    elementFolder: reader.text("ELEMENT_FOLDER") ?? besideStore(reader),
    allowedOrigins: reader.origins("ALLOWED_ORIGINS", ["http://localhost:*"]),
    sites: reader.sites("SITES", {
      rematchWindowMs: reader.number("REMATCH_WINDOW_MS", 30 * 60 * 1_000, { min: 0 }),
    }),
    sessionSecret: reader.secret("SESSION_SECRET"),
    turn,
    trustedProxies: reader.networks("TRUST_PROXY"),
    holdMs: reader.number("HOLD_MS", 30_000, { min: 0 }),
    leaseMs: reader.number("LEASE_MS", 45_000, { min: 1_000 }),
    hasLimits: reader.choice("LIMITS", ["on", "off"]) === "on",
    accounts: reader.accounts("ADMIN_TOKEN", "MODERATORS"),
    webhookUrl: reader.webUrl("WEBHOOK_URL"),
  });
}

/** Shorter secrets can be guessed offline from one token. */
const MIN_SECRET_LENGTH = 16;

/** Under which name whoever has `ADMIN_TOKEN` stands in the log. */
const OPERATOR = "operator";

const accountsSchema = v.record(
  v.pipe(v.string(), v.regex(/^[\w .-]{1,40}$/), v.notValue(OPERATOR, "the name is taken")),
  v.strictObject({
    token: v.pipe(v.string(), v.minLength(MIN_SECRET_LENGTH)),
    role: v.picklist(["moderator", "admin"]),
  }),
);

class Reader {
  constructor(readonly source: ConfigSource) {}

  text(name: string): string | undefined {
    const value = this.source.env(name)?.trim();
    return value === "" ? undefined : value;
  }

  number(
    name: string,
    fallback: number,
    { min, max = Number.MAX_SAFE_INTEGER }: { readonly min: number; readonly max?: number },
  ): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!Number.isInteger(number) || number < min || number > max) {
      throw new ConfigError(name, value, `a whole number from ${min} to ${max} is needed`);
    }
    return number;
  }

  /** One of a few words; the first where none is given. */
  choice<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
    const value = this.text(name);
    if (value === undefined) return words[0];
    const word = words.find((each) => each === value);
    if (word === undefined) throw new ConfigError(name, value, `${words.join(" or ")} is needed`);
    return word;
  }

  kvUrl(name: string, fallback: string): string {
    const value = this.text(name) ?? fallback;
    // Anything else with a scheme would be taken for a path, and made a folder.
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) && !/^https?:\/\/[^/]/.test(value)) {
      throw new ConfigError(name, value, "a path, :memory: or an http(s) address is needed");
    }
    return value;
  }

  list(name: string): string[] {
    return (this.text(name) ?? "").split(",").map((part) => part.trim()).filter((part) => part);
  }

  secret(name: string): string | null {
    const value = this.text(name) ?? null;
    if (value !== null && value.length < MIN_SECRET_LENGTH) {
      // The value stays out of the log.
      throw new ConfigError(name, "…", `at least ${MIN_SECRET_LENGTH} characters are needed`);
    }
    return value;
  }

  /** The operator by a token, and others by a file. */
  accounts(tokenName: string, fileName: string): readonly Account[] {
    const token = this.secret(tokenName);
    const operator: readonly Account[] = token === null
      ? []
      : [{ name: OPERATOR, role: "admin", token }];
    const path = this.text(fileName);
    if (path === undefined) return operator;
    try {
      const others = v.parse(accountsSchema, JSON.parse(this.source.readFile(path)));
      return [...operator, ...Object.entries(others).map(([name, each]) => ({ name, ...each }))];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ConfigError(
        fileName,
        path,
        `a JSON file as { "ann": { "token": "…", "role": "moderator" } } is needed (${reason})`,
      );
    }
  }

  webUrl(name: string): string | null {
    const value = this.text(name) ?? null;
    if (value !== null && !/^https?:\/\/[^/]/.test(value)) {
      throw new ConfigError(name, value, "an http(s) address is needed");
    }
    return value;
  }

  origins(name: string, fallback: readonly string[]): readonly string[] {
    const origins = this.list(name);
    for (const origin of origins) {
      const probe = origin.replace(/:\*$/, ":1");
      if (origin !== "*" && !isOrigin(probe)) {
        throw new ConfigError(name, origin, "an origin as https://example.com is needed, or *");
      }
    }
    return origins.length === 0 ? fallback : origins;
  }

  networks(name: string): readonly Network[] {
    return this.list(name).map((text) => {
      const network = parseNetwork(text);
      if (network !== undefined) return network;
      throw new ConfigError(name, text, "addresses or ranges as 10.0.0.0/8 are needed");
    });
  }

  sites(name: string, defaults: { readonly rematchWindowMs: number }): Sites {
    const path = this.text(name);
    if (path === undefined) return parseSites({}, defaults);
    try {
      return parseSites(JSON.parse(this.source.readFile(path)), defaults);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ConfigError(name, path, `a JSON file of site policies is needed (${reason})`);
    }
  }

  turn(): TurnConfig {
    const stunUrls = this.#urls("STUN_URLS", "stun");
    const turnUrls = this.#urls("TURN_URLS", "turn");
    const turnSecret = this.text("TURN_SECRET") ?? null;
    if (turnUrls.length > 0 && turnSecret === null) {
      throw new ConfigError("TURN_SECRET", "", "coturn's static-auth-secret is needed");
    }
    return { stunUrls, turnUrls, turnSecret };
  }

  #urls(name: string, scheme: "stun" | "turn"): string[] {
    const urls = this.list(name);
    const wrong = urls.find((url) => !new RegExp(`^${scheme}s?:\\S+$`).test(url));
    if (wrong !== undefined) {
      const example = `${scheme}:${scheme}.example.com:3478`;
      throw new ConfigError(name, wrong, `addresses as ${example} are needed`);
    }
    return urls;
  }
}
