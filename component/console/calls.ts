/**
 * The console's calls to the server.
 *
 * It does not know what is drawn. The invariants it keeps: each call carries the header that no other
 * page can send; a call that fails throws a {@linkcode CallError} and nothing else.
 *
 * @module
 */
import type {
  Action,
  CaseFile,
  DecisionAnswer,
  LogAnswer,
  Me,
  QueueLine,
  Sample,
} from "../../server/admin/answers.ts";

/** A call that was refused or came to nothing; its message is what to say of it. */
export class CallError extends Error {
  override readonly name = "CallError";
  /** The status of the answer; 0 if none came. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

const NO_ANSWER = "The server could not answer. Try again.";

/** All calls. */
export const calls = {
  me: (): Promise<Me> => call("GET", "session"),
  signIn: (token: string): Promise<Me> => call("POST", "session", { token }),
  signOut: (): Promise<Response> => send("DELETE", "session"),
  queue: (): Promise<readonly QueueLine[]> => call("GET", "cases"),
  open: (subject: string): Promise<CaseFile> => call("GET", `cases/${subject}`),
  decide: (subject: string, action: Action, seen: number): Promise<DecisionAnswer> =>
    call("POST", `cases/${subject}/decisions`, { action, seen }),
  figures: (): Promise<readonly Sample[]> => call("GET", "figures"),
  log: (): Promise<LogAnswer> => call("GET", "audit"),
};

/** Where the picture of a report is. */
export function frameUrl(report: string): string {
  return `/admin/api/reports/${report}/frame`;
}

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  return await (await send(method, path, body)).json();
}

async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(`/admin/api/${path}`, {
    method,
    headers: { "x-random-chat-admin": "1", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new CallError(0, NO_ANSWER, { cause });
  });
  if (!response.ok) throw new CallError(response.status, describe(response));
  return response;
}

function describe(response: Response): string {
  if (response.status === 429) {
    const seconds = Number(response.headers.get("retry-after") ?? 60);
    return `Too many tries. Come back in ${Math.ceil(seconds / 60)} minutes.`;
  }
  if (response.status === 401) return "This token is not known.";
  if (response.status === 404) return "There is no console here, or this case is gone.";
  return NO_ANSWER;
}
