/**
 * A test that needs networks of its own.
 *
 * It does not know what is tested. The invariant it keeps: where networks cannot be made the test is
 * ignored by name and with the reason; where it is decided what goes out, it fails instead.
 *
 * @module
 */
import { findProgram, type Program } from "../../support/install.ts";
import { explainRefusal } from "./namespaces.ts";

const PROGRAMS: readonly Program[] = ["chromium", "turnserver", "iptables", "ip", "openssl"];

async function findObstacle(): Promise<string | null> {
  const lacking = PROGRAMS.filter((program) => findProgram(program) === null);
  return lacking.length > 0 ? `${lacking.join(", ")} cannot be found` : await explainRefusal();
}

const obstacle = await findObstacle();
/** A person's machine may not allow it; the one that every change passes has to. */
const isSkipped = obstacle !== null && Deno.env.get("CI") !== "true";

/** Registers a test case. */
export function networkTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: obstacle === null ? name : `${name} (${obstacle})`, ignore: isSkipped, fn });
}
