/**
 * Puts together what protects people from each other: blocks, reports, their judgement, and what
 * becomes of it.
 *
 * It does not know how two are brought together. The invariant it keeps: these services know each
 * other, and those of talks, only through what is handed in here.
 *
 * @module
 */
import { Accounts } from "../admin/accounts.ts";
import type { AdminDeps } from "../admin/routes.ts";
import { Expulsions } from "../expulsions.ts";
import type { PastTalks } from "../matching/past_talks.ts";
import { Alerts } from "../safety/alerts.ts";
import { AuditLog } from "../safety/audit.ts";
import { Bans } from "../safety/bans.ts";
import { Blocks } from "../safety/blocks.ts";
import { Cases } from "../safety/cases.ts";
import { Conducts } from "../safety/conducts.ts";
import { Decisions } from "../safety/decisions.ts";
import { Desk } from "../safety/desk.ts";
import { Reports } from "../safety/reports.ts";
import { Retention } from "../safety/retention.ts";
import { Serial } from "../sessions/serial.ts";
import type { TokenSigner } from "../sessions/token.ts";
import { DEFAULT_JUDGEMENT } from "../sites.ts";
import { keys } from "../store/keys.ts";
import { StoreUnavailableError } from "../store/store.ts";
import { Figures } from "../telemetry/figures.ts";
import type { ServicesDeps } from "./deps.ts";
import type { Talks } from "./talks.ts";

/** What {@linkcode createSafety} takes. */
export interface SafetyDeps extends ServicesDeps {
  readonly signer: TokenSigner;
  readonly talks: Talks;
}

/** The services of safety. */
export interface Safety {
  readonly blocks: Blocks;
  readonly bans: Bans;
  readonly expulsions: Expulsions;
  readonly conducts: Conducts;
  readonly cases: Cases;
  readonly audit: AuditLog;
  readonly decisions: Decisions;
  readonly retention: Retention;
  readonly figures: Figures;
  readonly reports: Reports;
}

/** Makes the services of safety; none of them has begun anything. */
export function createSafety(deps: SafetyDeps): Safety {
  const { config, store, clock, signer, talks } = deps;
  const { queue, rooms, pools, pastTalks, visitors, tell, isMine } = talks;
  const sign = (parts: readonly string[]) => signer.signMessage(parts);
  const withPartner: PastTalks["withPartner"] = (session, room, run) =>
    pastTalks.withPartner(session, room, run);
  const blocks = new Blocks({
    store,
    clock,
    withPartner,
    leave: (session, room) => rooms.leave(session, room),
    serial: new Serial(),
  });
  const bans: Bans = new Bans({
    ...deps,
    onBanned: (subject, ban) => expulsions.expelAll(subject, ban),
    onLifted: (subject, ban) => expulsions.release(subject, ban),
  });
  const ban: Bans["ban"] = (subject, record) => bans.ban(subject, record);
  const expulsions = new Expulsions({ ...deps, bans, queue, rooms, isMine, tell });
  const conducts = new Conducts({ ...deps, isMine });
  const policyOf = (site: string) => config.sites.get(site)?.judgement ?? DEFAULT_JUDGEMENT;
  const cases = new Cases({ ...deps, conducts, policyOf });
  const audit = new AuditLog({ store, sign });
  const decisions = new Decisions({ ...deps, cases, conducts, audit, ban });
  const retention = new Retention({ ...deps, onClean: () => decisions.enforceAll() });
  const alerts = new Alerts({ clock, call: (alert) => deps.callModerator?.(alert) });
  const figures = new Figures({
    clock,
    census: () => ({ online: visitors.size, waiting: pools.size, talks: rooms.size }),
  });
  const reports = new Reports({
    ...deps,
    cases,
    withPartner,
    block: (reporter, room) => blocks.block(reporter, room),
    ban,
    signMessage: sign,
    onReport: (report) => {
      figures.reported();
      alerts.reported(report);
    },
  });
  return {
    blocks,
    bans,
    expulsions,
    conducts,
    cases,
    audit,
    decisions,
    retention,
    figures,
    reports,
  };
}

/** What the moderators' console is made of. */
export function adminDepsOf(
  { store, clock, accounts = [], signer, createId }: Omit<SafetyDeps, "talks">,
  { cases, decisions, audit, figures }: Safety,
): AdminDeps {
  return {
    clock,
    accounts: new Accounts(accounts, clock),
    desk: new Desk({ store, clock, cases }),
    decisions,
    audit,
    figures,
    signBadge: (parts) => signer.signMessage(parts),
    createId,
    handedBack: {
      note: async (id, forMs) => {
        const sets = [{ key: keys.handedBack(id), value: true, expireInMs: forMs }] as const;
        const { ok } = await store.commit({ sets });
        if (!ok) throw new StoreUnavailableError("Cannot sign out: the store refused");
      },
      has: async (id) => (await store.get(keys.handedBack(id))).value !== null,
    },
  };
}

/**
 * Begins what lasts: what was blocked and decided before holds from then on.
 *
 * @throws {StoreUnavailableError} when the store does not answer.
 */
export async function startSafety(safety: Safety): Promise<void> {
  const { blocks, bans, conducts, retention, figures, decisions } = safety;
  await Promise.all([blocks.start(), bans.start()]);
  conducts.start();
  retention.start();
  figures.start();
  await decisions.enforceAll();
}
