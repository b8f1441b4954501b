/**
 * A reply without what no caption may hold: reasoning, rests of chat templates, image and end tokens of datasets (they
 * would change how many pictures a text has), control characters. Line breaks of all kinds become `\n`. Everything
 * else, HTML and formulas too, stays as it came: who shows a text makes it safe for the place.
 */
export function cleanReply(text: string): string {
  return withoutReasoning(text)
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(invisible, '')
    .replace(templateTokens, ' ')
    .trim();
}

/** A space takes a token's place, so that what stood around it does not grow into another token. */
const templateTokens =
  /<[|｜][^|｜<>\n]{1,40}[|｜]>|<\/?(?:s|pad|unk|bos|eos|mask|image|img|video|start_of_turn|end_of_turn|__dj__[a-z]+)>|\[\/?(?:INST|SYS|IMG)\]|<<\/?SYS>>/gi;

/** Control, format and tag characters and lone surrogates; the two joiners stay, since scripts and emoji need them. */
const invisible = /(?!\n)\p{Cc}|(?![\u200c\u200d])\p{Cf}|\p{Cs}/gu;

/** Some models think aloud first; a template may have opened the thought already, and a thought may never end. */
function withoutReasoning(text: string): string {
  const end = text.lastIndexOf('</think>');
  const answer = end < 0 ? text : text.slice(end + '</think>'.length);
  const start = answer.indexOf('<think>');
  return start < 0 ? answer : answer.slice(0, start);
}
