/**
 * Where a program under test runs: on this machine as it is, or in a network of its own.
 *
 * It does not know programs or networks. The invariant it keeps: a program that is started at a
 * place has the process id that was given back, so that it can be ended by it.
 *
 * @module
 */

/** A place for programs. */
export interface Place {
  /** The IPv4 address at which they listen. */
  readonly address: string;
  /** What a command begins with to run there; it has to become the program, not to start it. */
  readonly prefix: readonly string[];
  /**
   * Whether something listens at a TCP port of the address.
   *
   * @throws or returns false when nothing does.
   */
  isOpen(port: number): Promise<boolean>;
}

/** This machine, for itself only. */
export const LOOPBACK: Place = {
  address: "127.0.0.1",
  prefix: [],
  isOpen: async (port) => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    connection.close();
    return true;
  },
};

/** A command as it is run at a place. */
export function commandAt(
  place: Place,
  [program, ...args]: readonly [string, ...string[]],
  options: Omit<Deno.CommandOptions, "args">,
): Deno.Command {
  const [first = program, ...rest] = [...place.prefix, program];
  return new Deno.Command(first, { ...options, args: [...rest, ...args] });
}

/** A port of this machine that was free a moment ago. */
export function findPort(): number {
  const listener = Deno.listen({ hostname: LOOPBACK.address, port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
