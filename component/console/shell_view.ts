/**
 * Everything of the console but the open case: sign-in, pages, queue, figures, log.
 *
 * It does not know how anything is done; it asks by callbacks. The invariant it keeps: the log is
 * offered to administrators alone, who alone are answered.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from "lit";
import type { QueueLine } from "../../server/admin/answers.ts";
import { caseView, type Wishes } from "./case_view.ts";
import type { Page, State } from "./state.ts";
import { describeMoment, describeTime, REASONS, shortName } from "./words.ts";

/** What the shell can ask for. */
export interface ShellWishes extends Wishes {
  readonly signIn: (event: SubmitEvent) => void;
  readonly signOut: () => void;
  readonly turn: (page: Page) => void;
  readonly open: (subject: string) => void;
}

const SEVERITIES = ["", "minor", "moderate", "serious", "cannot wait"];

/** Draws the whole console. */
export function consoleView(state: State, wishes: ShellWishes): TemplateResult {
  if (state.me === undefined) return html`<main class="door" aria-busy="true"></main>`;
  return state.me === null ? door(state, wishes) : desk(state, wishes);
}

function door({ notice }: State, { signIn }: ShellWishes): TemplateResult {
  return html`
    <main class="door">
      <form @submit=${signIn}>
        <h1>Moderation</h1>
        <label for="token">Your token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required>
        <button class="main" type="submit">Sign in</button>
        <p role="alert">${notice?.text ?? ""}</p>
      </form>
    </main>
  `;
}

function desk(state: State, wishes: ShellWishes): TemplateResult {
  const pages: readonly (readonly [Page, string])[] = [
    ["queue", "Queue"],
    ["figures", "Figures"],
    ...(state.me?.role === "admin" ? [["log", "Log"] as const] : []),
  ];
  return html`
    <header class="top">
      <h1>Moderation</h1>
      <nav aria-label="Pages">${pages.map(([page, label]) =>
        html`
          <button type="button" aria-current=${state.page === page ? "page" : nothing}
            @click=${() => wishes.turn(page)}>${label}</button>
        `
      )}</nav>
      <p class="me">${state.me?.name}
        <button type="button" @click=${wishes.signOut}>Sign out</button></p>
    </header>
    <main class=${state.page}>${state.page === "queue"
      ? queuePage(state, wishes)
      : state.page === "figures"
      ? html`
        <div class="charts" id="charts"></div>
        <p class="soft">Of the node that answers, one sample a minute, for a day.</p>
      `
      : logPage(state)}</main>
    ${noticeView(state, wishes)}
  `;
}

function queuePage(state: State, wishes: ShellWishes): TemplateResult {
  const { queue, opened } = state;
  const open = queue.filter(({ isOpen }) => isOpen);
  const decided = queue.filter(({ isOpen }) => !isOpen);
  const list = (lines: readonly QueueLine[]) =>
    html`<ol>${lines.map((line) => lineView(line, state, wishes))}</ol>`;
  return html`
    <nav class="lines" aria-label="Cases">
      <h2>${open.length === 0 ? "Nothing waits" : `${open.length} waiting`}</h2>
      ${list(open)}
      ${decided.length === 0 ? nothing : html`<h2>Decided</h2>${list(decided)}`}
    </nav>
    <div class="pane">${opened === null
      ? html`<p class="empty">${
        open.length === 0 ? "All is calm." : "Choose a case, or press j for the first."
      }</p>`
      : caseView(opened, state, wishes)}</div>
  `;
}

function lineView(line: QueueLine, state: State, { open }: ShellWishes): TemplateResult {
  const { subject, severity, reasons, hasAppeal, since, holding, site, changedAt } = line;
  const [first, ...others] = reasons;
  const title = first === undefined
    ? hasAppeal ? "Appeal" : holding ? "Restricted" : "No restriction"
    : `${REASONS[first]}${others.length > 0 ? ` and ${others.length} more` : ""}`;
  const notes = [
    SEVERITIES[severity],
    ...(line.open > 1 ? [`${line.open} reports`] : []),
    ...(hasAppeal && first !== undefined ? ["appeal"] : []),
    ...(holding && line.isOpen ? ["restricted"] : []),
    site,
  ].filter((note) => note);
  const isCurrent = state.opened?.subject === subject;
  return html`<li><button type="button" data-severity=${severity}
    aria-current=${isCurrent ? "true" : nothing} @click=${() => open(subject)}>
    <strong>${title}</strong>
    <span class="soft">${notes.join(", ")}</span>
    <time class="soft" title=${shortName(subject)}>${
    describeTime(state.now - (line.isOpen ? since : changedAt))
  }</time>
  </button></li>`;
}

function logPage({ log }: State): TemplateResult {
  if (log === null) return html`<p class="soft">Reading the log</p>`;
  return html`
    <p class=${log.brokenAt === null ? "band calm" : "band"}>${log.brokenAt === null
      ? "Every line is as it was written."
      : `Line ${log.brokenAt} is not as it was written.`}</p>
    <p><a href="/admin/api/export/cases.csv" download>Cases as CSV</a>
      <a href="/admin/api/export/cases.json" download>Cases as JSON</a></p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">About</th>
            <th scope="col"></th>
          </tr>
        </thead>
        <tbody>${log.entries.map(({ number, at, by, action, about, detail }) =>
          html`
            <tr>
              <td>${number}</td>
              <td>${describeMoment(at)}</td>
              <td>${by}</td>
              <td>${action}</td>
              <td>${shortName(about)}</td>
              <td class="soft">${detail}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}

function noticeView({ notice }: State, { decide }: ShellWishes): TemplateResult {
  return html`<div class="notice" role="status" ?data-shown=${notice !== null}>${
    notice === null
      ? nothing
      : html`<span>${notice.text}</span>${
        notice.canUndo
          ? html`<button type="button" @click=${() => decide("undo")}>Undo <kbd>z</kbd></button>`
          : nothing
      }`
  }</div>`;
}
