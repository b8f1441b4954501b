import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { promptWords } from '../../../src/cli/prompt-names.ts';
import { counted, outcomeText } from '../../../src/cli/words.ts';
import { captionLanguages, findPrompt, promptNames, writePrompt } from '../../../src/core/captions/prompts.ts';

test('one is singular, everything else plural', () => {
  assert.deepEqual(
    [0, 1, 2, 1200].map((count) => counted(count, 'edit')),
    ['0 edits', '1 edit', '2 edits', '1 200 edits'],
  );
});

test('an outcome names the operator, a tag by the hand that set it, and a stage that decides by itself once', () => {
  assert.equal(outcomeText('dropped', 'words_num_filter', 'clean'), 'dropped by words_num_filter in clean');
  assert.equal(outcomeText('dropped', 'select', 'pick'), 'dropped in pick');
  assert.equal(outcomeText('dropped', 'manual', 'clean'), 'dropped by hand (tag drop) in clean');
  assert.equal(outcomeText('kept', 'manual'), 'kept by hand (tag keep)');
  assert.equal(outcomeText('kept', null), 'kept');
});

test('a built-in prompt is known by what was sent, whatever the sample’s caption; another one by its hash', () => {
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  for (const name of promptNames) {
    for (const language of captionLanguages) {
      const sent = writePrompt(findPrompt(name, language)!, { caption: `a {boat}`, language, variables: {} });
      assert.equal(promptWords(sha256(sent)), name);
    }
  }
  assert.equal(promptWords(sha256('Say what you see.')), sha256('Say what you see.').slice(0, 12));
});
