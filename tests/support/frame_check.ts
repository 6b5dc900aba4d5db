/**
 * The frame check's files, made where they are not: the step that only operators run who want it.
 *
 * It does not know what is in them. The invariant it keeps: what was made before is made again only
 * when the element asks for other files.
 *
 * @module
 */
import { FILES, pathOf } from "../../component/frame_check/files.ts";

/**
 * Runs the step if its files are not there.
 *
 * @throws {Error} When it fails; with what it wrote.
 */
export async function makeFrameCheck(): Promise<void> {
  const built = new URL("../../.build/frame_check/assets.json", import.meta.url);
  const manifest = await Deno.readTextFile(built).catch(() => "{}");
  if (Object.values(FILES).every((file) => manifest.includes(`"${pathOf(file)}"`))) return;
  const step = new Deno.Command("deno", { args: ["task", "frame-check"] });
  const { success, stderr } = await step.output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
