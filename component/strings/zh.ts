/**
 * The words of the element in Chinese, in simplified characters: "你".
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `en.ts`.
 *
 * @module
 */
import type { Translation } from "./own_words.ts";

const deviceAdvice = (device: string) => {
  const without = "或者不用它继续。";
  return {
    denied: {
      title: `你的${device}没有打开。`,
      hint: "可以在地址栏里允许后再试。打字随时都可以。",
    },
    missing: { title: `没有找到${device}。`, hint: `接上一个再试，${without}` },
    busy: { title: `另一个程序正在使用你的${device}。`, hint: `在那边关掉后再试，${without}` },
    insecure: {
      title: `${device}只能在安全的页面上使用。`,
      hint: "网址要以 https 开头。在这里也可以打字。",
    },
    unsupported: { title: "这个浏览器不能通话。", hint: "在这里也可以打字。" },
    unknown: { title: `你的${device}没能启动。`, hint: `再试一次，${without}` },
    unplugged: { title: `你的${device}断开了。`, hint: "重新接上，或者换一个。" },
  };
};

/** The words of the element in Chinese. */
export const words: Translation = (say) => ({
  you: "你",
  stranger: "对方",

  welcomeTitle: "认识一个新朋友",
  welcomeLead: "一次只聊一个人，和你喜欢同样事物的人。",
  modeLegend: "想怎么聊？",
  mode: { video: "视频", voice: "语音", text: "文字" },
  modeHint: {
    video: "摄像头和麦克风，开始时会询问。",
    voice: "只用麦克风，没有人看到你。",
    text: "只打字，不用摄像头和麦克风。",
  },
  interestsLabel: "你喜欢什么？",
  interestsPlaceholder: "象棋、园艺、爵士乐",
  interestsMore: "再加一个",
  interestsHint: "每个之后按逗号或回车。留空就是谁都可以。",
  interestsFull: "已经十个了，最多只能找这么多。",
  suggestionsLabel: "推荐",
  languagesLabel: "你会说哪些语言？",
  addLanguage: "添加语言",
  strictLanguages: "只找会说这些语言的人",
  remove: (what) => `移除${what}`,
  add: (what) => `添加${what}`,

  start: "开始",
  stop: "停止",
  next: "下一个",
  back: "返回",
  done: "完成",
  tryAgain: "再试一次",
  instead: { video: "用视频", voice: "只用语音", text: "改用文字" },

  askingTitle: {
    video: "可以使用你的摄像头和麦克风吗？",
    voice: "可以使用你的麦克风吗？",
  },
  askingHint: "接下来浏览器会询问。只有你遇到的那个人能看到和听到你，不会录下任何内容。",
  device: { camera: deviceAdvice("摄像头"), microphone: deviceAdvice("麦克风") },

  openingTitle: "门正在打开",
  lookingFor: {
    interest: (tags) => `正在找喜欢${say.either(tags)}的人。`,
    language: (names) => names.length > 0 ? `正在找会说${say.either(names)}的人。` : "正在找人。",
    anyone: () => "正在找任何一个在这里的人。",
  },
  widens: {
    language: (inSeconds, names) =>
      names.length > 0
        ? `${say.seconds(inSeconds)}后，也会找其他会说${say.either(names)}的人。`
        : `${say.seconds(inSeconds)}后，也会找其他人。`,
    anyone: (inSeconds) => `${say.seconds(inSeconds)}后，也会找其他所有人。`,
  },
  waitingSteps: "寻找的步骤",
  stepInterest: (tags) => `喜欢${say.either(tags)}`,
  stepLanguage: (names) => names.length > 0 ? `会说${say.either(names)}` : "会说你的语言",
  stepAnyone: "在这里的任何人",
  quiet: "现在这里很安静。可以开着这个页面，先去做别的事。",
  near: (count, names) => {
    const language = names.length > 0 ? say.either(names) : null;
    if (count === 0) return language ? `这里没有别人会说${language}。` : "这里没有别人。";
    if (count === "few") return language ? `还有人会说${language}。` : "还有别人在这里。";
    return language
      ? `大约还有 ${say.number(count)} 个人会说${language}。`
      : `大约还有 ${say.number(count)} 个人在这里。`;
  },
  askThemToo: "也问问他们",
  widenNow: "现在就扩大范围",
  callMe: "有人来了告诉我",
  called: {
    on: "有人来了会告诉你。请让这个标签页开着。",
    denied: "你的浏览器不允许通知，这个标签页的标题会告诉你。",
    missing: "这个浏览器没有通知，这个标签页的标题会告诉你。",
  },
  callConfirmed: "到时会这样告诉你",
  call: { title: "有人来了", body: "来打个招呼吧。" },
  paused: "你暂时离线。回来后会继续寻找。",

  matched: "你们碰面了。",
  whyInterests: (tags) => `你们都喜欢${say.both(tags)}`,
  whyLanguage: (name) => `你们都会说${name}`,
  whyNothing: "你们都在这里，也都好奇",
  connecting: "正在接通画面和声音",
  reconnecting: "正在重新接通画面和声音",
  callFailed: "画面和声音无法接通。你们可以继续打字。",
  tapToHear: "点一下就能听到",
  quality: {
    "own-slow": "你的网络有点慢。",
    "own-unsteady": "你的网络不稳定。",
    "their-unsteady": "对方的网络不稳定。",
    "unsteady": "网络不稳定。",
    "far": "你说的话要过一会儿才传到。",
  },
  sends: {
    video: "",
    reduced: "你的画面暂时缩小了。",
    voice: "你的画面先停一停，声音继续。",
    text: "画面和声音先停一停，打字继续。",
  },
  theirsIsSlow: "对方的网络有点慢。",
  theirPictureRests: "网络有点慢，对方画面暂停。",
  theirCameraOff: "对方关了摄像头。",
  theyAreMuted: "对方静音了。",
  away: "对方暂时离开。",
  awayFor: (inSeconds) => `位置会保留 ${say.seconds(inSeconds)}。`,
  talkOffline: "正在重新连接。你写的会发出去。",

  transcript: "消息",
  emptyTranscript: "打个招呼吧。这是最难的一步，也很短。",
  composer: "写点什么",
  unread: "新消息",
  send: "发送",
  typing: "正在输入",
  sending: "发送中",
  sent: "已发送",
  seen: "已读",
  failed: "没有发出",
  opensPage: (host) => `${host}，在新标签页中打开`,
  said: (who, text) => `${who}：${text}`,
  ended: {
    left: "对方离开了。",
    next: "对方去找下一个人了。",
    lost: "和对方的连接断了。",
    ended: "这次聊天结束了。",
  },
  block: "不再遇到对方",
  blocked: "你们不会再相遇。",
  endedHint: "按“下一个”去认识别人。",

  trouble: {
    "offline": { title: "你离线了。", hint: "等你回来就继续。" },
    "server-away": { title: "连不上碰面的地方。", hint: "它可能在重启，我们会继续尝试。" },
    "origin-not-allowed": {
      title: "这个页面还没有设置好聊天。",
      hint: "管理它的人需要在服务器上添加它的网址。",
    },
    "session-expired": { title: "休息了很久呢。", hint: "想聊的时候再开始。" },
    "rate-limited": { title: "刚才太快了。", hint: "喘口气，马上继续。" },
    "closed": { title: "现在没有开放。", hint: "换个时间再来吧。" },
    "replaced": { title: "你在另一个标签页里继续了。", hint: "在那边聊，或者把它带回这里。" },
    "draining": { title: "碰面的地方正在重启。", hint: "马上回来。" },
    "internal": { title: "我们这边出了点问题。", hint: "过一会儿再试。" },
  },
  opens: (at, now) => {
    if (now >= at) return "又开放了。";
    return say.day(at) === say.day(now)
      ? `今天 ${say.time(at)} 开放。`
      : `${say.day(at)} ${say.time(at)} 开放。`;
  },
  retryIn: (inSeconds) => `${say.seconds(inSeconds)}后再试。`,

  controls: "控制",
  muteMicrophone: "麦克风静音",
  unmuteMicrophone: "取消静音",
  flip: "换另一个摄像头",
  settings: "摄像头、麦克风、网络",
  panelFailed: "这一部分没有加载成功。请刷新页面再试。",
  checkFirst: "检查摄像头和网络",
  close: "关闭",
  cameraOff: "关闭摄像头",
  cameraOn: "打开摄像头",
  showText: "显示消息",
  hideText: "隐藏消息",
  newMessages: (count) => say.count(count, { other: "# 条新消息" }),
  ownPicture: "你的画面。用方向键移动。",
  partnerPicture: "对方的画面",
});
