import { assertEquals, assertMatch } from "@std/assert/mod.js";

/** What the command says, and its exit code. */
async function run(...options: readonly string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "tests/simulate/main.ts", ...options],
    cwd: new URL("../../", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  return { code, said: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("an operator is told waits, steps, shared interests and how many waited", async () => {
  const { code, said } = await run(
    "--arrivals",
    "steady",
    "--minutes",
    "10",
    "--steps",
    "anyone:0",
  );
  assertEquals(code, 0);
  assertMatch(said, /seconds\n *p50 +p90 +p99\n *\d+\.\d +\d+\.\d +\d+\.\d\n/);
  assertMatch(said, /Matched at\n +step 1\n100\.0 %\n/);
  assertMatch(said, /Shared interests\n *none +one +two and more +mean\n *\d+\.\d % /);
  assertMatch(said, /Waiting.*\n(?: +\d+(?:\.\d)? │.*\n){8}$/);
});

Deno.test("where nobody was matched no wait is told", async () => {
  const { said } = await run("--arrivals", "quiet", "--minutes", "0.1");
  assertEquals([/NaN/.test(said), /Waiting/.test(said), /Wait until/.test(said)], [
    false,
    true,
    false,
  ]);
});

Deno.test("an option that means nothing is refused by its name, before anything is played", async () => {
  for (
    const [option = "", value = ""] of [
      ["--arrival", "quiet"],
      ["--arrivals", "storm"],
      ["--skew", "steep"],
      ["--rematch", "soon"],
      ["--minutes", "0"],
      ["--languages", "en"],
      ["--steps", "anyone:5"],
    ]
  ) {
    const { code, said } = await run(option, value);
    assertEquals([code, /^People/m.test(said)], [1, false], option);
    assertMatch(said, /--arrivals +quiet, evening/);
  }
});
