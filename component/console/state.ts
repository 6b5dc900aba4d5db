/**
 * What the console shows at a moment.
 *
 * It does not know how it is drawn. The invariant it keeps: everything that is drawn is in it.
 *
 * @module
 */
import type { CaseFile, LogAnswer, Me, QueueLine, Sample } from "../../server/admin/answers.ts";

/** Which page is open. */
export type Page = "queue" | "figures" | "log";

/** Everything that is drawn. */
export interface State {
  /** Nobody until somebody has signed in; `undefined` until that is known. */
  readonly me: Me | null | undefined;
  readonly page: Page;
  readonly queue: readonly QueueLine[];
  readonly opened: CaseFile | null;
  /** Whether what was shown by reporters may be seen; anew for each case. */
  readonly isUncovered: boolean;
  readonly isInColor: boolean;
  readonly samples: readonly Sample[];
  readonly log: LogAnswer | null;
  /** One line of what was done, or what went wrong. */
  readonly notice: { readonly text: string; readonly canUndo: boolean } | null;
  readonly now: number;
}

/** Before anything is known. */
export const START: State = {
  me: undefined,
  page: "queue",
  queue: [],
  opened: null,
  isUncovered: false,
  isInColor: false,
  samples: [],
  log: null,
  notice: null,
  now: 0,
};
