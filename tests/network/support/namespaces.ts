/**
 * Network namespaces of this process: made, used and taken away.
 *
 * It does not know what is wired to what. The invariants it keeps: every namespace carries the id of
 * the process that made it in its name, so that what an aborted run has left is found and cleared
 * by the next one; nothing outside of namespaces is changed.
 *
 * @module
 */
import { requireProgram } from "../../support/install.ts";
import type { Place } from "../../support/place.ts";

const PREFIX = "rcl";
const FOLDER = "/run/netns";

/** Runs a program to its end. @throws with what it wrote, when it fails */
export async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  if (!success) {
    throw new Error(`Cannot run "${[program, ...args].join(" ")}": ${text.decode(stderr).trim()}`);
  }
  return text.decode(stdout);
}

/** One network namespace. */
export class Namespace {
  readonly name: string;

  constructor(label: string) {
    this.name = `${PREFIX}-${Deno.pid}-${label}`;
  }

  /** What a command begins with to run inside; the command takes the place of `ip`. */
  get prefix(): readonly string[] {
    return [requireProgram("ip"), "netns", "exec", this.name];
  }

  /** Makes it, with its loopback up. */
  async open(): Promise<void> {
    await run(requireProgram("ip"), "netns", "add", this.name);
    await this.ip("link set lo up");
  }

  /** Runs `ip` inside, one command after the other. */
  async ip(...commands: readonly string[]): Promise<void> {
    for (const command of commands) {
      await run(requireProgram("ip"), "-n", this.name, ...command.split(" "));
    }
  }

  /** Runs `iptables` inside, one command after the other. */
  async iptables(...commands: readonly string[]): Promise<void> {
    for (const command of commands) {
      await this.#inside(requireProgram("iptables"), "-w", ...command.split(" "));
    }
  }

  /** Lets it pass packets on between its links. */
  async forward(): Promise<void> {
    await this.#inside("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
  }

  /** The processes inside. */
  pids(): Promise<readonly number[]> {
    return listPids(this.name);
  }

  /** A place for programs, at one of its addresses. */
  at(address: string): Place {
    return {
      address,
      prefix: this.prefix,
      isOpen: async (port) => {
        await this.#inside("bash", "-c", `exec 3<>/dev/tcp/${address}/${port}`);
        return true;
      },
    };
  }

  /** Takes it away, with the links that end in it. Programs inside have to be ended before. */
  async close(): Promise<void> {
    await run(requireProgram("ip"), "netns", "delete", this.name);
  }

  async #inside(...command: readonly string[]): Promise<void> {
    const [program = "", ...args] = [...this.prefix, ...command];
    await run(program, ...args);
  }
}

/**
 * Wires two namespaces with a cable.
 *
 * @param ends Both namespaces, each with the name of its end
 */
export async function wire(
  [one, nameOfOne]: readonly [Namespace, string],
  [other, nameOfOther]: readonly [Namespace, string],
): Promise<void> {
  await run(
    requireProgram("ip"),
    ..."link add".split(" "),
    ...[nameOfOne, "netns", one.name, "type", "veth", "peer", "name", nameOfOther],
    ...["netns", other.name],
  );
}

/** Why this machine does not let us make namespaces, or null when it does. */
export async function explainRefusal(): Promise<string | null> {
  const probe = new Namespace("probe");
  try {
    await probe.open();
    await probe.iptables("-t nat -A POSTROUTING -j MASQUERADE --random-fully");
    await probe.close();
    return null;
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return reason;
  }
}

/** Clears what runs that were aborted have left: the programs inside, and the namespaces. */
export async function sweep(): Promise<readonly string[]> {
  const stale = listNamespaces().filter((name) => !isRunning(Number(name.split("-")[1])));
  for (const name of stale) {
    for (const pid of await listPids(name)) endProcess(pid);
    await run(requireProgram("ip"), "netns", "delete", name);
  }
  return stale;
}

async function listPids(name: string): Promise<readonly number[]> {
  const pids = await run(requireProgram("ip"), "netns", "pids", name);
  return pids.split(/\s+/).filter((pid) => pid !== "").map(Number);
}

function listNamespaces(): string[] {
  try {
    return [...Deno.readDirSync(FOLDER)].map(({ name }) => name)
      .filter((name) => new RegExp(`^${PREFIX}-\\d+-`).test(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** A process that has ended may stay listed until somebody asks for its result. */
function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function endProcess(pid: number): void {
  try {
    Deno.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error; // It has ended by itself.
  }
}
