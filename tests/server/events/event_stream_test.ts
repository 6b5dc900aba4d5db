import { assertEquals, assertRejects } from "@std/assert/mod.js";
import { EventStream, MAX_BACKLOG_BYTES } from "../../../server/events/event_stream.ts";

const KIB = new Uint8Array(1_024);

function setup() {
  const ended: EventStream[] = [];
  const stream = new EventStream((each) => ended.push(each));
  return { stream, ended, reader: stream.body.getReader() };
}

Deno.test("what is written is read in order", async () => {
  const { stream, reader, ended } = setup();
  stream.write(new Uint8Array([1]));
  stream.begin([new Uint8Array([2]), new Uint8Array([3])]);
  stream.write(new Uint8Array([4]));
  for (const byte of [1, 2, 3, 4]) {
    assertEquals((await reader.read()).value, new Uint8Array([byte]));
  }
  assertEquals(ended, []);
});

Deno.test("a backlog of exactly the limit is kept, and one byte more cuts the reader", async () => {
  const { stream, reader, ended } = setup();
  for (let bytes = 0; bytes < MAX_BACKLOG_BYTES; bytes += KIB.length) stream.write(KIB);
  assertEquals(ended, []);
  stream.write(new Uint8Array(1));
  assertEquals(ended, [stream]);
  await assertRejects(() => reader.read(), Error, "The reader does not read");
});

Deno.test("a reader that reads on may be written to without end", async () => {
  const { stream, reader, ended } = setup();
  for (let round = 0; round < 200; round++) {
    stream.write(KIB);
    assertEquals((await reader.read()).value?.byteLength, KIB.length);
  }
  assertEquals(ended, []);
});

Deno.test("what a reader begins with does not count as backlog, and what follows does", () => {
  const { stream, ended } = setup();
  stream.begin(Array.from({ length: 100 }, () => KIB));
  assertEquals(ended, []);
  for (let bytes = 0; bytes < MAX_BACKLOG_BYTES; bytes += KIB.length) stream.write(KIB);
  assertEquals(ended, []);
  stream.write(new Uint8Array(1));
  assertEquals(ended, [stream]);
});

Deno.test("a stream that was closed is read to its end, and its end is not told", async () => {
  const { stream, reader, ended } = setup();
  stream.write(new Uint8Array([1]));
  stream.close();
  stream.write(new Uint8Array([2]));
  stream.begin([new Uint8Array([3])]);
  assertEquals((await reader.read()).value, new Uint8Array([1]));
  assertEquals((await reader.read()).done, true);
  await reader.cancel();
  assertEquals(ended, []);
});

Deno.test("the end of a reader is told once, whichever way it comes", async () => {
  const gone = setup();
  await gone.reader.cancel();
  await gone.reader.cancel();
  gone.stream.cut();
  gone.stream.write(KIB);
  assertEquals(gone.ended, [gone.stream]);

  const cut = setup();
  cut.stream.cut();
  cut.stream.cut();
  cut.stream.close();
  assertEquals(cut.ended, [cut.stream]);
});
