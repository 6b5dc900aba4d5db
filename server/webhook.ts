/**
 * Calls a moderator by HTTP: one POST for each alert, to an address of the operator.
 *
 * It does not know what alerts mean. The invariant it keeps: an address that does not answer costs a
 * few seconds of one connection, and never holds up a report.
 *
 * @module
 */
import type { Alert } from "./safety/alerts.ts";

/** Longer than any healthy answer, in milliseconds. */
const DEADLINE_MS = 5_000;

/** What a webhook is made of. */
export interface WebhookDeps {
  readonly url: string;
  readonly fetch: typeof fetch;
  /** Called when the address did not take the call. */
  readonly onError: (error: unknown) => void;
}

/** Makes the function that calls. */
export function createWebhook({ url, fetch, onError }: WebhookDeps): (alert: Alert) => void {
  return (alert) => {
    const request = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(alert),
      redirect: "error",
      signal: AbortSignal.timeout(DEADLINE_MS),
    } as const;
    fetch(url, request).then(async (response) => {
      await response.body?.cancel();
      if (!response.ok) throw new Error(`Cannot call WEBHOOK_URL: it answered ${response.status}`);
    }).catch(onError);
  };
}
