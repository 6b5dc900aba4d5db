/**
 * What a page may ask of the element, beside starting.
 *
 * It does not know what the element looks like. The invariant it keeps: what the visitor does with a
 * button and what a page does with a method go the same way, past the same listeners.
 *
 * @module
 */
import type { ReportReason } from "../server/protocol.ts";
import type { ReportDetails, ReportOutcome } from "./chat/reports.ts";
import { ChatProperties } from "./chat_properties.ts";
import type { Conversation } from "./conversation.ts";
import { RandomChatNextEvent, RandomChatReportEvent, RandomChatSendEvent } from "./events.ts";

/** An element whose conversation can be driven. */
export abstract class ChatMethods extends ChatProperties {
  /** The conversation at work, or none yet. */
  protected abstract get conversation(): Conversation | null;

  /**
   * Leaves the talk, if there is one, and looks for somebody else.
   *
   * @returns Whether it did: only in a talk or after one, and unless a listener prevented it.
   */
  next(): boolean {
    const chat = this.conversation;
    const { kind } = chat?.snapshot.state ?? {};
    if (kind !== "talk" && kind !== "ended") return false;
    if (!this.dispatchEvent(new RandomChatNextEvent())) return false;
    chat?.next();
    return true;
  }

  /** While waiting: looks further at once instead of at the next step. */
  widen(): void {
    this.conversation?.widen();
  }

  /** Ends the talk or the search and lets go of camera and microphone. */
  stop(): void {
    this.conversation?.stop();
  }

  /**
   * Sends a message to the other one.
   *
   * @param text 1–2,000 characters.
   * @returns Whether it was taken: only in a talk, and unless a listener prevented it.
   */
  send(text: string): boolean {
    const chat = this.conversation;
    if (chat?.snapshot.state.kind !== "talk" || text.trim() === "") return false;
    return this.dispatchEvent(new RandomChatSendEvent(text)) && chat.send(text);
  }

  /**
   * Leaves the talk, if it is not over, and never meets the other one again.
   *
   * @returns Whether there was somebody: there is in a talk, and after it until the next search.
   */
  block(): boolean {
    return this.conversation?.block() ?? false;
  }

  /**
   * Reports the other one to the moderators of the site, and blocks them: a talk that goes on ends,
   * which to them is an ordinary leave.
   *
   * @param reason What it is about, as the server names reasons: `spam`, `threat`, …
   * @param details What goes along, and which talk it is about: by default the other one's last ten
   * messages in the talk under way, or in the last one.
   * @returns `sent`; `too-late`, ten minutes or three talks after it; `too-often`; `failed`, and then
   * another try may help; or `prevented` by a listener.
   */
  async report(
    reason: ReportReason,
    details: ReportDetails = {},
  ): Promise<ReportOutcome | "prevented"> {
    if (!this.dispatchEvent(new RandomChatReportEvent(reason, details))) return "prevented";
    return await this.conversation?.report(reason, details) ?? "too-late";
  }

  /**
   * Turns one's own microphone off, or on again; without effect while it is not captured.
   *
   * @param isMuted Whether it is to be off.
   */
  mute(isMuted = true): void {
    this.conversation?.setDevice("microphone", !isMuted);
  }

  /**
   * Turns one's own camera on or off; without effect while it is not captured.
   *
   * @param isOn Whether it is to be on.
   */
  setCamera(isOn: boolean): void {
    this.conversation?.setDevice("camera", isOn);
  }
}
