/**
 * A little internet: one public network with the server and the relay in it, and homes behind
 * routers of different kinds.
 *
 * It does not know browsers or talks. The invariants it keeps: hosts reach the public network only
 * through their router, by its rules; all of it is gone when it is closed.
 *
 * @module
 */
import type { Place } from "../../support/place.ts";
import { Namespace, wire } from "./namespaces.ts";

/**
 * How a router translates, in the words of RFC 3489: to one address for everybody and open to
 * everybody (`full-cone`), or to another port for each destination (`symmetric`).
 */
export type Nat = "full-cone" | "symmetric";

/** What a router lets out. Answers to what it let out always come back in. */
export type Firewall = "open" | "no-udp" | "only-tcp-443" | "only-web";

/** A home: a router, and behind it a network for hosts. */
export interface HomePlan {
  readonly nat: Nat;
  /** Default: `open`. */
  readonly firewall?: Firewall;
  /** Share of packets that the router loses, each way, from 0 to 1. Default: none. */
  readonly loss?: number;
  /** The first three numbers of its private addresses. Default: 192.168.1. */
  readonly lan?: string;
}

// These belong to others in the world; here they are only reachable in the namespaces. The ranges
// for documentation would not do: the relay refuses them, as it should.
const BITS = 16;
const SERVER = "11.11.0.1";
const RELAY = "11.11.0.2";
/** The first home's; the next have the next. */
const HOME = 10;
/** The one port of the server: the only one that every network in the table lets out. */
export const WEB_PORT = 443;
/** Homes of strangers have the same private addresses more often than not. */
const LAN = "192.168.1";

/** What the firewall's rules are, for packets from the home. */
const FIREWALLS: Readonly<Record<Firewall, readonly string[]>> = {
  "open": [],
  "no-udp": ["-A FORWARD -i lan -p udp -j DROP", "-A FORWARD -i wan -j DROP"],
  "only-tcp-443": [
    "-A FORWARD -i lan -p tcp --dport 443 -j ACCEPT",
    "-A FORWARD -j DROP",
  ],
  "only-web": [
    `-A FORWARD -i lan -p tcp -d ${SERVER} --dport ${WEB_PORT} -j ACCEPT`,
    "-A FORWARD -j DROP",
  ],
};

/** A host behind a router. */
export class Host {
  readonly namespace: Namespace;
  #links = 0;

  constructor(label: string) {
    this.namespace = new Namespace(label);
  }

  /** Plugs it into a home; what it was plugged into before stays. */
  async plug(home: Home, options: { readonly isUp?: boolean } = {}): Promise<string> {
    const link = `eth${this.#links}`;
    this.#links += 1;
    await home.connect(this.namespace, link);
    if (options.isUp ?? true) await this.up(link, home);
    return link;
  }

  /** Brings a link up, with an address and the way out. */
  async up(link: string, home: Home): Promise<void> {
    await this.namespace.ip(
      `link set ${link} up`,
      `address replace ${home.leaseOf(this)}/24 dev ${link}`,
      `route replace default via ${home.gateway} dev ${link}`,
    );
  }

  /** Takes a link down, as when a cable is pulled; its addresses and ways go with it. */
  async down(link: string): Promise<void> {
    await this.namespace.ip(`address flush dev ${link}`, `link set ${link} down`);
  }
}

/** A router and its network. */
export class Home {
  readonly namespace: Namespace;
  readonly #lan: string;
  readonly #wan: string;
  readonly #plan: HomePlan;
  #guests: Namespace[] = [];

  constructor(index: number, plan: HomePlan) {
    this.namespace = new Namespace(`r${index}`);
    this.#lan = plan.lan ?? LAN;
    this.#wan = `11.11.0.${HOME + index}`;
    this.#plan = plan;
  }

  /** The address that the world sees. */
  get outside(): string {
    return this.#wan;
  }

  /** The router's address in the home. */
  get gateway(): string {
    return `${this.#lan}.1`;
  }

  /** The address that a host has in this home; hosts are counted as they are plugged in. */
  leaseOf({ namespace }: Host): string {
    return this.#lease(this.#guests.indexOf(namespace));
  }

  /** Runs a cable from the router's switch to a guest. */
  async connect(guest: Namespace, link: string): Promise<void> {
    const port = `port${this.#guests.length}`;
    this.#guests.push(guest);
    await wire([guest, link], [this.namespace, port]);
    await this.namespace.ip(`link set ${port} master lan`, `link set ${port} up`);
  }

  /** Sets the router up, once its `wan` is wired. */
  async open(): Promise<void> {
    const { namespace } = this;
    await namespace.ip(
      "link add lan type bridge",
      `address add ${this.gateway}/24 dev lan`,
      "link set lan up",
      `address add ${this.#wan}/${BITS} dev wan`,
      "link set wan up",
      `route add default via ${SERVER}`,
    );
    await namespace.forward();
    const { nat, firewall = "open", loss = 0 } = this.#plan;
    const chance = `-m statistic --mode random --probability ${loss} -j DROP`;
    await namespace.iptables(
      ...(loss > 0 ? [`-A FORWARD ${chance}`] : []),
      "-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
      ...FIREWALLS[firewall],
      // What nobody inside has asked for gets no answer, as from a router that is bought.
      "-A INPUT -i wan -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
      "-A INPUT -i wan -j DROP",
      ...this.#translation(nat),
    );
  }

  #translation(nat: Nat): readonly string[] {
    if (nat === "symmetric") {
      return [
        "-A FORWARD -i wan -j DROP",
        "-t nat -A POSTROUTING -o wan -j MASQUERADE --random-fully",
      ];
    }
    return [
      `-t nat -A POSTROUTING -o wan -j SNAT --to-source ${this.#wan}`,
      `-t nat -A PREROUTING -i wan -d ${this.#wan} -j DNAT --to-destination ${this.#lease(0)}`,
    ];
  }

  #lease(index: number): string {
    return `${this.#lan}.${10 + index}`;
  }
}

/** The whole of it. */
export class Internet implements AsyncDisposable {
  readonly #public = new Namespace("net");
  readonly #open: Namespace[] = [];
  #homes = 0;

  private constructor() {}

  /** Makes the public network, with nobody in it. */
  static async open(): Promise<Internet> {
    const internet = new Internet();
    await internet.#add(internet.#public);
    await internet.#public.ip(
      "link add switch type bridge",
      `address add ${SERVER}/${BITS} dev switch`,
      `address add ${RELAY}/${BITS} dev switch`,
      "link set switch up",
    );
    return internet;
  }

  /** Where the server runs. */
  get server(): Place {
    return this.#public.at(SERVER);
  }

  /** Where the relay runs. */
  get relay(): Place {
    return this.#public.at(RELAY);
  }

  /** Connects another home. */
  async home(plan: HomePlan): Promise<Home> {
    const index = this.#homes;
    this.#homes += 1;
    const home = new Home(index, plan);
    await this.#add(home.namespace);
    const port = `home${index}`;
    await wire([home.namespace, "wan"], [this.#public, port]);
    await this.#public.ip(`link set ${port} master switch`, `link set ${port} up`);
    await home.open();
    return home;
  }

  /** Puts a host somewhere; it still has to be plugged in. */
  async host(label: string): Promise<Host> {
    const host = new Host(label);
    await this.#add(host.namespace);
    return host;
  }

  async #add(namespace: Namespace): Promise<void> {
    await namespace.open();
    this.#open.push(namespace);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const namespace of this.#open.splice(0).reverse()) await namespace.close();
  }
}
