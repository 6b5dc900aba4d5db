/**
 * The words of a talk's tools in Chinese.
 *
 * It does not know when a sentence is shown. The invariant it keeps: the same as `tools_en.ts`.
 *
 * @module
 */
import type { ToolsTranslation } from "./tools_en.ts";

/** The words. */
export const words: ToolsTranslation = {
  title: "这次聊天",
  open: "声音、保存、按键",
  close: "关闭",
  volume: "对方的音量",
  sound: "在别的标签页时，有新消息响一声",
  pictureInPicture: "小窗口",
  fullScreen: "全屏",
  save: "保存这次聊天",
  saveHint: "存成你设备上的文本文件，不会发到任何地方。",
  saved: "{0}的聊天",
  since: "你们聊了多久",
  report: "举报对方",
  reportEarlier: "举报之前遇到的人",
  undo: {
    back: "回到刚才的聊天",
    open: "太快了？你们都愿意的话，可以接着聊。",
    wanted: "对方想回来。",
    asked: "对方也愿意的话，你们就接着聊。",
    gone: "对方已经去找下一个人了。",
  },
  ask: {
    voice: "提议改用语音",
    video: "提议改用视频",
    reveal: "提议互相露面",
  },
  preparing: {
    voice: "浏览器正在请求使用麦克风。",
    video: "浏览器正在请求使用摄像头。",
  },
  asked: {
    voice: "你提议改用语音。对方同意后才能听到你。",
    video: "你提议改用视频。对方同意后才能看到你。",
    reveal: "你提议互相露面。对方同意后才能看清你。",
  },
  offered: {
    voice: "对方想改用语音。",
    video: "对方想改用视频。",
    reveal: "对方想和你互相露面。",
  },
  offeredHint: {
    voice: "你同意后，对方才能听到你。",
    video: "你同意后，对方才能看到你。",
  },
  veiled: "你们能听到彼此。双方都愿意露面之前，画面会一直模糊。",
  yes: "好",
  no: "先不了",
  takeBack: "算了",
  fine: "知道了",
  declined: "对方想先保持现在这样。",
  down: {
    voice: "不用视频，继续聊",
    text: "只用文字，继续聊",
  },
  keys: "按键",
  keysHint: "在这次聊天中、你没有打字时有效。",
  key: {
    microphone: "开关麦克风",
    camera: "开关摄像头",
    write: "写消息",
    skip: "按两次：换个人聊",
    help: "显示这些",
  },
  ideas: "不知道怎么开始？",
  anotherIdea: "换个问题",
  about: "{0}最吸引你的是什么？",
  general: "今天最开心的是什么？\n" +
    "你的窗外能看到什么？\n" +
    "你在期待什么？\n" +
    "小时候你想成为什么？\n" +
    "什么事让你改变过看法？",
  topics: {
    music: {
      tags: "音乐, 吉他, 钢琴, 唱歌, 爵士, 摇滚, 说唱, 古典音乐, 演唱会",
      asks: "这周你听得最多的是什么？\n你会给陌生人放哪首歌？",
    },
    films: {
      tags: "电影, 影院, 电视剧, 剧集, 动漫, 动画, 戏剧",
      asks: "哪部电影你明天还愿意再看一遍？\n你最近看了什么，好看吗？",
    },
    books: {
      tags: "书, 读书, 阅读, 文学, 诗歌, 写作, 漫画, 奇幻",
      asks: "你在读什么？\n你送人最多的是哪本书？",
    },
    games: {
      tags: "游戏, 电子游戏, 桌游, 象棋, 国际象棋, 围棋, 我的世界, 扑克, 解谜",
      asks: "你喜欢玩什么，和谁一起？\n哪个游戏花掉了你整个周末？",
    },
    sport: {
      tags: "运动, 足球, 篮球, 跑步, 骑行, 游泳, 攀岩, 瑜伽, 网球, 徒步",
      asks: "你怎么让自己放松？\n你更喜欢一个人还是和别人一起？",
    },
    travel: {
      tags: "旅行, 旅游, 山, 海, 城市, 火车",
      asks: "哪个地方你还想再去？\n你住的地方有什么值得看？",
    },
    food: {
      tags: "美食, 吃, 做饭, 烹饪, 烘焙, 咖啡, 茶, 素食",
      asks: "你最近做了什么菜？\n你长大的地方吃什么？",
    },
    nature: {
      tags: "自然, 动物, 狗, 猫, 鸟, 花园, 园艺, 植物, 森林, 钓鱼",
      asks: "你的生活里有小动物吗？\n你身边现在长着什么？",
    },
    languages: {
      tags: "语言, 英语, 德语, 法语, 西班牙语, 日语, 中文, 学习",
      asks: "你用哪些语言做梦？\n不管什么语言，你最喜欢哪个词？",
    },
    making: {
      tags:
        "编程, 技术, 科技, 科学, 物理, 数学, 艺术, 画画, 绘画, 摄影, 设计, 手工, 编织, 太空, 历史",
      asks: "你最近在做什么或学什么？\n什么事你能讲一个小时？",
    },
  },
};
