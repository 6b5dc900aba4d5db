/**
 * What a talk does without in its first moment, as a part that is loaded with it: one file for all of
 * it, as each costs its hash.
 *
 * @module
 */
export { watchQuality } from "../link/watch_quality.ts";
export { file } from "./filing.ts";
export { undoable } from "./undo.ts";
