import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeReply, type Verdict } from '../../../src/core/captions/judge.ts';
import { captionLanguages, findPrompt, promptNames } from '../../../src/core/captions/prompts.ts';
import { splitReply } from '../../../src/core/captions/split.ts';

const numbered = { split: 'numbered', language: 'en' } as const;
const judge = (text: string | null, asked: Parameters<typeof judgeReply>[1] = numbered): Verdict =>
  judgeReply({ text, finishReason: 'stop' }, asked);

test('an answer as asked gives its captions', () => {
  const captions = ['A red bus stops.', 'A sign reads "欢迎光临".'];
  const text = '1. A red bus stops.\n2. A sign reads "欢迎光临".';
  assert.deepEqual(judge(text), { outcome: 'answered', captions });
  assert.deepEqual(judgeReply({ text, finishReason: null }, numbered), { outcome: 'answered', captions });
  assert.deepEqual(judge(text, { split: 'none', language: 'en' }), { outcome: 'answered', captions: [text] });
});

for (const [finishReason, outcome] of [
  ['length', 'cut-off'],
  ['max_tokens', 'cut-off'],
  ['abort', 'cut-off'],
  ['content_filter', 'refusal'],
  ['tool_calls', 'wrong-form'],
] as const) {
  test(`an answer that ends by ${finishReason} is no caption, whatever it says`, () => {
    assert.equal(judgeReply({ text: '1. A red bus stops.', finishReason }, numbered).outcome, outcome);
    assert.equal(judgeReply({ text: null, finishReason }, numbered).outcome, outcome);
  });
}

for (const text of [
  null,
  '',
  ' \n\t',
  '\u0000\u200b',
  '<|im_end|>',
  'null',
  'N/A',
  '...',
  '1.\n2.\n',
  '<think>1. A cat.',
]) {
  test(`an answer without words is empty: ${JSON.stringify(text)}`, () => {
    assert.equal(judge(text).outcome, 'empty');
    assert.equal(judge(text, { split: 'none', language: 'en' }).outcome, 'empty');
  });
}

for (const text of [
  "I'm sorry, but I can't help with that.",
  'I’m really sorry, I cannot describe people.\n1. Ask for colours.\n2. Ask for shapes.',
  "Sorry, I can't assist with this request.",
  'I am unable to view images.',
  'Unfortunately, I cannot see the picture.',
  'As an AI language model, I do not have eyes.',
  "1. I'm sorry, but I cannot do this.",
  '**I cannot** identify anybody.',
  'I apologize, but this is against my rules.',
  'Please upload the image you want me to describe.',
  'There is no image attached to your message.',
  "It seems you haven't attached a picture.",
  'It looks like the image was not uploaded.',
  'The image could not be loaded.',
  '抱歉，我无法描述这张图片。',
  '很抱歉，作为一个AI语言模型，我看不到图片。',
  '我无法查看图片。\n1. 请描述。',
  '无法识别该图片内容。',
  '请上传图片。',
  '您没有提供图片。',
]) {
  test(`a refusal is no caption: ${text.split('\n')[0]}`, () => {
    for (const language of captionLanguages) {
      assert.equal(judge(text, { split: 'numbered', language }).outcome, 'refusal');
      assert.equal(judge(text, { split: 'none', language }).outcome, 'refusal');
    }
  });
}

test('what only looks like a refusal is a caption', () => {
  const captions = [
    'A card reads "I\'m sorry for your loss".',
    'No trees grow on the hill.',
    'The picture on the wall is not straight.',
    'It seems late: the lamps are lit.',
    'Island houses face the sea.',
    'I-beams lie at a building site.',
  ];
  const text = captions.map((caption, index) => `${index + 1}. ${caption}`).join('\n');
  assert.deepEqual(judge(text), { outcome: 'answered', captions });
  const chinese = { outcome: 'answered', captions: ['无法辨认的字刻在石头上。', '不能停车的标志立在路边。'] };
  assert.deepEqual(
    judge('1. 无法辨认的字刻在石头上。\n2. 不能停车的标志立在路边。', { split: 'numbered', language: 'zh' }),
    chinese,
  );
});

test('a refusal among sentences is left out alone', () => {
  const text = '1. A shop window.\n2. I cannot read the small sign.\n3. A cat sits inside.';
  assert.deepEqual(judge(text), { outcome: 'answered', captions: ['A shop window.', 'A cat sits inside.'] });
});

test('an answer without list is of the wrong form where sentences were asked for, and a caption where they were not', () => {
  const text = 'The harbour is full of boats. Gulls circle above.';
  assert.equal(judge(text).outcome, 'wrong-form');
  assert.equal(judge(text, { split: 'none', language: 'en' }).outcome, 'answered');
  assert.equal(judge('<html><body>502 Bad Gateway</body></html>').outcome, 'wrong-form');
  assert.equal(judge('a'.repeat(30_000), { split: 'none', language: 'en' }).outcome, 'wrong-form');
});

for (const [language, text, fits] of [
  ['en', 'A bottle of Coca-Cola stands on a table.', true],
  ['en', '一瓶可乐放在桌上。', false],
  ['en', 'Красный автобус стоит у дома.', false],
  ['en', '赤いバスが止まっている。', false],
  ['en', 'A poster says “春节快乐，万事如意，恭喜发财”.', true],
  ['en', '“OK”两个字母写在墙上。', false],
  ['zh', '一瓶Coca-Cola放在桌上。', true],
  ['zh', '桌上有 iPhone 15 Pro 手机。', true],
  ['zh', 'A bottle of Coca-Cola stands on a table.', false],
  ['zh', '猫がマットの上に座っている。', false],
  ['zh', '牌子上写着“No parking at any time”。', true],
  ['zh', '빨간 버스가 서 있다.', false],
] as const) {
  test(`${fits ? 'a' : 'no'} caption in ${language}: ${text}`, () => {
    const outcome = fits ? 'answered' : 'wrong-language';
    for (const split of ['numbered', 'none'] as const)
      assert.equal(judge(`1. ${text}`, { split, language }).outcome, outcome);
  });
}

test('of an answer in two languages the sentences in the right one are captions', () => {
  const text = '1. 一只猫睡觉。\n2. A cat sleeps.';
  assert.deepEqual(judge(text), { outcome: 'answered', captions: ['A cat sleeps.'] });
  assert.deepEqual(judge(text, { split: 'numbered', language: 'zh' }), {
    outcome: 'answered',
    captions: ['一只猫睡觉。'],
  });
});

for (const name of promptNames) {
  for (const language of captionLanguages) {
    const prompt = findPrompt(name, language)!;
    const asked = { split: 'numbered', language, prompt } as const;
    const example = splitReply(prompt, 'numbered');

    test(`a model that repeats the example of ${name} (${language}) has not answered`, () => {
      const echo = example.map((sentence, index) => `${index + 1}) **${sentence.toUpperCase()}**`).join('\n');
      assert.equal(judge(echo, asked).outcome, 'wrong-form');
      assert.equal(judge(prompt, asked).outcome, 'wrong-form');
      assert.equal(judge(prompt, { ...asked, split: 'none' }).outcome, 'wrong-form');
    });

    test(`a model that mixes the example of ${name} (${language}) into its answer gives only its own sentences`, () => {
      const own = language === 'en' ? 'Snow lies on a red roof.' : '雪落在红色的屋顶上。';
      assert.deepEqual(judge(`1. ${example[0]}\n2. ${own}`, asked), { outcome: 'answered', captions: [own] });
    });
  }
}

test('lines of a prompt of the user’s own are no captions either', () => {
  const prompt = 'Describe the dish as in\n- Soup in a bowl.\n- Bread on a board.\nNumber the lines.';
  const verdict = judge('1. Bread on a board.\n2. Number the lines.\n3. Rice on a leaf.', { ...numbered, prompt });
  assert.deepEqual(verdict, { outcome: 'answered', captions: ['Rice on a leaf.'] });
});
