import { assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { EventStreamParser, type StreamEvent } from "../../../component/link/event_stream.ts";

function parse(...pieces: string[]): StreamEvent[] {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
}

Deno.test("an event has its id, its name and its data", () => {
  assertEquals(parse("id: a:1\nevent: hello\ndata: {}\n\n"), [
    { id: "a:1", type: "hello", data: "{}" },
  ]);
});

Deno.test("an event without a name is a message, and an id holds until the next one", () => {
  assertEquals(parse("id: 1\ndata: a\n\ndata: b\n\n"), [
    { id: "1", type: "message", data: "a" },
    { id: "1", type: "message", data: "b" },
  ]);
});

Deno.test("several lines of data are joined by line feeds", () => {
  assertEquals(parse("data: a\ndata:\ndata:  b\n\n")[0]?.data, "a\n\n b");
});

Deno.test("comments, unknown fields and events without data say nothing", () => {
  assertEquals(parse(": hi\n\nretry: 5\nfoo: bar\nevent: x\n\ndata: a\n\n"), [
    { id: "", type: "message", data: "a" },
  ]);
});

Deno.test("a field without a colon is empty", () => {
  assertEquals(parse("data\n\n"), [{ id: "", type: "message", data: "" }]);
});

Deno.test("an id with a NUL is no id", () => {
  assertEquals(parse("id: 1\nid: 2\0\ndata: a\n\n")[0]?.id, "1");
});

Deno.test("a byte order mark at the start is skipped, elsewhere it is text", () => {
  assertEquals(parse("\uFEFFdata: \uFEFFa\n\n")[0]?.data, "\uFEFFa");
});

Deno.test("an event that is not finished is not told", () => {
  assertEquals(parse("data: a\n"), []);
});

const field = fc.oneof(
  fc.record({
    name: fc.constantFrom("data", "event", "id", "", "retry"),
    value: fc.string({ maxLength: 8 }).map((value) => value.replace(/[\r\n\0\uFEFF]/g, "·")),
  }).map(({ name, value }) => `${name}: ${value}`),
  fc.constant(""),
);

Deno.test("the same bytes give the same events, whatever the line ends and wherever cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(field, fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 30 }),
      fc.array(fc.nat(200), { maxLength: 12 }),
      (lines, cuts) => {
        // What follows makes a CR at the very end an end of line.
        const stream = lines.map(([text, end]) => text + end).join("") + ":\n";
        const whole = parse(lines.map(([text]) => `${text}\n`).join("") + ":\n");
        const points = [0, ...cuts.map((cut) => cut % (stream.length + 1)), stream.length]
          .sort((a, b) => a - b);
        const pieces = points.slice(1).map((end, at) => stream.slice(points[at], end));
        // "\r" before "\n" of the next line would be one line end; such streams say less.
        fc.pre(!lines.some(([, end], at) => end === "\r" && lines[at + 1]?.join("") === "\n"));
        assertEquals(parse(...pieces), whole);
      },
    ),
    { numRuns: 1_000 },
  );
});
