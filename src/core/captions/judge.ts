import type { ReplyFailure } from '../../protocol/records.ts';
import { cleanReply } from './clean-reply.ts';
import type { CaptionLanguage } from './prompts.ts';
import { isRefusal } from './refusal.ts';
import { isInScript } from './script.ts';
import { foldCaption, splitReply, type Split } from './split.ts';

/** What a server answered, as it came. */
export interface Answer {
  /** Null where the message has no text, as with a call of a tool. */
  readonly text: string | null;
  /** `finish_reason` of the protocol; null where the server gives none. */
  readonly finishReason: string | null;
}

/** What was asked for. */
export interface Asked {
  readonly split: Split;
  readonly language: CaptionLanguage;
  /** The prompt's template: sentences of its own, such as its example, are no captions. */
  readonly prompt?: string;
}

/** Captions, at least one; or why there are none, in words for people. */
export type Verdict =
  | { readonly outcome: 'answered'; readonly captions: readonly string[] }
  | { readonly outcome: ReplyFailure; readonly reason: string };

/** Tells captions from everything else that a model may answer. Rather none than a doubtful one. */
export function judgeReply({ text, finishReason }: Answer, { split, language, prompt }: Asked): Verdict {
  const ending = finishReason === null ? undefined : badEndings[finishReason];
  if (ending !== undefined) return ending;
  const cleaned = cleanReply(text ?? '');
  if (!/\p{L}/u.test(cleaned) || /^(?:null|none|n\/a)\.?$/i.test(cleaned)) {
    return { outcome: 'empty', reason: 'The answer has no words.' };
  }
  if (isRefusal(cleaned)) return refusal;

  const all = splitReply(cleaned, split);
  if (all.length === 0) return { outcome: 'wrong-form', reason: missing[split] };
  const answers = all.filter((caption) => !isRefusal(caption));
  if (answers.length === 0) return refusal;
  const echoes = sentencesOf(prompt ?? '');
  const own = answers.filter((caption) => !echoes.has(foldCaption(caption)));
  if (own.length === 0) return { outcome: 'wrong-form', reason: 'The answer repeats the prompt.' };
  const captions = own.filter((caption) => isInScript(caption, language));
  return captions.length === 0 ? wrongLanguage[language] : { outcome: 'answered', captions };
}

const cutOff: Verdict = { outcome: 'cut-off', reason: 'The answer was cut off at its greatest length.' };
const toolCall: Verdict = { outcome: 'wrong-form', reason: 'The answer calls a tool.' };
const refusal: Verdict = { outcome: 'refusal', reason: 'The model declines to describe the picture.' };

/** Values of `finish_reason` after which no text is a whole answer. */
const badEndings: Readonly<Record<string, Verdict>> = {
  length: cutOff,
  max_tokens: cutOff,
  abort: { outcome: 'cut-off', reason: 'The server broke the answer off.' },
  content_filter: { outcome: 'refusal', reason: 'A filter of the server withheld the answer.' },
  tool_calls: toolCall,
  function_call: toolCall,
};

const missing: Readonly<Record<Split, string>> = {
  numbered: 'The answer has no numbered line that is a sentence.',
  none: 'The answer is too long for a caption.',
};

const wrongLanguage: Readonly<Record<CaptionLanguage, Verdict>> = {
  en: { outcome: 'wrong-language', reason: 'The answer is not in English.' },
  zh: { outcome: 'wrong-language', reason: 'The answer is not in Chinese.' },
};

/** The sentences of a prompt, folded: lines of its example, and what its text says. */
function sentencesOf(prompt: string): ReadonlySet<string> {
  const sentences = prompt.split(/\n|(?<=[.!?。！？])/).filter((sentence) => /\p{L}/u.test(sentence));
  return new Set([...splitReply(prompt, 'numbered'), prompt, ...sentences].map(foldCaption));
}
