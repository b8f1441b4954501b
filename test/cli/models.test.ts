import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { test } from 'node:test';
import type { CheckResult } from '../../src/core/pipeline/check.ts';
import type { PlannedStage } from '../../src/core/pipeline/plan.ts';
import type { Status } from '../../src/core/pipeline/status.ts';
import { cli, start, type Failure } from '../support/cli.ts';
import { dataset, framed, temporaryFolder } from '../support/dataset.ts';

interface Listed {
  readonly reference: string;
  readonly path: string;
  readonly family: string;
  readonly bytes: number;
  readonly title: string;
}

const tiny = resolve(import.meta.dirname, '../fixtures/models');
const cache = temporaryFolder();
process.env['XDG_CACHE_HOME'] = cache;
const home = join(cache, 'better-synth/models');
cpSync(`${tiny}/clip`, join(home, 'someone/clip'), { recursive: true });

const numbers = Array.from({ length: 30 }, (_, i) => i);
const noise = await dataset({
  lines: numbers.map((i) => ({ id: `${i}`, images: [`images/${i}.png`], text: framed(`picture number ${i}`) })),
  pictures: Object.fromEntries(numbers.map((i) => [`images/${i}.png`, { width: 24, height: 24, seed: i }])),
  recipe: recipeWith('someone/clip'),
});

function recipeWith(model: string): string {
  return `version: 1
stages:
  - name: clean
    clean:
      process:
        - image_text_similarity_filter: {hf_clip: ${model}, min_score: -1}
`;
}

test('models list names the demo models and those of the cache, with family, size and place', async () => {
  const { code, json } = await cli('models', 'list', '--json');
  const { models } = json<{ models: Listed[] }>();
  assert.equal(code, 0);
  const find = (reference: string): Listed => models.find((model) => model.reference === reference)!;
  assert.deepEqual([find('someone/clip').family, find('someone/clip').title], ['clip', 'clip']);
  assert.equal(find('someone/clip').path, join(home, 'someone/clip'));
  assert.ok(find('demo/clip').bytes > 1e6);
  const { stdout } = await cli('models', 'list');
  assert.match(stdout, /demo\/itm +blip +\d+\.\d MB/);
  assert.ok(stdout.includes(home));
});

test('models path prints where a model lies, and is exit 10 with what helps where nothing is', async () => {
  const there = await cli('models', 'path', 'someone/clip');
  assert.deepEqual([there.code, there.stdout], [0, `${join(home, 'someone/clip')}\n`]);
  const document = await cli('models', 'path', 'demo/clip', '--json');
  const { reference, path } = document.json<{ reference: string; path: string }>();
  assert.deepEqual([reference, basename(path)], ['demo/clip', 'clip']);
  const gone = await cli('models', 'path', 'someone/else');
  assert.deepEqual([gone.code, gone.stdout], [10, `${join(home, 'someone/else')}\n`]);
  assert.match(gone.stderr, /not on this machine[^]*next: .*ONNX/);
  assert.equal((await cli('models', 'path', 'someone/else', '--json')).error().where, join(home, 'someone/else'));
});

test('models path takes a folder from where it is asked', async () => {
  const { ended } = start(['models', 'path', './clip'], { cwd: tiny });
  const { code, stdout } = await ended;
  assert.deepEqual([code, stdout], [0, `${tiny}/clip\n`]);
});

test('check --models gives the figure of each image–text model, and a warning where it is poor', async () => {
  const { code, stdout } = await cli('check', noise.folder, '--models');
  assert.equal(code, 0);
  assert.match(stdout, /better-synth\.yaml:6:51: warning model-tells-nothing-apart: .*AUC (0\.\d{3}) of 30 true/m);
  assert.match(stdout, /^clean: image_text_similarity_filter with someone\/clip: AUC 0\.\d{3} \(30 true/m);
  const { models } = (await cli('check', noise.folder, '--models', '--json')).json<CheckResult>();
  assert.deepEqual([models![0]!.model, models![0]!.pairs], ['someone/clip', 30]);
  assert.ok(models![0]!.auc! > 0.2 && models![0]!.auc! < 0.8);
});

test('a run says below its table what its models do not tell apart', async () => {
  const { code, stdout } = await cli('run', noise.folder);
  assert.equal(code, 0);
  assert.match(stdout, /^· clean: The model someone\/clip does not tell this data's captions from others: AUC/m);
});

test('a missing model is exit 10 in run, its plan and check --models; check warns at its place, status says why', async () => {
  const data = await dataset({ lines: [{ id: 'a', text: 'a caption' }], recipe: recipeWith('someone/else') });
  const where = join(home, 'someone/else');
  const asked = [['run'], ['run', '--dry-run'], ['check', '--models']];
  const ended = await Promise.all(asked.map(([name, ...rest]) => cli(name!, data.folder, ...rest, '--json')));
  for (const { code, error } of ended) {
    const { kind, where: place, next }: Failure = error();
    assert.deepEqual([code, kind, place], [10, 'model', where]);
    assert.match(next!, /better-synth models path someone\/else/);
  }
  const { code, stdout } = await cli('check', data.folder);
  assert.equal(code, 0);
  assert.ok(
    stdout.startsWith(`${data.path('better-synth.yaml')}:6:51: warning no-model: The model someone/else is not`),
    stdout,
  );
  const status = await cli('status', data.folder, '--json');
  const stage: PlannedStage = status.json<Status>().stages[0]!;
  assert.deepEqual([status.code, stage.why], [0, `The model someone/else is not on this machine. (${where})`]);
});
