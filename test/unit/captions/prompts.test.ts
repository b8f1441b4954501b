import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  captionLanguages,
  findPrompt,
  isPromptName,
  promptNames,
  unknownVariables,
  variablesOf,
  writePrompt,
} from '../../../src/core/captions/prompts.ts';
import { isInScript } from '../../../src/core/captions/script.ts';
import { splitReply } from '../../../src/core/captions/split.ts';

const values = { caption: 'A {language} dog.', language: 'en', variables: {} } as const;

test('there is a plain, a concise and a detailed prompt, each in English and Chinese', () => {
  assert.deepEqual(promptNames, [
    'numbered-sentences',
    'numbered-sentences-concise',
    'numbered-sentences-detailed',
    'numbered-sentences-zh',
    'numbered-sentences-concise-zh',
    'numbered-sentences-detailed-zh',
  ]);
  assert.equal(findPrompt('numbered', 'en'), null);
  assert.ok(promptNames.every(isPromptName));
});

const endings = { en: 'Answer in English.', zh: 'Answer in Chinese.' };
const chineseEndings = { en: '用英文回答。', zh: '用中文回答。' };

for (const name of promptNames) {
  for (const language of captionLanguages) {
    const prompt = findPrompt(name, language)!;
    const example = splitReply(prompt, 'numbered');

    test(`${name} ends with the answer's language, ${language}, and leaves no variable open`, () => {
      const ending = (name.endsWith('-zh') ? chineseEndings : endings)[language];
      assert.equal(prompt.split('\n').at(-1), ending);
      assert.deepEqual(variablesOf(prompt), []);
      assert.equal(writePrompt(prompt, { ...values, language }), prompt);
    });

    test(`${name} shows an example in the answer's language, ${language}, as long as it asks for`, () => {
      assert.equal(example.length, 3);
      assert.ok(
        example.every((sentence) => isInScript(sentence, language)),
        example.join('\n'),
      );
      const words = example.map((sentence) => sentence.split(' ').length);
      if (language === 'en' && name.includes('concise')) assert.ok(Math.max(...words) <= 10);
      if (language === 'en' && name.includes('detailed'))
        assert.ok(Math.min(...words) >= 15 && Math.max(...words) <= 30);
    });
  }
}

test('a prompt asks in the language of its name', () => {
  for (const name of promptNames) {
    const [instruction] = findPrompt(name, 'en')!.split('\n');
    assert.ok(isInScript(instruction!, name.endsWith('-zh') ? 'zh' : 'en'));
  }
});

test('variables are filled in once, so that a caption in braces stays as it is', () => {
  const template = 'It says: {caption} Mind {dish}, {dish}; answer in {language}.';
  assert.equal(
    writePrompt(template, { ...values, variables: { dish: '{caption} $& soup' } }),
    'It says: A {language} dog. Mind {caption} $& soup, {caption} $& soup; answer in English.',
  );
  assert.equal(writePrompt('用{language}写{风格}。', { ...values, variables: { 风格: '诗' } }), '用英文写诗。');
  assert.equal(writePrompt('用{language}写。', { ...values, language: 'zh' }), '用中文写。');
});

test('braces around anything but a name are text', () => {
  const template = 'Like {"a": {"b": 1}} or {} or { caption } or {1} or {__proto__} or {constructor}.';
  assert.deepEqual(variablesOf(template), ['constructor']);
  assert.equal(writePrompt(template, values), template);
});

test('variables that nothing stands for are named', () => {
  assert.deepEqual(unknownVariables('{caption} {language} {dish} {tone} {dish}', ['tone']), ['dish']);
  assert.deepEqual(unknownVariables('{toString} {hasOwnProperty}', []), ['toString', 'hasOwnProperty']);
});

test('a text is written whatever stands for its variables', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, caption, behind) => {
      const [left, right] = [before, behind].map((text) => text.replace(/[{}]/g, ''));
      const written = writePrompt(`${left}{caption}${right}`, { ...values, caption });
      assert.equal(written, `${left}${caption}${right}`);
    }),
    { seed: 5 },
  );
});

test('one word is a name, anything else a text of the user’s own', () => {
  assert.ok(isPromptName('numbered_sentences'));
  for (const text of ['Describe it.', 'describe {caption}', '描述图片', 'Describe\n'])
    assert.ok(!isPromptName(text), text);
});
