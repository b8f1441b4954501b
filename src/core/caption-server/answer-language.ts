/** The language that a prompt asks answers in. */
import type { CaptionLanguage } from '../models/captioner.ts';

const asksFor: Readonly<Record<CaptionLanguage, RegExp>> = {
  zh: /\bin\s+((simplified|traditional|mandarin)\s+)?chinese\b|[用以]\s*(简体|繁体|簡體|繁體)?\s*(中文|汉语|漢語)|(中文|汉语|漢語)(回答|作答|描述|书写|撰写|输出)/i,
  en: /\bin\s+english\b|[用以]\s*(英文|英语|英語)|(英文|英语|英語)(回答|作答|描述|书写|撰写|输出)/i,
};

/** Chinese if a prompt, itself in English or Chinese, asks for it before it says anything of English. */
export function answerLanguage(prompt: string): CaptionLanguage {
  const [zh, en] = [prompt.search(asksFor.zh), prompt.search(asksFor.en)];
  return zh >= 0 && (en < 0 || zh < en) ? 'zh' : 'en';
}
