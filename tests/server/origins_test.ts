import { assertEquals } from "@std/assert/mod.js";
import { createOriginCheck, isOrigin } from "../../server/origins.ts";

Deno.test("an origin is one only when written as browsers write it", () => {
  const origins = [
    "https://a.example",
    "http://localhost:8000",
    "http://[::1]",
    "https://xn--d1a.io",
  ];
  for (const text of origins) assertEquals([text, isOrigin(text)], [text, true]);
  const others = [
    "",
    "null",
    "*",
    "a.example",
    "https://a.example/",
    "https://a.example:443",
    "https://A.example",
    "https://д.example",
    "https://*.example",
    "https://u@a.example",
    "file://",
    "data:,x",
    "blob:https://a.example/x",
    " https://a.example",
  ];
  for (const text of others) assertEquals([text, isOrigin(text)], [text, false]);
});

Deno.test("exact origins are compared whole", () => {
  const isAllowed = createOriginCheck(["https://a.example", "http://b.example:81"]);
  assertEquals(isAllowed("https://a.example", "chat.test"), true);
  assertEquals(isAllowed("http://b.example:81", "chat.test"), true);
  const others = [
    "http://a.example",
    "https://a.example:81",
    "http://b.example",
    "https://a.exampl",
  ];
  for (const origin of others) {
    assertEquals([origin, isAllowed(origin, "chat.test")], [origin, false]);
  }
});

Deno.test("the server's own pages are allowed, by whatever name it was reached", () => {
  const isAllowed = createOriginCheck([]);
  assertEquals(isAllowed("https://chat.test", "chat.test"), true);
  assertEquals(isAllowed("http://localhost:8000", "localhost:8000"), true);
  assertEquals(isAllowed("http://localhost:8000", "localhost"), false);
  assertEquals(isAllowed("http://chat.test:8000", "chat.test"), false);
});

Deno.test("a pattern takes any port of one scheme and host", () => {
  const isAllowed = createOriginCheck(["http://localhost:*"]);
  assertEquals(isAllowed("http://localhost", "x"), true);
  assertEquals(isAllowed("http://localhost:1", "x"), true);
  assertEquals(isAllowed("https://localhost:1", "x"), false);
  assertEquals(isAllowed("http://local.host:1", "x"), false);
  assertEquals(isAllowed("http://localhost:*", "x"), false);
});

Deno.test("an asterisk allows all, also those without an origin of their own", () => {
  const isAllowed = createOriginCheck(["https://a.example", "*"]);
  assertEquals(isAllowed("https://anybody.example", "x"), true);
  assertEquals(isAllowed("null", "x"), true);
});
