/** Answers in the ways that models give them, with the captions that are in them. */
export const replies: readonly { from: string; text: string; captions: readonly string[] }[] = [
  {
    from: 'as asked',
    text: '1. A red kite flies above a beach.\n2. Two children hold its string.\n3. The sea behind them is calm.',
    captions: ['A red kite flies above a beach.', 'Two children hold its string.', 'The sea behind them is calm.'],
  },
  {
    from: 'the demo captioner',
    text: '1. there is a red car in the street .\n2. the car is small .\n3. it is early morning .',
    captions: ['there is a red car in the street .', 'the car is small .', 'it is early morning .'],
  },
  {
    from: 'an introduction and closing words',
    text: 'Here are the sentences:\n\n1. A bowl of soup.\n2. A spoon lies beside it.\n\nLet me know if you need more!',
    captions: ['A bowl of soup.', 'A spoon lies beside it.'],
  },
  {
    from: 'closing words right below a sentence without full stop',
    text: '1. a bowl of soup\n2. a spoon beside it\nThese sentences describe the picture.',
    captions: ['a bowl of soup', 'a spoon beside it'],
  },
  {
    from: 'bold labels',
    text: '1. **Main Subject:** A goat stands on a rock.\n2. **Background**: Hills fade into fog.\n3. **Light**：Soft.',
    captions: ['A goat stands on a rock.', 'Hills fade into fog.', 'Soft.'],
  },
  {
    from: 'labels with bullets below',
    text: '1. **Objects**:\n   - A green bench.\n   - A litter bin.\n2. **Scene**\n   - A park in autumn.',
    captions: ['A green bench.', 'A litter bin.', 'A park in autumn.'],
  },
  {
    from: 'bullets below sentences',
    text: '1. A desk with a computer.\n  * The screen is off.\n2. A chair.',
    captions: ['A desk with a computer.', 'The screen is off.', 'A chair.'],
  },
  {
    from: 'headings of markdown',
    text: '### 1. The animal\nA fox looks up.\n\n### 2. The place\n\nSnow covers the ground.\n\n---\nDone.',
    captions: ['A fox looks up.', 'Snow covers the ground.'],
  },
  {
    from: 'a block of code',
    text: '```text\n1. A fox looks up.\n2. Snow covers the ground.\n```',
    captions: ['A fox looks up.', 'Snow covers the ground.'],
  },
  {
    from: 'all on one line',
    text: '1. A man rides a bicycle. 2. He wears a blue helmet. 3. Cars are parked behind him.',
    captions: ['A man rides a bicycle.', 'He wears a blue helmet.', 'Cars are parked behind him.'],
  },
  {
    from: 'all on one line, without full stops, introduced',
    text: 'Sure: 1) a man on a bicycle 2) a blue helmet 3) parked cars',
    captions: ['a man on a bicycle', 'a blue helmet', 'parked cars'],
  },
  {
    from: 'two on each line',
    text: '1. A man. 2. A dog.\n3. A ball. 4. A fence.',
    captions: ['A man.', 'A dog.', 'A ball.', 'A fence.'],
  },
  {
    from: 'decimals, times and years',
    text: '1. 3.5 metres of rope lie on the quay.\n2. 1999 was the year on the sign.\n3. A clock shows 10:30. It is round.',
    captions: [
      '3.5 metres of rope lie on the quay.',
      '1999 was the year on the sign.',
      'A clock shows 10:30. It is round.',
    ],
  },
  {
    from: 'numbers at the end of a sentence',
    text: '1. The runners wear numbers 1 and 2. The second is ahead.',
    captions: ['The runners wear numbers 1 and 2. The second is ahead.'],
  },
  {
    from: 'numbers that the next lines take up',
    text: '1. A bus of line 1. 2. is written on another.\n2. Both are red.',
    captions: ['A bus of line 1. 2. is written on another.', 'Both are red.'],
  },
  {
    from: 'empty items, dots and doublets',
    text: '1.\n2. ...\n3. A cat sleeps.\n4. a cat sleeps\n5. A  CAT sleeps!\n6. A dog.\n7. ',
    captions: ['A cat sleeps.', 'A dog.'],
  },
  {
    from: 'numbers on lines of their own',
    text: '1.\nA cat sleeps.\n\n2.\nA dog barks.',
    captions: ['A cat sleeps.', 'A dog barks.'],
  },
  {
    from: 'broken lines',
    text: '1. A woman in a yellow coat\n   crosses the street\n2. Rain falls on\nblack umbrellas.',
    captions: ['A woman in a yellow coat crosses the street', 'Rain falls on black umbrellas.'],
  },
  {
    from: 'sentences in quotes and in bold',
    text: '1. "A cat sleeps."\n2. **A dog barks.**\n3. *A cow* eats.\n4. "Stop" and "Go" are written there.',
    captions: ['A cat sleeps.', 'A dog barks.', 'A cow eats.', '"Stop" and "Go" are written there.'],
  },
  {
    from: 'Chinese with full-width signs',
    text: '以下是对图片的描述：\n１．一位老人坐在长椅上；\n２．他身旁有一只白色的鸽子、一把伞；\n３．远处是红色的亭子。\n希望对您有帮助！',
    captions: ['一位老人坐在长椅上', '他身旁有一只白色的鸽子、一把伞', '远处是红色的亭子。'],
  },
  {
    from: 'Chinese on one line',
    text: '1、一位老人坐在长椅上；2、他身旁有一只鸽子；3、远处是亭子。',
    captions: ['一位老人坐在长椅上', '他身旁有一只鸽子', '远处是亭子。'],
  },
  {
    from: 'circled numbers without spaces',
    text: '①三只鸭子在水里。②岸边有十一棵树。③天空多云。',
    captions: ['三只鸭子在水里。', '岸边有十一棵树。', '天空多云。'],
  },
  {
    from: 'Chinese numbers beyond ten on one line',
    text: Array.from(
      { length: 12 },
      (_, i) => `第${'一二三四五六七八九十'[i] ?? `十${'一二'[i - 10]}`}，有${i}只羊。`,
    ).join(''),
    captions: Array.from({ length: 12 }, (_, i) => `有${i}只羊。`),
  },
  {
    from: 'Arabic',
    text: 'إليك الجمل:\n١. قطة نائمة على كرسي.\n٢. نافذة مفتوحة.',
    captions: ['قطة نائمة على كرسي.', 'نافذة مفتوحة.'],
  },
  {
    from: 'a model that thinks aloud',
    text: '<think>1. Is it a cat?\n2. Maybe.</think>\n1. A cat sleeps.<|im_end|>\n<|endoftext|>',
    captions: ['A cat sleeps.'],
  },
  { from: 'a thought without end', text: '<think>1. Is it a cat?\n2. Maybe.', captions: [] },
  {
    from: 'tokens of datasets, invisible characters, and markup that is kept',
    text: '1. <image> A sign: x² < 3 & <b>bold</b>.\u200b\u202e\n2. <__dj__image>A\u0007 dog.<|__dj__eoc|>',
    captions: ['A sign: x² < 3 & <b>bold</b>.', 'A dog.'],
  },
  { from: 'prose', text: 'The picture shows a cat. It sleeps on a chair in 2024. There are 3. Maybe 4.', captions: [] },
];
