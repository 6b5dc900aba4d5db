/**
 * What the browser keeps between two loads of a page: the session's token, the device's id, and a
 * note of the caller's own beside the token.
 *
 * It does not know what the note means. The invariant it keeps: a browser that refuses storage
 * changes nothing but that things are forgotten with the page.
 *
 * @module
 */

/** Where a session is remembered. */
export interface SessionStore {
  /** The token of the session of this tab, or none. */
  readonly token: string | null;
  /** A random id of this browser, the same in all its tabs; made when there is none. */
  readonly device: string;
  /** Keeps the token, or forgets it. */
  saveToken(token: string | null): void;
  /** The note that was kept beside the token, or none. */
  readonly note: string | null;
  /** Keeps a note beside the token, or forgets it. */
  saveNote(note: string | null): void;
  /** What was written in the talk under way, or none. */
  readonly history: string | null;
  /** Keeps what was written, or forgets it. */
  saveHistory(history: string | null): void;
  /** What is kept in this browser under a name, the same for all elements of an origin, or none. */
  kept(name: string): string | null;
  /** Keeps it. */
  keep(name: string, value: string): void;
}

/** The device's id is one for all elements and sites of an origin. */
const DEVICE_KEY = "random-chat:device";
/** What the server accepts as a device's id. */
const DEVICE_PATTERN = /^[\w-]{16,64}$/;

/**
 * Opens the browser's storage for one element.
 *
 * @param key What the element's entries begin with; `null` keeps nothing beyond the page, the
 * device's id included, so that two elements of one page can be two strangers.
 */
export function openSessionStore(key: string | null): SessionStore {
  const memory = new Map<string, string>();
  const tab = key === null ? null : openStorage("sessionStorage");
  const browser = key === null ? null : openStorage("localStorage");
  const read = (storage: Storage | null, name: string) =>
    memory.get(name) ?? attempt(() => storage?.getItem(name) ?? null);
  const write = (storage: Storage | null, name: string, value: string | null) => {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
    attempt(() => value === null ? storage?.removeItem(name) : storage?.setItem(name, value));
  };
  return {
    get token() {
      return read(tab, `${key}:token`);
    },
    get device() {
      const kept = read(browser, DEVICE_KEY);
      if (kept !== null && DEVICE_PATTERN.test(kept)) return kept;
      const device = randomId();
      write(browser, DEVICE_KEY, device);
      return device;
    },
    saveToken: (token) => write(tab, `${key}:token`, token),
    get note() {
      return read(tab, `${key}:note`);
    },
    saveNote: (note) => write(tab, `${key}:note`, note),
    get history() {
      return read(tab, `${key}:history`);
    },
    saveHistory: (history) => write(tab, `${key}:history`, history),
    kept: (name) => read(browser, name),
    keep: (name, value) => write(browser, name, value),
  };
}

/**
 * Reads what the tab keeps for one element, for whoever has no use for the rest.
 *
 * @param key What the element's entries begin with; under `null` nothing is kept.
 */
export function readTab(key: string | null, name: "token" | "note" | "met"): string | null {
  return key === null ? null : attempt(() => sessionStorage.getItem(`${key}:${name}`));
}

function openStorage(name: "sessionStorage" | "localStorage"): Storage | null {
  return attempt(() => globalThis[name]);
}

/** Storage throws when the visitor blocks it, when it is full and in sandboxed frames. */
function attempt<Value>(run: () => Value): Value | null {
  try {
    return run();
  } catch {
    return null;
  }
}

/** `crypto.randomUUID` is missing on plain-HTTP pages; this is 128 random bits all the same. */
function randomId(): string {
  return crypto.getRandomValues(new BigUint64Array(2)).join("-");
}
