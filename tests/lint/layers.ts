/**
 * Who may know whom: the project's layers as one table.
 *
 * It does not know how a linter works. The invariant it keeps: a file that has no place in the
 * table is an error, so that a new room of the house is decided on and not slipped in.
 *
 * @module
 */

/** A place in the project and how far from the wire it stands. */
export interface Layer {
  readonly name: string;
  /** Paths from the project's root that belong to it; a folder ends with `/`. */
  readonly paths: readonly string[];
  /** An import goes to a smaller rank, or stays inside the same path; only the order counts. */
  readonly rank: number;
  /** Whether its paths may take types, and only types, from each other. */
  readonly sharesTypes?: true;
  /** Names of lower layers that it may not reach past the ones between. */
  readonly mayNotKnow?: readonly string[];
}

/** An import that the table forbids and that is agreed on all the same. */
export interface Exception {
  readonly from: string;
  readonly to: string;
  /** Whether only types may be taken. */
  readonly isTypeOnly: boolean;
  readonly reason: string;
}

/** The entry to the wire, which is all of the server that the browser's side may know. */
const WIRE = "server/protocol.ts";

/** The server, from the wire up to the process. */
export const SERVER_LAYERS: readonly Layer[] = [
  { name: "topics", paths: ["server/protocol/"], rank: -1 },
  { name: "protocol", paths: [WIRE], rank: 0 },
  { name: "origins", paths: ["server/origins.ts", "server/hours.ts"], rank: 0 },
  {
    name: "ground",
    paths: ["server/clock.ts", "server/problem.ts", "server/sites.ts"],
    rank: 1,
    sharesTypes: true,
  },
  { name: "store", paths: ["server/store/"], rank: 2 },
  {
    name: "services",
    paths: [
      "server/sessions/",
      "server/matching/",
      "server/rooms/",
      "server/events/",
      "server/safety/",
      "server/turn/",
      "server/telemetry/",
    ],
    rank: 3,
    sharesTypes: true,
  },
  {
    name: "visitors",
    paths: ["server/visitors.ts", "server/expulsions.ts", "server/cluster.ts"],
    rank: 4,
  },
  { name: "letters", paths: ["server/letters.ts"], rank: 5 },
  {
    name: "edge",
    paths: ["server/body.ts", "server/assets.ts", "server/webhook.ts", "server/privacy_page.ts"],
    rank: 4,
  },
  { name: "kept files", paths: ["server/kept_assets.ts", "server/frame_check_files.ts"], rank: 5 },
  { name: "routes", paths: ["server/routes/"], rank: 5, mayNotKnow: ["store"] },
  { name: "admin", paths: ["server/admin/"], rank: 5.5, mayNotKnow: ["store"] },
  { name: "config", paths: ["server/config.ts"], rank: 6 },
  { name: "app", paths: ["server/app.ts"], rank: 6 },
  { name: "parts of the composition", paths: ["server/services/"], rank: 6.5 },
  { name: "composition", paths: ["server/services.ts"], rank: 7 },
  { name: "main", paths: ["server/main.ts"], rank: 8 },
];

/** The element, from what talks to the server up to the pages that show it. */
export const COMPONENT_LAYERS: readonly Layer[] = [
  { name: "splitting", paths: ["component/import_part.ts"], rank: 0 },
  { name: "link", paths: ["component/link/"], rank: 1 },
  { name: "chat", paths: ["component/chat/"], rank: 2 },
  { name: "looks", paths: ["component/strings/", "component/styles/"], rank: 3 },
  { name: "views", paths: ["component/views/"], rank: 4 },
  {
    name: "parts",
    paths: [
      "component/conversation.ts",
      "component/events.ts",
      "component/storage_key.ts",
    ],
    rank: 4,
  },
  {
    name: "bell",
    paths: [
      "component/bell.ts",
      "component/drawing.ts",
      "component/entries.ts",
      "component/latch.ts",
    ],
    rank: 4.5,
  },
  { name: "language", paths: ["component/language.ts"], rank: 4 },
  { name: "late", paths: ["component/late_chat.ts"], rank: 4.2 },
  { name: "properties", paths: ["component/chat_properties.ts"], rank: 4.5 },
  { name: "methods", paths: ["component/chat_methods.ts"], rank: 4.7 },
  { name: "settings", paths: ["component/settings/"], rank: 4.5 },
  { name: "reporting", paths: ["component/reporting/"], rank: 4.4 },
  { name: "frame check", paths: ["component/frame_check/"], rank: 4.45 },
  { name: "tools", paths: ["component/tools/"], rank: 4.5 },
  { name: "restriction", paths: ["component/restriction/"], rank: 4.5 },
  { name: "element", paths: ["component/random_chat.ts"], rank: 5 },
  { name: "mod", paths: ["component/mod.ts"], rank: 6 },
  { name: "define", paths: ["component/define.ts"], rank: 7 },
  { name: "script", paths: ["component/script.ts"], rank: 7.5 },
  { name: "demo", paths: ["demo/"], rank: 8 },
  { name: "console", paths: ["component/console/"], rank: 8 },
  { name: "building", paths: ["component/build/"], rank: 9 },
  {
    name: "build",
    paths: [
      "component/build.ts",
      "component/build_package.ts",
      "component/build_frame_check.ts",
    ],
    rank: 10,
  },
];

/** What is agreed on beside the table, each with its reason. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    from: "demo/",
    to: "component/build/manifest.ts",
    isTypeOnly: true,
    reason: "the pages for developers read the manifest that the build makes",
  },
  {
    from: "component/console/",
    to: "server/admin/answers.ts",
    isTypeOnly: true,
    reason: "the console is no part of the element: what its own calls answer is said once",
  },
  {
    from: "server/matching/",
    to: "server/sessions/places.ts",
    isTypeOnly: false,
    reason: "where a session stands is what joining starts from, and reading it is a pure function",
  },
  {
    from: "server/sites.ts",
    to: "server/matching/rules.ts",
    isTypeOnly: false,
    reason: "the steps that a site leaves out are matching's own, and the rules are pure",
  },
];

const ALL_LAYERS = [...SERVER_LAYERS, ...COMPONENT_LAYERS];

/** A path's place: its layer and the entry of the table that covers it. */
export interface Place {
  readonly layer: Layer;
  readonly path: string;
}

/** Finds the place of a file, given from the project's root; null outside of the table. */
export function findPlace(file: string): Place | null {
  for (const layer of ALL_LAYERS) {
    for (const path of layer.paths) {
      if (path.endsWith("/") ? file.startsWith(path) : file === path) return { layer, path };
    }
  }
  return null;
}

/** Whether a file is in a folder or layer that the table speaks about. */
export function isGoverned(file: string): boolean {
  return /^(server|component|demo)\/.*(?<!\.d)\.ts$/.test(file);
}

/** Says why one file may not import another, or null when it may. */
export function explainImport(
  from: string,
  to: string,
  options: { readonly isTypeOnly: boolean },
): string | null {
  const source = findPlace(from);
  const target = findPlace(to);
  if (source === null) return null;
  if (target === null) return `"${to}" has no place in the layers: it stays outside of the product`;
  if (isExcepted(from, to, options.isTypeOnly)) return null;
  if (target.layer.name === "topics" && target.layer !== source.layer && from !== WIRE) {
    return `the wire has one entry: take it from ${WIRE}`;
  }
  const crossing = explainCrossing(from, to, options.isTypeOnly);
  if (crossing !== null || isServer(from) !== isServer(to)) return crossing;
  if (source.path === target.path) return null;
  if (source.layer.mayNotKnow?.includes(target.layer.name)) {
    return `${source.layer.name} may not know ${target.layer.name}: a service stands between`;
  }
  if (target.layer.rank < source.layer.rank) return null;
  if (target.layer === source.layer && source.layer.sharesTypes) {
    return options.isTypeOnly
      ? null
      : `${source.path} and ${target.path} are siblings: take types only, main joins them`;
  }
  return `${source.layer.name} may not know ${target.layer.name}: imports go ` +
    "protocol ← store ← services ← routes ← app ← main, and " +
    "protocol ← link ← chat ← views ← random_chat ← mod, define ← demo";
}

function isServer(file: string): boolean {
  return file.startsWith("server/");
}

function isExcepted(from: string, to: string, isTypeOnly: boolean): boolean {
  return EXCEPTIONS.some((it) =>
    from.startsWith(it.from) && to.startsWith(it.to) && (isTypeOnly || !it.isTypeOnly)
  );
}

/** The border between server and browser: the wire's types pass, nothing else. */
function explainCrossing(from: string, to: string, isTypeOnly: boolean): string | null {
  if (isServer(from) === isServer(to)) return null;
  if (isServer(from)) return `server/ may not know "${to}": it serves what the build made`;
  if (to !== WIRE) return `the browser's side may only know ${WIRE}`;
  return isTypeOnly
    ? null
    : `${WIRE} may only be imported as types: its schemas stay on the server`;
}
