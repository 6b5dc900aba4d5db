/**
 * `GET /privacy`: what is stored, how long, why and who sees it, made from the table that the cleaner
 * runs on.
 *
 * It does not know the store. The invariant it keeps: it loads nothing and runs nothing.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { KEPT_IN_BROWSERS, NEVER_STORED, type Retained, RETENTION } from "./safety/retention.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2025; --soft: #5b6270; --paper: #fbfaf8; --line: #dcd9d3 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceae6; --soft: #a5a9b3; --paper: #17181b; --line: #34363c }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif }
main { max-width: 68rem; margin: 0 auto; padding: 48px 24px }
h1 { font-size: 32px; line-height: 1.2; margin: 0 0 8px }
h2 { font-size: 20px; margin: 40px 0 8px }
p, li { max-width: 44rem }
table { border-collapse: collapse; width: 100% }
caption { text-align: start; color: var(--soft); padding-bottom: 8px }
th, td { text-align: start; vertical-align: top; padding: 12px 16px 12px 0; border-top: 1px solid var(--line) }
th[scope=row] { font-weight: 500; min-width: 16rem }
thead th { color: var(--soft); font-weight: 500 }
.wide { overflow-x: auto }
`;

/** Nothing but the style above. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

const UNITS: readonly (readonly [ms: number, name: string])[] = [
  [24 * 60 * 60_000, "day"],
  [60 * 60_000, "hour"],
  [60_000, "minute"],
];

/** Makes the answer to a request for the page. */
export async function answerPrivacy(): Promise<Response> {
  return new Response(String(await page()), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "public, max-age=3600",
    },
  });
}

/** A time as people say it. */
export function describeTime(ms: number): string {
  for (const [unit, name] of UNITS) {
    const count = Math.round(ms / unit);
    if (count >= 1 && ms % unit === 0) return `${count} ${name}${count === 1 ? "" : "s"}`;
  }
  return `${Math.round(ms / 1_000)} seconds`;
}

function page() {
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>What is stored</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <main>
          <h1>What is stored</h1>
          <p>There are no accounts, and nobody is named. Whoever comes is known by keyed hashes, whose keys are
    thrown away from time to time. This page is made from the table by which the server cleans up.</p>
          <h2>Never</h2>
          <ul>${NEVER_STORED.map((each) => html`<li>${each}</li>`)}</ul>
          <h2>In your own browser</h2>
          <ul>${KEPT_IN_BROWSERS.map((each) => html`<li>${each}</li>`)}</ul>
          <h2>For a time</h2>
          <div class="wide" tabindex="0" role="region" aria-label="What is kept">
            <table>
              <caption>Cleaned every hour</caption>
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">How long</th>
                  <th scope="col">Why</th>
                  <th scope="col">Seen by</th>
                </tr>
              </thead>
              <tbody>${Object.values(RETENTION).map(row)}</tbody>
            </table>
          </div>
        </main>
      </body>
    </html>
  `;
}

function row({ what, keepMs, from, why, seenBy }: Retained) {
  return html`
    <tr>
      <th scope="row">${what}</th>
      <td>${describeTime(keepMs)} from ${from}</td>
      <td>${why}</td>
      <td>${seenBy}</td>
    </tr>
  `;
}
