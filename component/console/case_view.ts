/**
 * One case: what is reported, what was shown, what holds, and what can be decided.
 *
 * It does not know how anything is done; it asks by callbacks. The invariant it keeps: what reporters
 * have shown is covered until somebody asks for it.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Action, CaseFile, FiledReport, Restriction } from "../../server/admin/answers.ts";
import { frameUrl } from "./calls.ts";
import type { State } from "./state.ts";
import { ACTIONS, describeMoment, describeTime, nameRule, REASONS, shortName } from "./words.ts";

/** What the views can ask for. */
export interface Wishes {
  readonly decide: (action: Action) => void;
  readonly uncover: () => void;
  readonly color: () => void;
}

/** Draws the case that is open. */
export function caseView(found: CaseFile, state: State, wishes: Wishes): TemplateResult {
  const { reports, restrictions, reasons, subject, site } = found;
  const title = reasons.length > 0
    ? reasons.map((reason) => REASONS[reason]).join(", ")
    : found.hasAppeal
    ? "Appeal"
    : "Decided";
  return html`
    <article class="case" aria-labelledby="case-title">
      <header class="case-head">
        <h2 id="case-title" tabindex="-1">${title}</h2>
        <p class="soft">${shortName(subject)} on ${site}, waiting for ${describeTime(
          state.now - found.since,
        )}</p>
        ${figures(found)}
      </header>
      ${found.holding ? holding(found.holding, state.now) : nothing} ${appeal(found)}
      <section aria-label="Reports" class=${state.isUncovered ? "reports" : "reports covered"}>
        <div class="tools">
          <h3>${reports.length === 1 ? "1 report" : `${reports.length} reports`}</h3>
          <button type="button" aria-pressed=${state.isUncovered} @click=${wishes.uncover}>
            ${state.isUncovered ? "Cover" : "Show"} what was sent <kbd>e</kbd>
          </button>
          <button type="button" aria-pressed=${state.isInColor} @click=${wishes.color}>
            Colour <kbd>c</kbd>
          </button>
        </div>
        ${reports.map((report) => reportView(report, state))}
      </section>
      ${restrictions.length > 0 ? history(restrictions) : nothing}
    </article>
    ${actions(found, wishes)}
  `;
}

function figures({ figures, open }: CaseFile): TemplateResult {
  const percent = Math.round(figures.share * 100);
  return html`
    <dl class="numbers">
      <div>
        <dt>Open reports</dt>
        <dd>${open}</dd>
      </div>
      <div>
        <dt>Independent voices</dt>
        <dd>${figures.voices.toFixed(1)}</dd>
      </div>
      <div>
        <dt>Share who report</dt>
        <dd>${percent} %</dd>
      </div>
      <div>
        <dt>Weight</dt>
        <dd><meter min="0" max="1" value=${figures.pressure}
          aria-label="How close the reports are to a restriction by themselves"></meter></dd>
      </div>
    </dl>
  `;
}

function holding({ ban, by }: Restriction, now: number): TemplateResult {
  return html`<p class="band">Restricted for ${nameRule(ban.rule).toLowerCase()}, for ${
    describeTime(ban.until - now)
  } more. ${by === null ? "By the reports alone: nobody has looked yet." : `By ${by}.`}</p>`;
}

function appeal({ appeal }: CaseFile): TemplateResult | typeof nothing {
  if (appeal === null) return nothing;
  const state = { open: "waits for you", granted: "was granted", refused: "was refused" };
  return html`
    <section class="appeal" aria-label="Appeal">
      <h3>The appeal ${state[appeal.state]}</h3>
      <blockquote dir="auto">${appeal.note}</blockquote>
      <p class="soft">${describeMoment(appeal.at)}</p>
    </section>
  `;
}

function reportView(report: FiledReport, state: State): TemplateResult {
  const { id, reason, note, at, talkMs, outcome, messages, hasFrame } = report;
  return html`
    <section class="report" data-outcome=${outcome}>
      <h4>${REASONS[reason]}${outcome === "open" ? nothing : html`
        <em>${outcome}</em>
      `}</h4>
      <p class="soft">${describeMoment(at)}, after a talk of ${describeTime(talkMs)}</p>
      ${note === "" ? nothing : html`<p class="note" dir="auto">${note}</p>`}
      ${messages.length + Number(hasFrame) === 0
        ? html`<p class="soft">Nothing was shown.</p>`
        : html`
          <div class="evidence" ?inert=${!state.isUncovered}
            aria-hidden=${String(!state.isUncovered)}>
                  <ol>${messages.map(messageView)}</ol>
                  ${// A picture is not even fetched before somebody asks for it.
                  hasFrame && state.isUncovered
                    ? html`
                      <img class=${state.isInColor ? "" : "grey"} src=${frameUrl(id)}
                        alt="What the reporter saw">
                    `
                    : hasFrame
                    ? html`<p>A picture</p>`
                    : nothing}
                </div>
        `}
    </section>
  `;
}

function messageView({ from, text, isVerified }: FiledReport["messages"][number]) {
  const whose = from === "me" ? "Reporter" : "Reported";
  return html`
    <li data-from=${from}>
      <span class="who">${whose}</span>
      <span class="text" dir="auto">${text}</span>
      <span class=${isVerified ? "mark" : "mark doubt"}>${isVerified
        ? "verified"
        : "unverified"}</span>
    </li>
  `;
}

function history(restrictions: readonly Restriction[]): TemplateResult {
  return html`
    <section aria-label="History">
      <h3>History</h3>
      <ol class="history">${restrictions.toReversed().map(({ ban, at, by }) =>
        html`<li>${describeMoment(at)}: ${nameRule(ban.rule)} for ${
          describeTime(ban.until - at)
        }, ${by === null ? "by the reports alone" : `by ${by}`}${
          ban.isLifted ? ", lifted" : ""
        }</li>`
      )}</ol>
    </section>
  `;
}

/** What can be decided on a case as it is. */
export function possibleActions({ isOpen, open, hasAppeal, canUndo }: CaseFile): Action[] {
  return [
    ...(open > 0 ? ["dismiss", "uphold"] as const : []),
    ...(hasAppeal ? ["grant", "refuse"] as const : []),
    ...(isOpen ? ["restrict-hour", "restrict-day", "restrict-month"] as const : []),
    ...(canUndo ? ["undo"] as const : []),
  ];
}

function actions(found: CaseFile, { decide }: Wishes): TemplateResult {
  return html`
    <footer class="actions" role="toolbar" aria-label="Decide">
      ${possibleActions(found).map((action) => {
        const { label, key } = ACTIONS[action];
        return html`
          <button type="button" data-action=${action} aria-keyshortcuts=${key}
            @click=${() => decide(action)}>${label} <kbd>${key}</kbd></button>
        `;
      })}
    </footer>
  `;
}
