import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Raster } from '../../../../src/base/raster.ts';
import { fieldsOf } from '../../../../src/core/dataset/fields.ts';
import { recogniseTokens } from '../../../../src/core/dataset/tokens.ts';
import type { PictureReport } from '../../../../src/core/models/picture-report.ts';
import type { Scorer } from '../../../../src/core/models/scorer.ts';
import { compile } from '../../../../src/core/operators/shared/pattern.ts';
import { Measurer, type MeasuredRows } from '../../../../src/core/pipeline/measure/measurer.ts';
import { PictureDesk, type PictureFacts } from '../../../../src/core/pipeline/measure/picture-desk.ts';
import { ScoreMemory } from '../../../../src/core/pipeline/measure/score-memory.ts';
import type { InputRow } from '../../../../src/core/pipeline/measure/sample.ts';
import { parseRecipe } from '../../../../src/core/recipe/parse.ts';
import type { CleanStage } from '../../../../src/core/recipe/recipe.ts';

const processor = { resize: null, kernel: 'bilinear', crop: null, rescale: null, normalize: null } as const;
const raster: Raster = { width: 1, height: 1, channels: 3, data: new Uint8Array(3) };

/** A model that has forgotten a picture's features by the time it is asked, and then wants to see it again. */
function forgetful(): Scorer & { known: boolean } {
  return {
    known: false,
    inputs: [{ processor, flips: { horizontal: false, vertical: false } }],
    inputOf: () => 0,
    knows() {
      return this.known;
    },
    async score(_, items) {
      for (const { pictures } of items) await pictures[0]!.raster(0);
      return items.map(() => Float32Array.of(0.5));
    },
    counts: [],
    close: () => Promise.resolve(),
  };
}

function seen(path: string): PictureReport {
  const facts = { bytes: 1, width: 1, height: 1, sha256: path, decoded: true, flags: [] };
  return {
    ok: true,
    ...facts,
    results: [],
    inputs: [raster],
    encoded: null,
    seconds: { load: 0, takers: [], inputs: [0] },
  };
}

function row(number: number, path: string, text: string): InputRow {
  const images = [path];
  return { row: number, id: String(number), text: `<__dj__image> ${text}`, images, problem: null, line: null };
}

test('a picture that is gone when a model wants to see it once more fails its own sample alone', async () => {
  const { recipe } = parseRecipe({ text: 'process: [image_text_similarity_filter]', file: '' }, { read: () => null });
  const stage = recipe!.stages[0] as CleanStage;
  const facts = new Map<string, PictureFacts>();
  const gone = new Set<string>();
  const desk = new PictureDesk(
    (path) => Promise.resolve({ ok: true, absolute: path, identity: path }),
    (path) => Promise.resolve(gone.has(path) ? { ok: false, reason: 'gone' } : seen(path)),
    facts,
  );
  const scorer = forgetful();
  const measurer = new Measurer(stage, {
    desk,
    memory: new ScoreMemory(),
    compile,
    recogniseTokens,
    fieldsOf,
    scorer,
    hashOf: () => 'weights',
    tags: new Map(),
  });
  const measure = (text: string): Promise<MeasuredRows> =>
    measurer.measure(['a.png', 'b.png', 'c.png'].map((path, i) => row(i, path, text)));
  assert.equal((await measure('one')).failed, 0);
  scorer.known = true;
  gone.add('b.png');
  const { scores, failed } = await measure('two');
  assert.equal(failed, 1);
  const failures = scores.columns['failures'] as (string | null)[];
  assert.deepEqual(failures, [null, '{"image_text_similarity_filter":"b.png: gone"}', null]);
  assert.deepEqual(desk.looked, 6);
});
