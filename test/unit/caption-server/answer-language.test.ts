import assert from 'node:assert/strict';
import { it } from 'node:test';
import { answerLanguage } from '../../../src/core/caption-server/answer-language.ts';
import { findPrompt, promptNames, writePrompt } from '../../../src/core/captions/prompts.ts';

it('the built-in prompts are answered in the language that they ask for', () => {
  for (const name of promptNames) {
    for (const language of ['en', 'zh'] as const) {
      const prompt = writePrompt(findPrompt(name, language)!, { caption: 'a dog', language, variables: {} });
      assert.equal(answerLanguage(prompt), language, name);
    }
  }
});

it('Chinese is written for those who ask for it, English for all others', () => {
  for (const prompt of [
    'Answer IN Chinese.',
    'Describe it in simplified Chinese',
    '请用简体中文描述这张图片',
    '以中文作答',
  ]) {
    assert.equal(answerLanguage(prompt), 'zh', prompt);
  }
  for (const prompt of ['', 'Describe the Chinese lantern.', '请用英文描述这张图片。', '描述这张图片']) {
    assert.equal(answerLanguage(prompt), 'en', prompt);
  }
});

it('what is asked for first counts', () => {
  assert.equal(answerLanguage('Answer in English, not in Chinese.'), 'en');
  assert.equal(answerLanguage('用中文回答，不要用英文。'), 'zh');
});
