/**
 * The programs that tests need beside Deno: where they are, and how they get onto the machine.
 *
 * It does not know what a test does with them. The invariant it keeps: a program that is missing
 * afterwards is named together with the line that installs it; nothing is left out silently.
 *
 * @module
 */

/** A program that tests run. */
export type Program = "chromium" | "firefox" | "turnserver" | "iptables" | "ip" | "openssl";

interface Recipe {
  /** Names under which it may be on the machine, the preferred first. */
  readonly names: readonly string[];
  /** Debian's package. */
  readonly debian: string;
}

/** A program that is not there. */
export interface Missing {
  readonly program: Program;
  /** What a person can run to get it. */
  readonly remedy: string;
}

const RECIPES: Readonly<Record<Program, Recipe>> = {
  chromium: {
    names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    debian: "chromium",
  },
  firefox: { names: ["firefox-esr", "firefox"], debian: "firefox-esr" },
  turnserver: { names: ["turnserver"], debian: "coturn" },
  iptables: { names: ["iptables"], debian: "iptables" },
  ip: { names: ["ip"], debian: "iproute2" },
  openssl: { names: ["openssl"], debian: "openssl" },
};

/** Every program that some test needs. */
export const PROGRAMS: readonly Program[] = [
  "chromium",
  "firefox",
  "turnserver",
  "iptables",
  "ip",
  "openssl",
];

/** Network programs live in `sbin`, which is not on everybody's `PATH`. */
const EXTRA_FOLDERS = ["/usr/sbin", "/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];
/** Mirrors fail now and then; the pause between tries grows by this much, in milliseconds. */
const RETRY_PAUSE_MS = 3_000;
const TRIES = 3;

/** Finds a program; its path, or null when it is not on the machine. */
export function findProgram(program: Program): string | null {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), ...EXTRA_FOLDERS];
  for (const name of RECIPES[program].names) {
    for (const folder of folders) {
      const path = `${folder}/${name}`;
      if (folder !== "" && isFile(path)) return path;
    }
  }
  return null;
}

/**
 * Finds a program that a test cannot do without.
 *
 * @throws when it is not on the machine, naming the line that installs it
 */
export function requireProgram(program: Program): string {
  const path = findProgram(program);
  if (path === null) throw new Error(`Cannot find "${program}": run ${remedyFor(program)}`);
  return path;
}

/** Installs what is missing where that is possible, and tells what is still missing. */
export async function installPrograms(): Promise<readonly Missing[]> {
  const missing = () => PROGRAMS.filter((program) => findProgram(program) === null);
  const wanted = missing();
  if (wanted.length > 0 && canInstall()) {
    console.log(`Installing ${wanted.join(", ")}`);
    await aptGet(["update"]);
    const packages = wanted.map((program) => RECIPES[program].debian);
    // All in one go is faster; one by one, a package that this release lacks does not stop others.
    if (!await aptInstall(packages)) {
      for (const name of packages) await aptInstall([name]);
    }
  }
  return missing().map((program) => ({ program, remedy: remedyFor(program) }));
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    const { NotFound, NotADirectory, PermissionDenied } = Deno.errors;
    const isAbsent = [NotFound, NotADirectory, PermissionDenied].some((it) => error instanceof it);
    if (isAbsent) return false;
    throw error;
  }
}

function remedyFor(program: Program): string {
  const prefix = Deno.uid() === 0 ? "" : "sudo ";
  return `${prefix}apt-get install --no-install-recommends ${RECIPES[program].debian}`;
}

function canInstall(): boolean {
  return Deno.build.os === "linux" && Deno.uid() === 0 && isFile("/usr/bin/apt-get");
}

function aptInstall(packages: readonly string[]): Promise<boolean> {
  return aptGet(["install", "--yes", "--no-install-recommends", ...packages]);
}

/** Runs apt-get, again if it fails; whether it succeeded in the end. */
async function aptGet(args: readonly string[]): Promise<boolean> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const { success } = await new Deno.Command("apt-get", {
      args: ["-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120", "--quiet=2", ...args],
      env: {
        DEBIAN_FRONTEND: "noninteractive",
        // Tests start their own coturn; the package must not start one as a service.
        SYSTEMD_OFFLINE: "1",
        RUNLEVEL: "1",
      },
      stdin: "null",
      stdout: "null",
      stderr: "inherit",
    }).output();
    if (success) return true;
    if (attempt < TRIES) {
      await new Promise((resolve) => setTimeout(resolve, attempt * RETRY_PAUSE_MS));
    }
  }
  return false;
}
