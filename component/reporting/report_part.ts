/**
 * The report sheet at work: whom, why, and what goes along.
 *
 * It does not know the server. The invariants it keeps: one press on a reason sends, and nothing else
 * does; what somebody has written or chosen for a talk stays until it was sent.
 *
 * @module
 */
import type { ReportReason, RoomId } from "../../server/protocol.ts";
import type { ReportDetails, ReportOutcome } from "../chat/reports.ts";
import type { Strings } from "../strings/en.ts";
import { type OwnWords, withWords } from "../strings/own_words.ts";
import { reportEnglish, type ReportTable } from "../strings/report_en.ts";
import { REPORT_TABLES } from "../strings/report_tables.ts";
import { createSay } from "../strings/say.ts";
import { report as styles } from "../styles/report.ts";
import type { Facts } from "../views/facts.ts";
import { beginDraft, detailsOf, type Draft, type Progress } from "./draft.ts";
import { encode } from "./picture.ts";
import type { RecentTalk } from "./recent_talks.ts";
import { REASONS, renderSheet } from "./sheet.ts";

/** What the sheet is lent. */
export interface SheetHost {
  /** Where its styles go. */
  readonly root: ShadowRoot | null;
  /** The page's own words. */
  readonly own: OwnWords | null;
  readonly report: (
    reason: ReportReason,
    details: ReportDetails,
  ) => Promise<ReportOutcome | "prevented">;
  /** Draws again and moves the focus to the first of these that is there. */
  readonly update: (...selectors: readonly string[]) => void;
  /** Brings it in sight again. */
  readonly show: () => void;
  readonly close: () => void;
}

const HEAD = "[part=report-sheet] [data-focus]";

/** The sheet of one element. */
export class ReportSheet {
  readonly #host: SheetHost;
  readonly #drafts = new Map<RoomId, Draft>();
  #talks: readonly RecentTalk[] = [];
  /** Whom it is about; none while that is the question. */
  #room: RoomId | null = null;
  #spoken: { readonly of: Strings; readonly table: ReportTable } | null = null;
  #told = "";

  constructor(host: SheetHost) {
    this.#host = host;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles.cssText);
    host.root?.adoptedStyleSheets.push(sheet);
  }

  /** What a screen reader is told. */
  get told(): string {
    return this.#told;
  }

  /** What stands there after a talk that was reported. */
  get thanks(): string {
    return (this.#spoken?.table ?? reportEnglish).sent;
  }

  /** Whether somebody waits to hear what became of a report, or has to be told. */
  get isUnsettled(): boolean {
    return this.#draft !== null && isUnsettled(this.#draft);
  }

  /** Whether that talk was reported. */
  hasSent(room: RoomId): boolean {
    return this.#drafts.get(room)?.progress.kind === "sent";
  }

  /** Takes note of what can be reported, as it is now; forgets what cannot any more. */
  follow(talks: readonly RecentTalk[]): void {
    // What was said of a report is old once somebody else is met.
    if (talks[0]?.room !== this.#talks[0]?.room) this.#told = "";
    this.#talks = talks;
    for (const [room, draft] of this.#drafts) {
      const talk = talks.find((it) => it.room === room);
      if (talk !== undefined) this.#drafts.set(room, { ...draft, talk });
      else if (!isUnsettled(draft) && room !== this.#room) this.#drafts.delete(room);
    }
  }

  /**
   * Begins, or goes on with what was begun.
   *
   * @param room The talk that it is about; `null` asks for it.
   * @param picture Of the other one, at this moment.
   * @param suggested The reason that stands out, if one does.
   */
  open(
    room: RoomId | null,
    picture: HTMLCanvasElement | null,
    suggested: ReportReason | null = null,
  ): void {
    this.#told = "";
    this.#choose(room !== null && this.hasSent(room) ? null : room);
    this.#change({ suggested });
    const draft = this.#draft;
    if (picture === null || draft === null || draft.progress.kind !== "choosing") return;
    const url = encode(picture);
    this.#change({ picture: url === null ? null : { canvas: picture, url }, isPictureSeen: false });
  }

  /** Takes a key: a digit is a reason. @returns Whether it meant something here. */
  press(event: KeyboardEvent): boolean {
    const [target] = event.composedPath();
    const isWriting = target instanceof HTMLTextAreaElement;
    const reason = REASONS.find(({ key }) => key === event.key)?.reason;
    const isFree = this.#draft?.progress.kind === "choosing";
    if (isWriting || event.altKey || reason === undefined || !isFree) return false;
    event.preventDefault();
    void this.#send(reason);
    return true;
  }

  /** Draws it over the side. */
  render({ words }: Facts): unknown {
    const table = this.#tableFor(words);
    const others = this.#talks.filter(({ room }) => room !== this.#room && !this.hasSent(room));
    return renderSheet({ table, words, draft: this.#draft, others }, {
      change: (change) => this.#change(change),
      about: (room) => {
        this.#choose(room);
        this.#host.update(HEAD);
      },
      send: (reason) => void this.#send(reason),
      back: () => this.#change({ progress: { kind: "choosing" } }, HEAD),
      close: () => this.#host.close(),
    });
  }

  get #draft(): Draft | null {
    return this.#room === null ? null : this.#drafts.get(this.#room) ?? null;
  }

  #choose(room: RoomId | null): void {
    const talk = this.#talks.find((it) => it.room === room);
    this.#room = talk?.room ?? null;
    if (talk !== undefined && !this.#drafts.has(talk.room)) {
      this.#drafts.set(talk.room, beginDraft(talk, null));
    }
  }

  #change(change: Partial<Draft>, ...focus: readonly string[]): void {
    const draft = this.#draft;
    if (draft !== null) this.#drafts.set(draft.talk.room, { ...draft, ...change });
    this.#host.update(...focus);
  }

  async #send(reason: ReportReason): Promise<void> {
    const draft = this.#draft;
    if (draft === null || draft.progress.kind === "sending") return;
    const { room } = draft.talk;
    const become = (progress: Progress) => {
      const known = this.#drafts.get(room) ?? draft;
      this.#drafts.set(room, { ...known, progress });
    };
    become({ kind: "sending", reason });
    this.#host.update(HEAD);
    const outcome = await this.#host.report(reason, detailsOf(draft, reason));
    if (outcome === "prevented") {
      become({ kind: "choosing" });
      return this.#host.close();
    }
    const table = this.#spoken?.table ?? reportEnglish;
    if (outcome === "sent") {
      become({ kind: "sent" });
      this.#told = table.sent;
      // Where the talk was, its end says the same.
      if (this.#room === room && this.#talks[0]?.room === room) return this.#host.close();
    } else {
      become({ kind: "failed", reason, outcome });
      this.#told = table.failed[outcome].title;
      this.#room = room;
      this.#host.show();
    }
    this.#host.update(HEAD);
  }

  #tableFor(words: Strings): ReportTable {
    if (this.#spoken?.of === words) return this.#spoken.table;
    const say = createSay(words.locale);
    const translation = REPORT_TABLES[new Intl.Locale(words.locale).language];
    const translated = translation === undefined
      ? reportEnglish
      : withWords(reportEnglish, translation, say);
    const table = withWords(translated, this.#host.own?.report ?? {}, say);
    this.#spoken = { of: words, table };
    return table;
  }
}

function isUnsettled({ progress: { kind } }: Draft): boolean {
  return kind === "sending" || kind === "failed";
}
