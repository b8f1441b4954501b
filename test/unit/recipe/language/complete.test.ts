import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operators } from '../../../../src/core/operators/index.ts';
import { completionsAt } from '../../../../src/core/recipe/language/complete.ts';
import { nothingKnown, type Knowledge } from '../../../../src/core/recipe/language/knowledge.ts';
import { parseRecipe } from '../../../../src/core/recipe/parse.ts';
import type { Completion } from '../../../../src/protocol/recipe-language.ts';
import { accepted, cursorIn } from './cursor.ts';

function offers(written: string, known: Partial<Knowledge> = {}): readonly Completion[] {
  const { text, place } = cursorIn(written);
  return completionsAt(text, place, { ...nothingKnown, ...known });
}

const labels = (written: string, known: Partial<Knowledge> = {}): string[] =>
  offers(written, known).map(({ label }) => label);

function insertOf(written: string, label: string, known: Partial<Knowledge> = {}): string | undefined {
  return offers(written, known).find((offer) => offer.label === label)?.insert;
}

const kinds = ['measure', 'clean', 'cluster', 'synthesize', 'select', 'train', 'export'];
const top = ['version', 'dataset', 'seed', 'error_budget', 'stages'];
const clean = (process: string): string => `stages:\n  - name: x\n    clean:\n      process:\n${process}`;
const measured = 'stages:\n  - {name: m, measure: {process: [words_num_filter, image_shape_filter]}}\n';

test('an empty file is offered the keys of a recipe', () => {
  assert.deepEqual(labels('|'), top);
  assert.deepEqual(labels('see|'), top, 'the editor itself looks for what has been typed');
});

test('what stands there already is not offered again', () => {
  assert.deepEqual(labels('version: 1\n|\nseed: 3\n'), ['dataset', 'error_budget', 'stages']);
});

test('a new item of the stages is offered each kind as a whole stage with a free name', () => {
  const text = 'stages:\n  - name: clean\n    clean: {process: [fix_unicode_mapper]}\n  - |\n';
  assert.deepEqual(labels(text), kinds);
  assert.match(insertOf(text, 'clean')!, /^name: clean-2\n {2}clean:\n {4}process:\n {6}- /);
});

test('a named stage is offered kinds, and one with a kind nothing more', () => {
  assert.deepEqual(labels('stages:\n  - name: x\n    cl|\n  - name: y\n    cluster: {k: 3}\n'), kinds);
  assert.deepEqual(labels('stages:\n  - name: x\n    cluster: {k: 3}\n    |\n'), []);
});

test('operators are offered with what they do; those that only Data-Juicer has are not', () => {
  const found = offers(clean('        - |\n        - fix_unicode_mapper:\n'));
  assert.deepEqual(
    found.map(({ label, detail }) => [label, detail]),
    operators.map(({ name, summary }) => [name, summary]),
  );
  assert.match(found.find(({ label }) => label === 'words_num_filter')!.documentation!, /Differs from Data-Juicer/);
});

test('below an empty list the dash is written, too', () => {
  assert.equal(insertOf(clean('        |\n'), 'suffix_filter'), '- suffix_filter: {$0}');
});

test('a measure stage is offered neither what drops samples nor thresholds', () => {
  const found = labels('stages: [{name: a, measure: {process: [|]}}]');
  assert.ok(found.includes('words_num_filter') && !found.includes('document_deduplicator'));
  const parameters = labels('stages: [{name: a, measure: {process: [words_num_filter: {|}]}}]');
  assert.ok(parameters.includes('lang') && !parameters.includes('min_num'));
});

test('parameters of the operator at the cursor are offered in block and flow style, those written already not', () => {
  const intervals = ['min_closed_interval', 'max_closed_interval', 'reversed_range'];
  const expected = ['lang', 'tokenization', 'max_num', ...intervals];
  const block = clean('        - words_num_filter:\n            |\n            min_num: 3\n');
  for (const text of [
    block,
    'process: [words_num_filter: {min_num: 3, |}]',
    'process: [words_num_filter: {min_num: 3, |',
  ]) {
    assert.deepEqual(labels(text), expected, text);
  }
});

test('of a name that has its colon only the name is written', () => {
  assert.equal(insertOf('process:\n  - words|: {min_num: 3}\n', 'words_num_filter'), 'words_num_filter');
  assert.equal(insertOf('process: [words_num_filter: {min_n|: 3}]', 'min_num'), 'min_num');
});

test('a threshold is offered its default and the forms of a statistic', () => {
  const forms = ['{percentile: 5}', '{keep: 1000}', '{mean: 0}', '{sigma: -2}'];
  assert.deepEqual(labels('process: [words_num_filter: {min_num: |}]'), ['10', ...forms]);
  assert.deepEqual(labels('process: [words_num_filter: {min_num: {|}}]'), ['percentile', 'mean', 'sigma', 'keep']);
  assert.deepEqual(labels('process: [words_num_filter: {lang: |}]'), ['en']);
});

test('where a statistic was measured, a threshold is offered what the data has', () => {
  const score = { key: 'num_words', count: 9, min: 1, p5: 4, median: 9, p95: 31, max: 70 };
  const text = 'process: [words_num_filter: {|}]';
  assert.equal(insertOf(text, 'min_num', { scores: [score] }), 'min_num: 4$0');
  assert.equal(insertOf(text, 'max_num', { scores: [score] }), 'max_num: 31$0');
  assert.equal(insertOf(text, 'max_num'), 'max_num: {percentile: 95}$0');
});

test('choices and switches are offered as such', () => {
  assert.deepEqual(labels('process: [image_shape_filter: {any_or_all: |}]').toSorted(), ['all', 'any']);
  assert.deepEqual(labels('process: [words_num_filter: {tokenization: |'), ['true', 'false']);
  assert.deepEqual(labels('stages: [{name: a, cluster: {of: |'), ['text', 'image']);
  assert.ok(!labels('stages: [{name: a, export: {format: |').includes('webdataset'), 'of a later version');
});

test('by is offered the statistics that stages before measure', () => {
  const keys = ['num_words', 'image_width', 'image_height'];
  for (const by of ['by: |', 'by: [|]', 'by: [nu|']) {
    assert.deepEqual(labels(`${measured}  - {name: b, select: {strategy: top, ${by}`), keys, by);
  }
  assert.deepEqual(labels(`${measured}  - name: b\n    select:\n      strategy: top\n      by:\n        - |\n`), keys);
  assert.deepEqual(labels('stages: [{name: b, select: {strategy: top, by: |}}]'), []);
});

test('selectors and deduplicators are offered the statistics measured before them', () => {
  const list = 'process: [text_length_filter, ';
  assert.deepEqual(labels(`${list}topk_specified_field_selector: {field_key: |}]`), ['__dj__stats__.text_len', '""']);
  assert.ok(labels(`${list}image_near_deduplicator: {keep_by: |}]`).includes('text_len'));
});

test('names that are known on this machine are offered', () => {
  const known = { profiles: ['mine'], models: ['demo/clip', 'demo/nsfw'] };
  assert.deepEqual(labels('stages: [{name: a, synthesize: {profile: |}}]', known), ['demo', 'mine']);
  assert.deepEqual(labels('process: [image_text_similarity_filter: {hf_clip: demo/|', known).slice(0, 2), known.models);
  assert.deepEqual(labels('stages: [{name: a, cluster: {of: image, model: |', known).slice(0, 2), known.models);
});

test('strategies are not offered parameters that they have no use for', () => {
  const select = (strategy: string): string[] => labels(`${measured}  - {name: b, select: {strategy: ${strategy}, |}}`);
  assert.ok(!select('dynamic-increase').includes('at') && !select('top').includes('replace_low'));
  assert.ok(select('high-low').includes('replace_low') && select('top').includes('at'));
});

test('nothing is offered in comments, behind tabs, in broken lines and in texts that are no recipe', () => {
  for (const text of ['# |', 'stages:\n\t- |', 'stages: # |', '&a |', 'dataset: data.jsonl\n  |\n', '- |', '\u0001|']) {
    assert.deepEqual(labels(text), [], JSON.stringify(text));
  }
});

test('a Data-Juicer config is offered its own keys', () => {
  assert.deepEqual(labels('process: [words_num_filter]\n|'), [
    ...['text_keys', 'image_key', 'image_special_token', 'eoc_special_token'],
  ]);
});

const whole = `version: 1
stages:
  - name: look
    measure:
      process:
        - words_num_filter:
            lang: en
        - image_shape_filter
  - name: clean
    clean:
      score: all
      process:
        - words_num_filter:
            min_num: 3
        - image_blur_filter: {any_or_all: all}
        - topk_specified_field_selector: {field_key: __dj__stats__.num_words, topk: 5}
  - name: cluster
    cluster:
      k: 3
  - name: more
    synthesize:
      profile: demo
  - name: check
    clean: {process: [text_length_filter: {min_len: 3}, fix_unicode_mapper]}
  - name: best
    select:
      strategy: top
      by: [num_words]
  - name: train
    train:
      runner: projector
  - name: out
    export:
      format: csv
`;

/** The text with a cursor on a line of its own before each line, indented as that, and within each list and map. */
function spots(text: string): string[] {
  const lines = text.split('\n');
  const between = lines.map((line, i) => {
    const [indentation] = /^ */.exec(line)!;
    return [...lines.slice(0, i), `${indentation}${line.trim().startsWith('- ') ? '- ' : ''}|`, ...lines.slice(i)].join(
      '\n',
    );
  });
  const inside = [...text.matchAll(/[{[]/g)].map(
    ({ index }) => `${text.slice(0, index + 1)}|, ${text.slice(index + 1)}`,
  );
  return [...between, ...inside];
}

test('every completion, accepted where it is offered, leaves the recipe without a new error', () => {
  const errors = (text: string): string[] =>
    parseRecipe({ text, file: 'r.yaml' }, { read: () => 'process: [fix_unicode_mapper]' })
      // A first stage has no other before it that could measure or cluster.
      .problems.filter(({ severity, code }) => severity === 'error' && code !== 'missing-cluster')
      .map(({ code, line, message }) => `${code} ${line}: ${message}`);
  const complete = `${whole}      output: out.csv\n`;
  assert.deepEqual(errors(complete), []);
  let accepting = 0;
  for (const written of spots(complete)) {
    const { text, place } = cursorIn(written);
    for (const offer of completionsAt(text, place, nothingKnown)) {
      const after = accepted(text, place, offer);
      assert.deepEqual(errors(after), [], `${offer.insert} in\n${after}`);
      accepting++;
    }
  }
  assert.ok(accepting > 300, String(accepting));
});
