/**
 * The words of the report sheet in Chinese.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "发生了什么？",
  sends: "选一项，就会连同对方最近的消息一起发送。",
  sendsPicture: "选一项，就会连同对方最近的消息一起发送；如果是看得见的事，还有此刻的画面。",
  secret: "对方不会知道。",
  ends: "聊天就此结束。",
  reasons: {
    "child-safety": "有儿童处于危险中，或被以色情方式展示",
    "threat": "威胁",
    "violence": "暴力",
    "sexual": "裸露或色情内容",
    "underage": "看起来年纪太小，不该在这里",
    "hate": "仇恨",
    "harassment": "骚扰",
    "self-harm": "可能会伤害自己",
    "fraud": "欺诈",
    "spam": "广告",
    "other": "其他",
  },
  details: "选择发送什么，补充几句",
  note: "用你自己的话",
  messages: "会发送的消息",
  picture: "你打开这里时对方的画面",
  look: "显示画面",
  pictureHint: "画面重要时一起发送",
  whom: "是关于谁的？",
  earlier: "是关于之前遇到的人吗？",
  now: "现在的聊天",
  until: "到{0}为止的聊天",
  sending: "正在发送你的举报",
  sent: "谢谢。你的举报已经发送。",
  failed: {
    "failed": {
      title: "你的举报没有送达。",
      hint: "你选的内容还在。请检查网络再试一次。",
    },
    "too-often": {
      title: "刚才举报得太多了。",
      hint: "你选的内容还在。请一分钟后再试。",
    },
    "too-late": {
      title: "那次聊天已经太晚了。",
      hint: "聊天结束后十分钟内可以举报。",
    },
  },
};
