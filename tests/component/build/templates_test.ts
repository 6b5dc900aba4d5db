import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert/mod.js";
import { build, stop } from "esbuild";
import { minifyTemplates } from "../../../component/build/templates.ts";

/** What a file of `views/` reads like after the plugin, bundled without further minifying. */
async function minified(source: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "random-chat-templates-" });
  try {
    await Deno.mkdir(`${folder}/views`);
    await Deno.writeTextFile(`${folder}/views/view.ts`, source);
    const { outputFiles } = await build({
      entryPoints: [`${folder}/views/view.ts`],
      write: false,
      format: "esm",
      bundle: true,
      external: ["lit"],
      plugins: [minifyTemplates(folder)],
      logLevel: "silent",
    });
    return outputFiles[0]?.text ?? "";
  } finally {
    await Deno.remove(folder, { recursive: true });
    await stop();
  }
}

Deno.test("markup keeps one space where it had many in a line, and every other character", async () => {
  const text = await minified(`
    import { html } from "lit";
    export const view = (name: string) => html\`
      <p   title="a b">
        Hello,   \${name}  <i>and</i>
        <b>you</b>
        too\\n</p>\`;
  `);
  assertStringIncludes(text, '`<p title="a b">Hello, ${name} <i>and</i><b>you</b>too\\n</p>`');
});

Deno.test("a line's end inside of a tag or between words stays a space", async () => {
  const text = await minified(`
    import { html } from "lit";
    export const view = (kind: string, name: string) => html\`
      <p class="a"
        title=\${kind}
        lang="en">one
        two \${name}
        \${kind}
      </p>
    \`;
  `);
  assertStringIncludes(
    text,
    '`<p class="a" title=${kind} lang="en">one two ${name} ${kind}</p>`',
  );
});

Deno.test("between the shapes of a drawing there is no white space, in what is filled in there is", async () => {
  const text = await minified(`
    import { svg } from "lit";
    export const icon = (name: string) => svg\`
      <circle r="2" />
      <text> \${name} </text>
    \`;
  `);
  assertStringIncludes(text, '`<circle r="2" /><text> ${name} </text>`');
});

Deno.test("templates inside of what is filled in are minified, other strings are left", async () => {
  const text = await minified(`
    import { html } from "lit";
    export const view = (all: string[]) => html\`<ul>
      \${all.map((it) => html\`<li   class=\${it === "}" ? 'a  b' : \`\${it}  \`}>
        \${it}</li>\`)}
    </ul>\`;
  `);
  assertStringIncludes(text, '`<li class=${it === "}" ? "a  b" : `${it}  `}>${it}</li>`');
});

Deno.test("styles are written anew, with what they mean unchanged", async () => {
  const text = await minified(`
    import { css } from "lit";
    // A comment with a backtick: css\`
    export const style = css\`
      /* Gone. */
      :host { width: calc(100% - 2 * var(--gap, 8px)); color: oklch(0.5 0.1 200); }
      @container chat (360px <= width < 640px) { p > a:hover { margin: 0 auto; } }
    \`;
  `);
  const style = /css`([^`]*)`/.exec(text)?.[1];
  assertEquals(
    style,
    ":host{width:calc(100% - 2 * var(--gap, 8px));color:oklch(.5 .1 200)}" +
      "@container chat (360px <= width < 640px){p>a:hover{margin:0 auto}}",
  );
});

Deno.test("styles that are filled in or escaped are left as they are", async () => {
  const source = 'css`a { width: ${unsafeCSS("1px")};  }`';
  assertStringIncludes(
    await minified(`import { css, unsafeCSS } from "lit"; export const s = ${source};`),
    source,
  );
});

Deno.test("a template that cannot be followed stops the build", async () => {
  await assertRejects(() =>
    minified('import { html } from "lit"; export const v = html`<p>${/[`]/.test("x")}</p>`;')
  );
});
