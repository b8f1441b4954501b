/**
 * Whether a text begins as a refusal, or as the remark that no picture came, in English or Chinese. It looks at the
 * beginning alone: a caption may quote “I am sorry”, but does not open with it.
 */
export function isRefusal(text: string): boolean {
  const start = text
    .slice(0, 200)
    .replace(/[’‘]/g, "'")
    .replace(/^[^\p{L}]+/u, '');
  return openings.some((opening) => opening.test(start));
}

const regret = '(?:(?:unfortunately|regrettably|apologies|sorry|as an ai[^.]{0,60}),? (?:but )?)?';
const nothing =
  "(?:no|not|n't|failed to|unable to)\\b.{0,40}\\b(?:provided?|attached?|uploaded?|included?|shared?|loaded?|load|see|view)\\b";

const openings = [
  new RegExp(`^${regret}(?:i'm|i am) (?:\\w+ )?(?:sorry|afraid|unable|not able|not allowed|not comfortable)\\b`, 'i'),
  new RegExp(`^${regret}i (?:can't|cannot|can not|couldn't|could not|won't|will not|do not|don't)\\b`, 'i'),
  new RegExp(`^${regret}i (?:must|have to) decline\\b|^i (?:do )?apologi[sz]e\\b`, 'i'),
  /^(?:sorry|my apologies|apologies|as an ai\b)/i,
  /^please (?:re-?)?(?:provide|upload|attach|share|send)\b/i,
  /^(?:there is|there's|i see) no (?:image|picture|photo)|^no (?:image|picture|photo)/i,
  new RegExp(`^it (?:seems|looks|appears).{0,40}\\b(?:you|image|picture|photo)s?\\b.{0,20}${nothing}`, 'i'),
  new RegExp(`^the (?:image|picture|photo) .{0,20}${nothing}`, 'i'),
  /^(?:非常|很|十分|实在)?(?:抱歉|对不起|對不起|遗憾|遺憾|不好意思)/,
  /^(?:目前|暂时|当前)?我(?:目前|暂时|当前|现在)?(?:无法|無法|不能|没办法|没有办法|看不到|看不见|拒绝)/,
  /^(?:无法|無法|不能)(?:直接)?(?:查看|识别|提供|描述|显示|访问|打开|处理|满足|回答|加载)/,
  /^作为(?:一个|一名|一款)?(?:AI|人工智能|语言模型|大模型|助手)/i,
  /^(?:请您?|麻烦您?)(?:先|重新)?(?:提供|上传|发送)/,
  /^(?:您|你)(?:还|并)?(?:没有|未)(?:提供|上传|发送)/,
];
