/**
 * The words of the report sheet in English, loaded with it.
 *
 * It does not know what becomes of a report. The invariants it keeps: it says what is sent and what
 * follows before anybody sends, and accuses nobody.
 *
 * @module
 */
import type { ReportReason } from "../../server/protocol.ts";

const reasons: Record<ReportReason, string> = {
  "child-safety": "A child is in danger or shown in a sexual way",
  "threat": "Threats",
  "violence": "Violence",
  "sexual": "Nudity or sexual content",
  "underage": "They seem too young to be here",
  "hate": "Hate",
  "harassment": "Harassment",
  "self-harm": "They may hurt themselves",
  "fraud": "Fraud",
  "spam": "Advertising",
  "other": "Something else",
};

/** The words in English. A sentence that is made of something is a function. */
export const reportEnglish = {
  title: "What happened?",
  sends: "Choose one, and it's sent with their last messages.",
  sendsPicture:
    "Choose one, and it's sent with their last messages and, if it can be seen, a picture of now.",
  secret: "They aren't told.",
  ends: "The talk ends.",
  reasons,
  details: "Choose what is sent, add words",
  note: "In your words",
  messages: "Messages that are sent",
  picture: "Their picture when you opened this",
  look: "Show the picture",
  pictureHint: "Send it where a picture matters",
  whom: "Who is it about?",
  earlier: "Is it about someone before?",
  now: "The talk you're in",
  until: (time: string): string => `The talk until ${time}`,
  sending: "Sending your report",
  sent: "Thank you. Your report is sent.",
  failed: {
    "failed": {
      title: "Your report didn't get through.",
      hint: "What you chose is still here. Look at your connection and try again.",
    },
    "too-often": {
      title: "Those were many reports.",
      hint: "What you chose is still here. Try again in a minute.",
    },
    "too-late": {
      title: "It's too late for that talk.",
      hint: "A talk can be reported until ten minutes after its end.",
    },
  },
};

/** The shape of these words. */
export type ReportTable = Readonly<typeof reportEnglish>;

/** Another language, all of it: `{0}` stands for what a sentence is made of. */
export type ReportTranslation = {
  readonly [Key in keyof ReportTable]: ReportTable[Key] extends (...of: never[]) => string ? string
    : ReportTable[Key];
};
