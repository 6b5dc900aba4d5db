/**
 * The words of the report sheet in Japanese.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "何がありましたか。",
  sends: "一つ選ぶと、相手の最近のメッセージといっしょに送られます。",
  sendsPicture:
    "一つ選ぶと、相手の最近のメッセージと、見てわかることなら今の画像がいっしょに送られます。",
  secret: "相手には知らされません。",
  ends: "会話は終わります。",
  reasons: {
    "child-safety": "子どもが危険な目にあっている、または性的に映されている",
    "threat": "脅し",
    "violence": "暴力",
    "sexual": "裸や性的な内容",
    "underage": "ここを使うには若すぎるように見える",
    "hate": "差別や憎悪",
    "harassment": "嫌がらせ",
    "self-harm": "自分を傷つけるかもしれない",
    "fraud": "詐欺",
    "spam": "宣伝",
    "other": "そのほか",
  },
  details: "送るものを選ぶ、言葉を添える",
  note: "あなたの言葉で",
  messages: "送られるメッセージ",
  picture: "これを開いたときの相手の映像",
  look: "画像を見る",
  pictureHint: "画像が大事なときに送る",
  whom: "だれのことですか。",
  earlier: "前に会った人のことですか。",
  now: "今の会話",
  until: "{0}までの会話",
  sending: "報告を送っています",
  sent: "ありがとうございます。報告を送りました。",
  failed: {
    "failed": {
      title: "報告が届きませんでした。",
      hint: "選んだ内容は残っています。接続を確かめて、もう一度お試しください。",
    },
    "too-often": {
      title: "報告が続きました。",
      hint: "選んだ内容は残っています。一分ほどしてからもう一度お試しください。",
    },
    "too-late": {
      title: "その会話はもう報告できません。",
      hint: "報告できるのは、会話が終わってから十分までです。",
    },
  },
};
