/**
 * The words of the element in Japanese: friendly and polite, without naming "you" where it can be.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

const deviceAdvice = (device: string) => {
  const without = "なしで続けることもできます。";
  return {
    denied: {
      title: `${device}はオフのままです。`,
      hint: "アドレスバーで許可できます。文字での会話はいつでもできます。",
    },
    missing: {
      title: `${device}が見つかりません。`,
      hint: `つないでもう一度お試しください。${without}`,
    },
    busy: {
      title: `ほかのアプリが${device}を使っています。`,
      hint: `そちらを閉じてもう一度お試しください。${without}`,
    },
    insecure: {
      title: `${device}は安全なページでだけ使えます。`,
      hint: "アドレスが https で始まる必要があります。ここでも文字で話せます。",
    },
    unsupported: {
      title: "このブラウザーでは通話できません。",
      hint: "ここでも文字で話せます。",
    },
    unknown: {
      title: `${device}が動きませんでした。`,
      hint: `もう一度お試しください。${without}`,
    },
    unplugged: {
      title: `${device}が外れました。`,
      hint: "つなぎ直すか、ほかのものを選んでください。",
    },
  };
};

/** The words of the element in Japanese. */
export const words: Translation = (say) => ({
  you: "自分",
  stranger: "相手",

  welcomeTitle: "新しい人と話そう",
  welcomeLead: "一度にひとりずつ、同じものが好きな人と。",
  modeLegend: "どうやって話しますか？",
  mode: { video: "ビデオ", voice: "音声", text: "文字" },
  modeHint: {
    video: "カメラとマイクを、始めるときに確認します。",
    voice: "マイクだけ。姿は見えません。",
    text: "書くだけ。カメラもマイクも使いません。",
  },
  interestsLabel: "何が好きですか？",
  interestsPlaceholder: "将棋、園芸、ジャズ",
  interestsMore: "もうひとつ",
  interestsHint: "ひとつごとに読点か Enter。だれとでもよければ空のままで。",
  interestsFull: "10個になりました。これ以上は探せません。",
  suggestionsLabel: "候補",
  languagesLabel: "話せる言語は？",
  addLanguage: "言語を追加",
  strictLanguages: "この言語を話す人だけ",
  remove: (what) => `${what}を外す`,
  add: (what) => `${what}を追加`,

  start: "始める",
  stop: "やめる",
  next: "次の人",
  back: "戻る",
  done: "終わる",
  tryAgain: "もう一度",
  instead: { video: "ビデオで話す", voice: "音声だけで話す", text: "文字で話す" },

  askingTitle: {
    video: "カメラとマイクを使ってもいいですか？",
    voice: "マイクを使ってもいいですか？",
  },
  askingHint:
    "このあとブラウザーが確認します。見たり聞いたりできるのは会った相手だけです。録画も録音もしません。",
  device: { camera: deviceAdvice("カメラ"), microphone: deviceAdvice("マイク") },

  openingTitle: "ドアを開けています",
  lookingFor: {
    interest: (tags) => `${say.either(tags)}が好きな人を探しています。`,
    language: (names) =>
      names.length > 0
        ? `${say.either(names)}を話す人を探しています。`
        : "話し相手を探しています。",
    anyone: () => "ここにいるだれかを探しています。",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `${say.seconds(inSeconds)}後に、${say.either(names)}を話すほかの人も探します。`
        : `${say.seconds(inSeconds)}後に、ほかの人も探します。`,
    anyone: (inSeconds) => `${say.seconds(inSeconds)}後に、ほかのみんなも探します。`,
  },
  waitingSteps: "探し方の順番",
  stepInterest: (tags) => `${say.either(tags)}が好きな人`,
  stepLanguage: (names) => names.length > 0 ? `${say.either(names)}を話す人` : "同じ言語を話す人",
  stepAnyone: "ここにいるだれでも",
  quiet: "いまは静かです。開いたまま、ほかのことをしていても大丈夫です。",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) {
      return language ? `${language}を話す人はほかにいません。` : "ほかにはだれもいません。";
    }
    if (count === "few") {
      return language ? `${language}を話す人がほかにもいます。` : "ほかにも人がいます。";
    }
    return language
      ? `${language}を話す人がほかに約${say.number(count)}人います。`
      : `ほかに約${say.number(count)}人います。`;
  },
  askThemToo: "その人たちにも声をかける",
  widenNow: "いますぐ広げて探す",
  callMe: "だれか来たら知らせる",
  called: {
    on: "だれか来たらお知らせします。このタブは開いたままで。",
    denied: "通知が許可されていません。このタブの題名でお知らせします。",
    missing: "このブラウザーには通知がありません。このタブの題名でお知らせします。",
  },
  callConfirmed: "このようにお知らせします",
  call: { title: "だれか来ました", body: "あいさつしてみましょう。" },
  paused: "いまオフラインです。つながったら続きを探します。",

  matched: "ふたりになりました。",
  whyInterests: (tags) => `ふたりとも${say.both(tags)}が好き`,
  whyLanguage: (name) => `ふたりとも${name}を話します`,
  whyNothing: "ふたりともここにいて、好奇心があります",
  connecting: "映像と音声をつないでいます",
  reconnecting: "映像と音声をつなぎ直しています",
  callFailed: "映像と音声が届きません。文字で続けられます。",
  tapToHear: "タップして聞く",
  quality: {
    "own-slow": "こちらの回線が遅くなっています。",
    "own-unsteady": "こちらの回線が不安定です。",
    "their-unsteady": "相手の回線が不安定です。",
    "unsteady": "回線が不安定です。",
    "far": "声が届くまで少しかかります。",
  },
  sends: {
    video: "",
    reduced: "いまは映像を小さくしています。",
    voice: "映像は休み、声は続いています。",
    text: "映像と音声は休み、文字は続いています。",
  },
  theirsIsSlow: "相手の回線が遅くなっています。",
  theirPictureRests: "回線が遅いので、相手の映像は休みです。",
  theirCameraOff: "相手のカメラはオフです。",
  theyAreMuted: "相手はミュート中です。",
  away: "相手は少し離れています。",
  awayFor: (inSeconds) => `あと${say.seconds(inSeconds)}、席を取っておきます。`,
  talkOffline: "つなぎ直しています。書いたものはあとで届きます。",

  transcript: "メッセージ",
  emptyTranscript: "まずはあいさつから。いちばん難しくて、いちばん短いところです。",
  composer: "メッセージを書く",
  unread: "新着",
  send: "送信",
  typing: "入力中",
  sending: "送信中",
  sent: "送信済み",
  seen: "既読",
  failed: "送れませんでした",
  opensPage: (host) => `${host}、新しいタブで開きます`,
  said: (who, text) => `${who}：${text}`,
  ended: {
    left: "相手が退出しました。",
    next: "相手は次の人へ進みました。",
    lost: "接続が切れました。",
    ended: "この会話は終わりました。",
  },
  block: "この人とは二度と会わない",
  blocked: "この人と会うことはもうありません。",
  endedHint: "「次の人」で、ほかの人に会えます。",

  trouble: {
    "offline": { title: "オフラインです。", hint: "つながったら続けます。" },
    "server-away": {
      title: "待ち合わせ場所につながりません。",
      hint: "再起動しているのかもしれません。つながるまで試します。",
    },
    "origin-not-allowed": {
      title: "このページはまだ会話の準備ができていません。",
      hint: "運営する人がサーバーにアドレスを加える必要があります。",
    },
    "session-expired": { title: "長い休憩でしたね。", hint: "好きなときにまた始めてください。" },
    "rate-limited": { title: "とても速かったですね。", hint: "ひと息ついて。すぐに続けます。" },
    "closed": { title: "いまは閉まっています。", hint: "また来てください。" },
    "replaced": {
      title: "別のタブで続けています。",
      hint: "そちらで話すか、ここに戻してください。",
    },
    "draining": { title: "待ち合わせ場所を再起動しています。", hint: "すぐに戻ります。" },
    "internal": { title: "こちらで何かが壊れました。", hint: "少ししてからお試しください。" },
  },
  opens: (at, now) => {
    if (now >= at) return "また開きました。";
    return say.day(at) === say.day(now)
      ? `今日の${say.time(at)}に開きます。`
      : `${say.day(at)}の${say.time(at)}に開きます。`;
  },
  retryIn: (inSeconds) => `${say.seconds(inSeconds)}後にもう一度試します。`,

  controls: "操作",
  muteMicrophone: "マイクをミュート",
  unmuteMicrophone: "マイクのミュートを解除",
  flip: "もう一方のカメラを使う",
  settings: "カメラ、マイク、回線",
  panelFailed: "この部分を読み込めませんでした。ページを再読み込みしてください。",
  checkFirst: "カメラと回線を確かめる",
  close: "閉じる",
  cameraOff: "カメラをオフにする",
  cameraOn: "カメラをオンにする",
  showText: "メッセージを表示",
  hideText: "メッセージを隠す",
  newMessages: (count) => say.count(count, { other: "新しいメッセージ#件" }),
  ownPicture: "自分の映像。矢印キーで動かせます。",
  partnerPicture: "相手の映像",
});
