import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { operators } from '../../../../src/core/operators/index.ts';
import { chinese } from '../../../../src/core/recipe/language/chinese.ts';
import { completionsAt } from '../../../../src/core/recipe/language/complete.ts';
import { hoverAt } from '../../../../src/core/recipe/language/hover.ts';
import { nothingKnown } from '../../../../src/core/recipe/language/knowledge.ts';
import { recipeSchema } from '../../../../src/core/recipe/language/recipe-schema.ts';
import { sayIn } from '../../../../src/core/recipe/language/say.ts';
import { stageSummaries } from '../../../../src/core/recipe/language/stage-summaries.ts';
import { cursorIn } from './cursor.ts';

const language = resolve(import.meta.dirname, '../../../../src/core/recipe/language');
const known = { ...nothingKnown, say: sayIn('zh-cn') };

/** What is said by its text alone. */
const written = globSync('*.ts', { cwd: language })
  .filter((name) => name !== 'chinese.ts')
  .map((name) => readFileSync(join(language, name), 'utf8'))
  .join('\n');
const described = descriptionsIn(recipeSchema());
const declared = new Set([
  ...described,
  ...operators.flatMap(({ summary, ...operator }) => ('cost' in operator ? [summary, operator.cost] : [summary])),
  ...Object.values(stageSummaries),
]);

test('every parameter, operator and stage is explained in Chinese', () => {
  assert.ok(described.length > 100);
  assert.deepEqual(
    [...declared].filter((english) => chinese[english] === undefined),
    [],
  );
});

test('what is said around them has a Chinese line', () => {
  const said = [...written.matchAll(/\bsay\(\s*'([^']+)'/g)].map(([, english]) => english!);
  assert.ok(said.length > 25);
  assert.deepEqual(
    said.filter((english) => chinese[english] === undefined),
    [],
  );
});

test('no Chinese line is left over, and each names the same values as its English one', () => {
  for (const [english, line] of Object.entries(chinese)) {
    assert.ok(declared.has(english) || written.includes(english), english);
    assert.deepEqual(placesIn(line), placesIn(english), english);
  }
});

test('a parameter, an operator and a stage are told in Chinese', () => {
  const told = (recipe: string): string => {
    const { text, place } = cursorIn(recipe);
    return hoverAt(text, place, known)!.markdown;
  };
  const stage = (rest: string): string => `stages:\n  - name: x\n    ${rest}`;
  assert.equal(
    told(stage('clean:\n      process:\n        - image_shape_filter: {min_w|idth: 3}\n')),
    '**min_width** — 最小宽度（像素）。\n\n整数，或数据的统计量，例如 `{percentile: 5}` · 默认 `1`',
  );
  assert.match(
    told(stage('clean:\n      process:\n        - words|_num_filter:\n')),
    /；特殊标记也算词。\n\n过滤器：先测量，再保留范围内的样本。 代价：文本。 来自 Data-Juicer。/,
  );
  assert.equal(told(stage('cl|uster: {}\n')), '**cluster** — 按描述或图片的内容将样本分组；全部保留。');
});

test('what is offered says in Chinese what it is', () => {
  const { text, place } = cursorIn('version: 1\nse|');
  const seed = completionsAt(text, place, known).find(({ label }) => label === 'seed')!;
  assert.equal(seed.detail, '一切随机抽取所用的种子。');
});

function descriptionsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'description' in node && typeof node.description === 'string' ? [node.description] : [];
  return [...own, ...Object.values(node).flatMap(descriptionsIn)];
}

function placesIn(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}
