/**
 * Breaks the server on purpose, one small thing at a time, in a copy, and expects the normal run of
 * the model to find it: `deno task test:sabotage [part of a name …]`.
 *
 * It does not know how the model finds anything. The invariant it keeps: the project itself is not
 * touched; a sabotage whose text is not found exactly once fails, so that none is silently lost.
 *
 * @module
 */
import { type Sabotage, SABOTAGES } from "./sabotages.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;
/** What the model needs of the project; packages are linked. */
const PARTS = ["server", "tests/server", "deno.json", "deno.lock", "component/deno.json"];
/** A run that has not found anything by then has missed it. */
const DEADLINE_MS = 15 * 60_000;

/** How the model fared against one sabotage with a number of nodes. */
interface Verdict {
  readonly isFound: boolean;
  readonly line: string;
}

async function copyTree(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    await copyTree(`${from}/${name}`, `${to}/${name}`);
  }
}

async function copyProject(): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "sabotage_" });
  await Deno.mkdir(`${root}/tests`);
  await Deno.mkdir(`${root}/component`);
  for (const part of PARTS) await copyTree(`${ROOT}/${part}`, `${root}/${part}`);
  await Deno.symlink(`${ROOT}/node_modules`, `${root}/node_modules`);
  return root;
}

/** Changes the copy, and gives back what undoes it. */
async function apply(root: string, { file, cuts }: Sabotage): Promise<() => Promise<void>> {
  const path = `${root}/${file}`;
  const before = await Deno.readTextFile(path);
  let text = before;
  for (const [from, to] of cuts) {
    const count = text.split(from).length - 1;
    if (count !== 1) throw new Error(`Cannot sabotage ${file}: ${count} times in it:\n${from}`);
    text = text.replace(from, () => to);
  }
  await Deno.writeTextFile(path, text);
  return () => Deno.writeTextFile(path, before);
}

async function play(root: string, nodes: 1 | 3): Promise<Verdict> {
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--filter", `with ${nodes} node(s)`, "tests/server/model"],
    cwd: root,
    env: { NO_COLOR: "1", MODEL_SHRINKS: "no" },
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  if (success) return { isFound: false, line: "NOT FOUND" };
  const [, runs] = /failed after (\d+) tests/.exec(text) ?? [];
  const [, before] = /found before, (.*) \.\.\. FAILED/.exec(text) ?? [];
  const [, seed, path] = /seed: (-?\d+), path: "([\d:]+)"/.exec(text) ?? [];
  const [, why] = /(?:BrokenRule|AssertionError): (.*)/.exec(text) ?? [];
  if (why === undefined) throw new Error(`Cannot read how the model failed: ${text.slice(-500)}`);
  const run = `${runs} runs, seed ${seed}, path ${path}`;
  const where = runs ? run : before ? `played again: ${before}` : "after the last run";
  return { isFound: true, line: `${where}: ${why.slice(0, 90)}` };
}

async function main(wanted: readonly string[]): Promise<number> {
  const root = await copyProject();
  let missed = 0;
  try {
    for (const sabotage of SABOTAGES) {
      if (wanted.length > 0 && !wanted.some((part) => sabotage.name.includes(part))) continue;
      const undo = await apply(root, sabotage);
      for (const nodes of sabotage.nodes) {
        const { isFound, line } = await play(root, nodes);
        if (!isFound) missed++;
        console.log(`${sabotage.name} | ${nodes} | ${line}`);
      }
      await undo();
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
  console.log(missed === 0 ? "All were found." : `${missed} were not found.`);
  return missed === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
