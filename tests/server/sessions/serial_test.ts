import { assertEquals, assertRejects } from "@std/assert/mod.js";
import { Serial } from "../../../server/sessions/serial.ts";
import { settle } from "../support/fake_clock.ts";

function setup() {
  const serial = new Serial<string>();
  const log: string[] = [];
  /** A task that ends when it is told to. */
  const task = (name: string) => {
    const gate = Promise.withResolvers<string>();
    const run = () => {
      log.push(`${name} begins`);
      return gate.promise.finally(() => log.push(`${name} ends`));
    };
    return { run, gate };
  };
  return { serial, log, task };
}

Deno.test("tasks of one key run one after the other, in the order in which they were asked for", async () => {
  const { serial, log, task } = setup();
  const [one, two] = [task("one"), task("two")];
  const results = [serial.run("alice", one.run), serial.run("alice", two.run)];
  two.gate.resolve("2");
  await settle();
  assertEquals(log, ["one begins"]);
  one.gate.resolve("1");
  assertEquals(await Promise.all(results), ["1", "2"]);
  assertEquals(log, ["one begins", "one ends", "two begins", "two ends"]);
});

Deno.test("tasks of different keys do not wait for each other", async () => {
  const { serial, log, task } = setup();
  const [one, two] = [task("one"), task("two")];
  const first = serial.run("alice", one.run);
  const second = serial.run("bob", two.run);
  two.gate.resolve("2");
  assertEquals(await second, "2");
  assertEquals(log, ["one begins", "two begins", "two ends"]);
  one.gate.resolve("1");
  await first;
});

Deno.test("a task that fails tells its own caller, and holds nobody up", async () => {
  const { serial, task } = setup();
  const [one, two] = [task("one"), task("two")];
  const first = serial.run("alice", one.run);
  const second = serial.run("alice", two.run);
  one.gate.reject(new Error("no"));
  two.gate.resolve("2");
  await assertRejects(() => first, Error, "no");
  assertEquals(await second, "2");
});

Deno.test("a task asked for while the last one ends waits for it too", async () => {
  const { serial, log, task } = setup();
  const [one, two, three] = [task("one"), task("two"), task("three")];
  const first = serial.run("alice", one.run);
  const second = first.then(() => serial.run("alice", two.run));
  one.gate.resolve("1");
  await settle();
  const third = serial.run("alice", three.run);
  three.gate.resolve("3");
  await settle();
  assertEquals(log.at(-1), "two begins");
  two.gate.resolve("2");
  assertEquals(await Promise.all([second, third]), ["2", "3"]);
});
