/**
 * All style sheets of the element, in the order in which they build on each other.
 *
 * It does not know any rule. The invariant it keeps: constructable style sheets only, so that a page
 * whose Content-Security-Policy forbids inline styles shows the same.
 *
 * @module
 */
import type { CSSResultGroup } from "lit";
import { base } from "./base.ts";
import { controls } from "./controls.ts";
import { doors } from "./doors.ts";
import { panels } from "./panels.ts";
import { rooms } from "./rooms.ts";
import { stage } from "./stage.ts";
import { talk } from "./talk.ts";
import { tokens } from "./tokens.ts";

/** The style sheets. */
export const styles: CSSResultGroup = [tokens, base, stage, doors, panels, talk, controls, rooms];
