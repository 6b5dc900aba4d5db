/**
 * The words of the report sheet in Arabic.
 *
 * It does not know when they are loaded. The invariant it keeps: the same as `report_en.ts`.
 *
 * @module
 */
import type { ReportTranslation } from "./report_en.ts";

/** The words. */
export const words: ReportTranslation = {
  title: "ماذا حدث؟",
  sends: "اختر سببًا فيُرسل مع آخر رسائل الطرف الآخر.",
  sendsPicture:
    "اختر سببًا فيُرسل مع آخر رسائل الطرف الآخر، ومع صورة من هذه اللحظة إن كان الأمر مما يُرى.",
  secret: "لن يعلم الطرف الآخر بذلك.",
  ends: "ينتهي الحديث.",
  reasons: {
    "child-safety": "طفل في خطر أو يُعرض بشكل جنسي",
    "threat": "تهديدات",
    "violence": "عنف",
    "sexual": "عري أو محتوى جنسي",
    "underage": "يبدو أصغر من أن يكون هنا",
    "hate": "كراهية",
    "harassment": "مضايقة",
    "self-harm": "قد يؤذي نفسه",
    "fraud": "احتيال",
    "spam": "إعلانات",
    "other": "شيء آخر",
  },
  details: "اختر ما يُرسل وأضف كلامًا",
  note: "بكلماتك",
  messages: "الرسائل التي تُرسل",
  picture: "صورة الطرف الآخر حين فتحت هذا",
  look: "أظهر الصورة",
  pictureHint: "أرسلها حيث تهم الصورة",
  whom: "عمّن يدور الأمر؟",
  earlier: "هل الأمر عن شخص سابق؟",
  now: "الحديث الجاري",
  until: "الحديث حتى {0}",
  sending: "جارٍ إرسال بلاغك",
  sent: "شكرًا. أُرسل بلاغك.",
  failed: {
    "failed": {
      title: "لم يصل بلاغك.",
      hint: "ما اخترته باقٍ هنا. تحقق من اتصالك وحاول مجددًا.",
    },
    "too-often": {
      title: "كانت تلك بلاغات كثيرة.",
      hint: "ما اخترته باقٍ هنا. حاول مجددًا بعد دقيقة.",
    },
    "too-late": {
      title: "فات الأوان على ذلك الحديث.",
      hint: "يمكن الإبلاغ عن حديث حتى عشر دقائق بعد نهايته.",
    },
  },
};
