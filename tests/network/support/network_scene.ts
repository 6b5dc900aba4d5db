/**
 * Two strangers with browsers of their own, each in a network of its own, and the real server and
 * the real relay between them.
 *
 * It does not know what they do. The invariant it keeps: nothing of a scene is left when it ends,
 * and every scene has its own networks, processes and profiles.
 *
 * @module
 */
import { launchChromium } from "../../support/browser.ts";
import { type Coturn, startCoturn } from "../../support/coturn.ts";
import type { Place } from "../../support/place.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import { type VisitOptions, Visitor } from "../../support/visitor.ts";
import { makeCertificate } from "./certificate.ts";
import { type Home, type HomePlan, type Host, Internet, WEB_PORT } from "./internet.ts";

/** What the networks are like. */
export interface NetworkPlan {
  readonly alice: HomePlan;
  /** Default: Bob is in Alice's home. */
  readonly bob?: HomePlan;
  /** Whether the relay is behind a NAT of its own, one to one, as in clouds. Default: no. */
  readonly isRelayBehindNat?: boolean;
}

/** One of the two. */
export interface Stranger {
  readonly host: Host;
  readonly home: Home;
  /** A new page of this stranger's browser. */
  enter(options?: Partial<VisitOptions>): Promise<Visitor>;
}

/** A scene that stands. */
export interface NetworkScene extends AsyncDisposable {
  readonly internet: Internet;
  readonly server: TestServer;
  readonly coturn: Coturn;
  readonly alice: Stranger;
  readonly bob: Stranger;
}

const TURN_PORT = 3478;
/** Where TURN over TLS is: networks that let nothing else out let this out. */
const TLS_PORT = 443;

/** A page has this long to load and start, in milliseconds. */
const ENTER_MS = 30_000;

/** Sets a scene. */
export async function openNetworkScene(plan: NetworkPlan): Promise<NetworkScene> {
  await using stack = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir({ prefix: "random-chat-network-" });
  stack.defer(() => Deno.remove(folder, { recursive: true }));
  const internet = stack.use(await Internet.open());
  const seat = plan.isRelayBehindNat ? await seatBehindNat(internet) : seatInPublic(internet);
  const coturn = stack.use(await startRelay(seat, folder));
  const env = describeIce(seat.told, coturn);
  const server = stack.use(await startServer({ place: internet.server, port: WEB_PORT, env }));
  const homeOfAlice = await internet.home(plan.alice);
  const homeOfBob = plan.bob === undefined ? homeOfAlice : await internet.home(plan.bob);
  const settle = async (label: string, home: Home): Promise<Stranger> => {
    const host = await internet.host(label);
    await host.plug(home);
    const browser = stack.use(
      await launchChromium("granted", {
        place: host.namespace,
        slowsHidden: true,
        args: [
          `--unsafely-treat-insecure-origin-as-secure=${server.url}`,
          // For the relay's certificate, which only its own machine has signed.
          "--ignore-certificate-errors",
          // Half of the usual frames: enough to see a picture move, and easier on the machine.
          "--use-fake-device-for-media-stream=fps=10",
        ],
      }),
    );
    return {
      host,
      home,
      // Goes with its browser.
      enter: (visit) =>
        Visitor.open(browser, { url: `${server.url}/`, deadlineMs: ENTER_MS, ...visit }),
    };
  };
  const [alice, bob] = await Promise.all([settle("a", homeOfAlice), settle("b", homeOfBob)]);
  const kept = stack.move();
  return {
    internet,
    server,
    coturn,
    alice,
    bob,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Where the relay is, and what belongs to it. */
interface RelaySeat {
  readonly place: Place;
  /** The address that browsers are told. */
  readonly told: string;
  /** What an operator adds to the command line there. */
  readonly extra: readonly string[];
}

function seatInPublic({ relay }: Internet): RelaySeat {
  return { place: relay, told: relay.address, extra: [] };
}

/** As turn/README.md says under "Behind a NAT". */
async function seatBehindNat(internet: Internet): Promise<RelaySeat> {
  const cloud = await internet.home({ nat: "full-cone", lan: "10.0.0" });
  const host = await internet.host("turn");
  await host.plug(cloud);
  const [inside, told] = [cloud.leaseOf(host), cloud.outside];
  const extra = [
    `--external-ip=${told}/${inside}`,
    `--allowed-peer-ip=${inside}`,
    `--allowed-peer-ip=${told}`,
  ];
  return { place: host.namespace.at(inside), told, extra };
}

async function startRelay({ place, told, extra }: RelaySeat, folder: string): Promise<Coturn> {
  const { cert, key } = await makeCertificate(folder, told);
  const tls = [`--cert=${cert}`, `--pkey=${key}`, `--tls-listening-port=${TLS_PORT}`];
  return await startCoturn({ place, port: TURN_PORT, extra: [...extra, ...tls] });
}

/** All the ways to the relay, as the manual tells operators to write them. */
function describeIce(address: string, { env }: Coturn): Record<string, string> {
  return {
    STUN_URLS: `stun:${address}:${TURN_PORT}`,
    TURN_URLS: [
      `turn:${address}:${TURN_PORT}?transport=udp`,
      `turn:${address}:${TURN_PORT}?transport=tcp`,
      `turns:${address}:${TLS_PORT}?transport=tcp`,
    ].join(","),
    TURN_SECRET: env.TURN_SECRET,
  };
}
