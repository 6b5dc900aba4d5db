/**
 * Buttons that copy what stands as code on the page.
 *
 * It does not know what the code is for. The invariant it keeps: where nothing can be copied, the
 * code is selected, so that the visitor copies it.
 *
 * @module
 */

/** What became of it is said on the button this long, in milliseconds. */
const TOLD_MS = 2_000;

/** Makes a button copy the text of an element. */
export function copyFrom(button: HTMLButtonElement, code: HTMLElement): void {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const isCopied = await copyText(code.textContent ?? "");
    if (!isCopied) getSelection()?.selectAllChildren(code);
    button.textContent = isCopied ? "Copied" : "Select and copy";
    setTimeout(() => button.textContent = label, TOLD_MS);
  });
}

/** The clipboard is missing on pages without https and may be refused. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (cause) {
    console.info("The clipboard cannot be used:", cause);
    return false;
  }
}
