/**
 * Reports: from the wish of a visitor to a case, a block and, at times, a restriction.
 *
 * It does not know HTTP or how cases are judged. The invariants it keeps: whoever is reported hears
 * of an ordinary leave before anything else happens to them; what a reporter shows is called verified
 * only if this server relayed it, word for word, in that room and from that side.
 *
 * @module
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { ReportWish, RoomId, SessionId } from "../protocol.ts";
import type { Claims } from "../sessions/token.ts";
import type { Subject } from "../store/keys.ts";
import type { Ban, Case, Evidence, Report } from "../store/safety_records.ts";
import type { Cases } from "./cases.ts";
import type { Frame } from "./frame.ts";
import { enforce, holds } from "./sentences.ts";

/** Who reports. */
export type Reporter = Pick<Claims, "session" | "subject" | "aliases" | "prefix" | "site">;

/** Somebody in whose talk it happened. */
interface Partner {
  readonly who: Subject;
  /** Their other subjects. */
  readonly aliases: readonly Subject[];
  readonly since: number;
  readonly endedAt: number;
}

/** What {@linkcode Reports} are made of. */
export interface ReportsDeps {
  readonly clock: Clock;
  readonly createId: () => string;
  readonly cases: Cases;
  /** Runs something with whom a session sits in a room, or sat until a moment ago. */
  readonly withPartner: (
    session: SessionId,
    room: RoomId,
    run: (partner: Partner) => Promise<void>,
  ) => Promise<boolean>;
  /** Blocks the other one of a room and leaves it. */
  readonly block: (reporter: Reporter, room: RoomId) => Promise<boolean>;
  readonly ban: (subject: Subject, ban: Ban) => Promise<void>;
  readonly signMessage: (parts: readonly string[]) => string;
  /** Told of each report that was stored for the first time. */
  readonly onReport: (report: Report) => void;
}

/** The desk that takes reports. */
export class Reports {
  readonly #deps: ReportsDeps;

  constructor(deps: ReportsDeps) {
    this.#deps = deps;
  }

  /**
   * Takes a report, blocks whom it is about, leaves the room, and restricts them if the reports are
   * enough for that. The same room again changes nothing more.
   *
   * @returns The report's id; nothing if there was no such talk.
   * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
   */
  async file(reporter: Reporter, wish: ReportWish, frame: Frame | null): Promise<string | null> {
    const { block, cases, createId, onReport, withPartner } = this.#deps;
    let taken: Awaited<ReturnType<Cases["take"]>> | undefined;
    const id = createId();
    const isKnown = await withPartner(reporter.session, wish.room, async (partner) => {
      // Oneself in another tab of one's own device: there is nobody to be protected from.
      if ([reporter.subject, ...reporter.aliases].includes(partner.who)) return;
      const bare = this.#report(id, { reporter, wish, partner });
      const evidence = this.#evidence(bare, wish, frame);
      const report = { ...bare, items: evidence.length };
      const aliases = { accused: partner.aliases, reporter: reporter.aliases };
      taken = await cases.take({ report, evidence, aliases });
      if (taken.report === id) onReport(report);
    });
    if (!isKnown) return null;
    // First the leave, like any other; what follows may come from anywhere.
    await block(reporter, wish.room);
    if (taken !== undefined) await this.#enforce(taken.case);
    return taken?.report ?? id;
  }

  /** Also when it was done before: whoever did may have ended in the middle. */
  async #enforce(found: Case): Promise<void> {
    const { ban, clock } = this.#deps;
    const now = clock.now();
    if (holds(found, now) !== undefined) await enforce(found, { ban, now });
  }

  #report(
    id: string,
    { reporter, wish, partner }: {
      readonly reporter: Reporter;
      readonly wish: ReportWish;
      readonly partner: Partner;
    },
  ): Omit<Report, "items"> {
    return {
      id,
      at: this.#deps.clock.now(),
      site: reporter.site,
      room: wish.room,
      reason: wish.reason,
      note: wish.note,
      accused: partner.who,
      reporter: reporter.subject,
      prefix: reporter.prefix,
      talkMs: Math.max(0, partner.endedAt - partner.since),
    };
  }

  #evidence(
    report: Omit<Report, "items">,
    { messages }: ReportWish,
    frame: Frame | null,
  ): Evidence[] {
    const quoted = messages.map((message): Evidence => {
      const { id, from, text, at, signature = "" } = message;
      const sender = from === "me" ? report.reporter : report.accused;
      const signed = this.#deps.signMessage([report.room, sender, id, String(at), text]);
      return { kind: "message", from, text, at, isVerified: isSame(signature, signed) };
    });
    return frame === null ? quoted : [...quoted, frame];
  }
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => new Uint8Array(createHash("sha256").update(text).digest());
  return timingSafeEqual(digest(one), digest(other));
}
