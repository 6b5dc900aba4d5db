/**
 * The words of the settings panel in Japanese.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `settings_en.ts`.
 *
 * @module
 */
import type { PanelTranslation } from "./own_words.ts";

const relay = { title: "閉じています。", hint: "" };
const failed = { title: "動きませんでした。", hint: "もう一度お試しください。" };

const deviceAdvice = (device: string) => ({
  denied: {
    title: `このページでは${device}が許可されていません。`,
    hint: "アドレスバーで許可してから、もう一度確かめてください。",
  },
  missing: { title: `${device}が見つかりません。`, hint: "つなぐか、文字で話してください。" },
  busy: {
    title: `ほかのアプリが${device}を使っています。`,
    hint: "そちらを閉じてから、もう一度確かめてください。",
  },
  silent: {
    title: `${device}はオンですが、何も届きません。`,
    hint: "本体のスイッチで切れているかもしれません。上でほかのものも選べます。",
  },
  insecure: {
    title: `${device}には安全なページが必要です。`,
    hint: "ページのアドレスが https で始まる必要があります。",
  },
});

/** The words of the panel in Japanese. */
export const words: PanelTranslation = {
  title: "カメラ、マイク、回線",
  camera: "カメラ",
  microphone: "マイク",
  speaker: "スピーカー",
  automatic: "ブラウザーに任せる",
  numbered: (name, number) => `${name} ${number}`,
  level: "何か話すと、バーが動きます。",
  look: "映りと音を確かめる",
  lookHint: "ブラウザーがカメラとマイクを確認します。ここではほかのだれにも見えず、聞こえません。",
  preview: "自分の映像",
  check: "回線を確かめる",
  checkAgain: "もう一度確かめる",
  checkHint: "通話がこの回線を通れるか調べます。数秒かかります。",
  names: {
    "camera": "カメラ",
    "microphone": "マイク",
    "server": "待ち合わせ場所",
    "stream": "そこからの知らせ",
    "stun": "通話の出口",
    "turn-udp": "中継、速い道",
    "turn-tcp": "中継、確かな道",
    "turn-tls": "中継、暗号化した道",
    "ice": "通話",
  },
  pending: "調べています",
  absent: "ここにはありません。",
  fine: {
    "camera": "映っています。",
    "microphone": "聞こえています。",
    "server": "つながります。",
    "stream": "すぐに届きます。",
    "stun": "この回線は通話を通します。",
    "turn-udp": "開いています。",
    "turn-tcp": "開いています。",
    "turn-tls": "開いています。",
    "ice": "つながりました。",
  },
  device: { camera: deviceAdvice("カメラ"), microphone: deviceAdvice("マイク") },
  network: {
    "camera": failed,
    "microphone": failed,
    "server": {
      title: "つながりません。",
      hint: "ほかのページは開きますか。フィルターや拡張機能が止めているかもしれません。",
    },
    "stream": {
      title: "途中で止められています。",
      hint: "プロキシやウイルス対策ソフトが止めているかもしれません。なしでお試しください。",
    },
    "stun": {
      title: "この回線は直接の通話を通しません。",
      hint: "下に開いた中継があれば、通話はそこを通ります。",
    },
    "turn-udp": relay,
    "turn-tcp": relay,
    "turn-tls": relay,
    "ice": { title: "つながりませんでした。", hint: "" },
  },
  blocked: { title: "このページは通話を許可していません。", hint: "文字では話せます。" },
  refused: {
    title: "このページは会話の準備ができていません。",
    hint: "運営する人が加えられます。",
  },
  full: { title: "いまは満員です。", hint: "少ししてからお試しください。" },
  verdict: {
    "running": "回線を調べています",
    "good": "ここで通話できます。",
    "relayed": "ここで、中継を通して通話できます。",
    "direct-only":
      "たいていの人と通話できます。厳しい回線では中継が必要ですが、ここから使える中継がありません。",
    "text-only":
      "この回線では通話できません。スマートフォンなど、ほかの回線ならできるかもしれません。文字ではいつでも話せます。",
    "no-server": "ここからは待ち合わせ場所につながりません。",
  },
  quietMicrophone: "マイクから何も聞こえません。本体のスイッチで切れているかもしれません。",
  close: "閉じる",
};
