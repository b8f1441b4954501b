import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operators } from '../../src/core/operators/index.ts';
import { scoreName } from '../../webview/shared/score-name.ts';
import { FakeHost } from './support/fake-host.ts';
import { card, pagesOfTests } from './support/pages.ts';

const pages = pagesOfTests();

test('every score of our operators has a name that people read', () => {
  const statistics = operators.flatMap((operator) => ('statistics' in operator ? operator.statistics : []));
  const keys = statistics.filter(({ hidden }) => hidden !== true).map(({ key }) => key);
  assert.ok(keys.length > 15);
  assert.deepEqual(
    keys.filter((key) => !/^[A-Z]/u.test(scoreName(key)) && key !== 'specified_numeric_field'),
    [],
  );
  assert.equal(scoreName('image_of_ours_score'), 'of ours');
});

test('scores have their names on cards, in the list of scores and in the order, in the language of the editor', async () => {
  const host = new FakeHost(1000);
  const words = { 'Caption similarity': '图文相似度' };
  const view = await pages.open({ host, start: { language: 'zh-cn', words } });
  await view.page.waitForSelector(`${card(0)} .score`);
  assert.match((await view.page.textContent(`${card(0)} .scores`))!, /图文相似度/u);
  assert.match((await view.page.textContent('.order'))!, /图文相似度/u);
  await host.tell('command', { name: 'choose-scores', data: null });
  await view.page.waitForSelector('.chooser:popover-open');
  assert.match((await view.page.textContent('.chooser'))!, /图文相似度/u);
  await view.page.keyboard.press('Escape');
  await view.page.click('#filter');
  await view.page.keyboard.type('image_text');
  assert.match((await view.page.textContent('#filter-suggestions'))!, /image_text_similarity>\s*图文相似度: 0 to 1/u);
  await view.close();
});
