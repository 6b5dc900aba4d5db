/**
 * The moderators' console: what is drawn, and what keys and buttons do.
 *
 * It does not know how cases are judged. The invariants it keeps: a decision is about the case that
 * is on the screen as it was drawn; what was shown by reporters is covered anew for each case.
 *
 * @module
 */
import { render } from "lit";
import type { Action, CaseFile, DecisionAnswer } from "../../server/admin/answers.ts";
import { CallError, calls } from "./calls.ts";
import { possibleActions } from "./case_view.ts";
import { drawCharts } from "./charts.ts";
import { consoleView, type ShellWishes } from "./shell_view.ts";
import { type Page, START, type State } from "./state.ts";
import { ACTIONS } from "./words.ts";

/** The queue is asked for this often while somebody looks, in milliseconds. */
const REFRESH_MS = 5_000;

let state: State = START;
/** Decisions follow each other, so that a fast hand decides on nothing that it has not seen. */
let isDeciding = false;

function show(change: Partial<State>): void {
  state = { ...state, ...change, now: Date.now() };
  render(consoleView(state, wishes), document.body);
  const charts = document.getElementById("charts");
  if (charts !== null && change.samples !== undefined) drawCharts(charts, state.samples);
}

/** Does something, and says so when a call of it fails. */
async function attempt(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const isOut = error.status === 401 && state.me;
    const text = isOut ? "You were signed out. Sign in again." : error.message;
    show({ notice: { text, canUndo: false }, ...(isOut ? { me: null } : {}) });
  }
}

async function refresh(): Promise<void> {
  if (state.page === "figures") return show({ samples: await calls.figures() });
  if (state.page === "log") return show({ log: await calls.log() });
  show({ queue: await calls.queue() });
  const { opened } = state;
  const line = state.queue.find(({ subject }) => subject === opened?.subject);
  // A report that came meanwhile is shown before anything is decided.
  if (opened && line && line.changedAt !== opened.changedAt && !isDeciding) {
    show({ opened: await calls.open(opened.subject) });
  }
}

async function open(subject: string): Promise<void> {
  show({ opened: await calls.open(subject), isUncovered: false, notice: null });
  document.getElementById("case-title")?.focus();
}

async function decide(action: Action): Promise<void> {
  const { opened } = state;
  if (opened === null || isDeciding || !possibleActions(opened).includes(action)) return;
  isDeciding = true;
  try {
    const answer = await calls.decide(opened.subject, action, opened.changedAt);
    show({ notice: noticeOf(answer.kind, action, answer.case), opened: answer.case });
  } finally {
    isDeciding = false;
  }
  await refresh();
}

function noticeOf(
  kind: DecisionAnswer["kind"],
  action: Action,
  found: CaseFile | null,
): State["notice"] {
  if (kind === "done") {
    return { text: `${ACTIONS[action].done}.`, canUndo: found?.canUndo ?? false };
  }
  const text = kind === "changed"
    ? "The case has changed. Look again before you decide."
    : "There is nothing to decide.";
  return { text, canUndo: false };
}

/** Opens the case before or after the one that is open, among those that wait first. */
async function step(by: 1 | -1): Promise<void> {
  const { queue, opened } = state;
  const at = queue.findIndex(({ subject }) => subject === opened?.subject);
  const next = queue[at === -1 ? 0 : at + by];
  if (next) await open(next.subject);
}

const wishes: ShellWishes = {
  signIn: (event) => {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const token = new FormData(form).get("token");
    void attempt(async () => {
      show({ me: await calls.signIn(String(token)), notice: null });
      await refresh();
    });
  },
  signOut: () =>
    void attempt(async () => {
      await calls.signOut();
      show({ ...START, me: null });
    }),
  turn: (page: Page) => {
    show({ page, notice: null });
    void attempt(refresh);
  },
  open: (subject) => void attempt(() => open(subject)),
  decide: (action) => void attempt(() => decide(action)),
  uncover: () => show({ isUncovered: !state.isUncovered }),
  color: () => show({ isInColor: !state.isInColor }),
};

const KEYS: Readonly<Record<string, () => void>> = {
  j: () => void attempt(() => step(1)),
  k: () => void attempt(() => step(-1)),
  e: wishes.uncover,
  c: wishes.color,
};

/** Does what a key stands for: a way through the queue, or a decision on the case that is open. */
function press(key: string): void {
  const { opened } = state;
  const action = opened && possibleActions(opened).find((one) => ACTIONS[one].key === key);
  if (action) wishes.decide(action);
  else KEYS[key]?.();
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  // A key that is held down would decide on one case after the other.
  if (isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (state.me && state.page === "queue") press(event.key.toLowerCase());
});

setInterval(() => {
  if (state.me && !document.hidden) void attempt(refresh);
}, REFRESH_MS);

/** Goes on as whoever is signed in, or shows the door. */
async function begin(): Promise<void> {
  try {
    show({ me: await calls.me() });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const isNews = error.status !== 401;
    show({ me: null, notice: isNews ? { text: error.message, canUndo: false } : null });
    return;
  }
  await attempt(refresh);
}

await begin();
