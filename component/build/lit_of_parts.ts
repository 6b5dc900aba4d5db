/**
 * What a part of the element gets when it imports `lit`: the tags, without a second Lit.
 *
 * Templates are plain data with a shape that Lit keeps over its versions, so that one copy draws
 * what another has written; the element's copy draws these. It does not know how. The invariant it
 * keeps: whatever is not here fails the build of the part, not the visitor's page.
 *
 * @see https://github.com/lit/lit/blob/main/packages/lit-html/src/lit-html.ts `_$litType$`
 * @module
 */

/** The shape of a template by its kind: 1 is HTML, 2 is SVG. */
const tag = (kind: 1 | 2) => (strings: TemplateStringsArray, ...values: readonly unknown[]) => ({
  ["_$litType$"]: kind,
  strings,
  values,
});

/** A template of HTML. */
export const html = tag(1);
/** A template of SVG. */
export const svg = tag(2);
/** Draws nothing. */
export const nothing = Symbol.for("lit-nothing");
/** A style sheet; what is filled in is styles as well. */
export const css = (strings: TemplateStringsArray, ...values: readonly unknown[]) => ({
  cssText: String.raw(strings, ...values),
});
