/**
 * A hop that takes time: a TCP proxy on loopback that hands everything on a while later.
 *
 * It does not know what passes. The invariants it keeps: bytes keep their order; each direction is
 * late by the same time; a new connection costs the round trip that its handshake would cost.
 *
 * @module
 */

/** A proxy that runs. */
export interface DelayingProxy extends AsyncDisposable {
  readonly port: number;
}

/**
 * Opens a proxy on a free port of 127.0.0.1.
 *
 * @param target The port behind it, on the same address.
 * @param delayMs How much later bytes arrive, in each direction, in milliseconds.
 */
export function openDelayingProxy(target: number, delayMs: number): DelayingProxy {
  const hostname = "127.0.0.1";
  const listener = Deno.listen({ hostname, port: 0 });
  const open = new Set<Deno.Conn>();
  const serve = async (near: Awaited<ReturnType<typeof listener.accept>>) => {
    open.add(near);
    const far = await Deno.connect({ hostname, port: target });
    open.add(far);
    // Nagle's algorithm would add delays of its own.
    near.setNoDelay();
    far.setNoDelay();
    const openAt = performance.now() + 2 * delayMs;
    await Promise.allSettled([
      pass(near, far, { delayMs, openAt }),
      pass(far, near, { delayMs, openAt }),
    ]);
    for (const end of [near, far]) {
      open.delete(end);
      close(end);
    }
  };
  const serving = (async () => {
    for await (const near of listener) void serve(near).catch(() => close(near));
  })();
  return {
    port: listener.addr.port,
    async [Symbol.asyncDispose]() {
      listener.close();
      for (const end of open) close(end);
      await serving.catch(() => undefined);
    },
  };
}

/** Hands on what comes from one end to the other, late and in order, until either ends. */
async function pass(
  from: Deno.Conn,
  to: Deno.Conn,
  { delayMs, openAt }: { readonly delayMs: number; readonly openAt: number },
): Promise<void> {
  let written: Promise<unknown> = Promise.resolve();
  const later = (run: () => Promise<unknown>) => {
    const due = Math.max(performance.now() + delayMs, openAt + delayMs);
    written = written.then(async () => {
      const leftMs = due - performance.now();
      if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
      await run();
    });
    // Whoever waits for the last write hears of it; until then nobody does.
    written.catch(() => undefined);
  };
  try {
    for await (const chunk of from.readable) later(() => writeAll(to, chunk));
    later(() => to.closeWrite());
  } finally {
    await written;
  }
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}

function close(end: Deno.Conn): void {
  try {
    end.close();
  } catch (error) {
    // The other end may have closed it first.
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
