/**
 * The conversation without a picture of it, for those who draw their own.
 *
 * @module
 */
export { Chat, type ChatOptions } from "./controller.ts";
export type { ChatEventMap, ChatEventType } from "./events.ts";
export type { ReportDetails, ReportOutcome } from "./reports.ts";
export type * from "./state.ts";
