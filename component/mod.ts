/**
 * The element's public face, without side effects: the class, its events, and the headless chat for
 * people who draw their own.
 *
 * @module
 */
export type { Chat, ChatOptions } from "./chat/controller.ts";
export type { ChatEventMap } from "./chat/events.ts";
export type { ReportDetails, ReportOutcome } from "./chat/reports.ts";
export type {
  Appeal,
  Call,
  ChatSnapshot,
  ChatState,
  Delivery,
  Devices,
  Line,
  MediaCause,
  Partner,
  TroubleCause,
  Wish,
} from "./chat/state.ts";
export type { Conversation } from "./conversation.ts";
export {
  RandomChatErrorEvent,
  RandomChatLeftEvent,
  RandomChatMatchedEvent,
  RandomChatMessageEvent,
  RandomChatNextEvent,
  RandomChatReportEvent,
  RandomChatSendEvent,
  RandomChatStartEvent,
  RandomChatStateEvent,
} from "./events.ts";
export type { OwnWords } from "./strings/own_words.ts";
export { openChat } from "./late_chat.ts";
export { RandomChat } from "./random_chat.ts";
