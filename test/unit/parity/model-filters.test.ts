/** The six filters that ask models, run by the product as a user would, against what Data-Juicer measures and decides. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Filter } from '../../../src/core/operators/operator.ts';
import { foldChunks, type ScoreColumn } from '../../../src/core/pipeline/decide/score-column.ts';
import { decideStage, states, type StageDecision } from '../../../src/core/pipeline/decide/decide.ts';
import { readStage, type StoredStage } from '../../../src/core/pipeline/decide-at.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import type { OperatorUse } from '../../../src/core/recipe/recipe.ts';
import { question, scores } from '../../support/decide.ts';
import { readTable } from '../models/model-fixtures.ts';
import { operatorOf, useOf as useWith } from './operators.ts';
import { beside, copyModel, modelDataset, runModels } from '../pipeline/model-runs.ts';

type Parameters = Readonly<Record<string, string | number | boolean>>;

interface Table {
  readonly samples: readonly { readonly images: readonly string[]; readonly text: string }[];
  readonly filters: readonly {
    readonly operator: string;
    readonly runs: readonly { readonly parameters: Parameters; readonly measured: number; readonly keep: string }[];
    readonly measured: readonly {
      readonly stats: readonly Readonly<Record<string, readonly (number | 'nan')[]>>[];
      readonly errors: readonly (string | null)[];
    }[];
  }[];
}

const table = readTable<Table>('data-juicer');
const logit = (probability: number): number => Math.log(probability / (1 - probability));
const same = (value: number): number => value;

/** Per operator the scale on which values are compared, and how far they may lie apart: a cosine 1e-5, a logit 1e-4. */
const scales: Readonly<Record<string, { of: (value: number) => number; tolerance: number }>> = {
  image_text_similarity_filter: { of: same, tolerance: 1e-5 },
  image_pair_similarity_filter: { of: same, tolerance: 1e-5 },
  image_aesthetics_filter: { of: same, tolerance: 1e-5 },
  // The difference of two logits.
  image_text_matching_filter: { of: logit, tolerance: 2e-4 },
  image_nsfw_filter: { of: logit, tolerance: 2e-4 },
  image_watermark_filter: { of: logit, tolerance: 2e-4 },
};

/** Samples about which we differ on purpose, by their places in the table. */
const [noPictureLeft, threeHigh, onePixelHigh] = [28, 48, 49];
const different: Readonly<Record<string, readonly number[]>> = {
  image_text_similarity_filter: [threeHigh, onePixelHigh],
  image_text_matching_filter: [noPictureLeft, threeHigh, onePixelHigh],
  image_nsfw_filter: [threeHigh, onePixelHigh],
  image_watermark_filter: [threeHigh, onePixelHigh],
  image_aesthetics_filter: [threeHigh, onePixelHigh],
  image_pair_similarity_filter: [],
};

/** Data-Juicer goes by a predictor's name and fails on this one; we score with it. */
const unnamed = 'aesthetics-predictor';

/** The filters as Data-Juicer's config has them: one for each way to measure, however many runs decide by it. */
const measuring = new Map<string, { readonly label: string; readonly item: object }>();
for (const { operator, runs } of table.filters) {
  for (const { parameters } of runs) {
    const key = measuringKey(operator, parameters);
    const count = [...measuring.keys()].filter((other) => other.startsWith(`${operator} `)).length;
    const label = count === 0 ? operator : `${operator}#${count + 1}`;
    if (!measuring.has(key)) measuring.set(key, { label, item: { [operator]: inRecipe(parameters) } });
  }
}

const stage = await measureAll();

/** Runs all of them once. */
async function measureAll(): Promise<StoredStage> {
  const lines = table.samples.map((sample, i) => ({ id: String(i), ...sample }));
  const process = [...measuring.values()].map(({ item }) => item);
  const data = await modelDataset(
    lines,
    'version: 1\nerror_budget: 1\nstages: [{ name: clean, clean: { score: all, config: dj.yaml } }]\n',
    ['clip', 'blip', 'nsfw', 'watermark', 'aesthetics-predictor-v1'],
    { 'dj.yaml': configOf(process) },
  );
  copyModel(data, 'aesthetics-predictor-v1', 'scorer-v1');
  copyModel(data, 'aesthetics-predictor-v1', unnamed);
  const report = await runModels(data.folder);
  assert.deepEqual(report.stages[0]!.pictures, { looked: 17, decoded: 17 });
  return withSession(data.folder, undefined, (session) => readStage(session, 'clean'));
}

for (const { operator, runs, measured } of table.filters) {
  const named = runs.filter(({ parameters }) => parameters['hf_scorer_model'] !== unnamed);

  test(`${operator} measures what Data-Juicer measures`, () => {
    const { of, tolerance } = scales[operator]!;
    let compared = 0;
    for (const run of named) {
      const { values, failures } = measuredBy(operator, run.parameters);
      const { stats, errors } = measured[run.measured]!;
      stats.forEach((stat, row) => {
        if (different[operator]!.includes(row)) return;
        assert.equal(failures.has(row), errors[row] !== null, `sample ${row}: ${failures.get(row)}`);
        const peer = Object.values(stat)[0] ?? [];
        const ours = listAt(values, row);
        assert.equal(ours.length, peer.length, `values of sample ${row}`);
        ours.forEach((value, i) => {
          const off = Math.abs(of(value) - of(peer[i] as number));
          assert.ok(off <= tolerance, `sample ${row}: ${value} is off by ${off}`);
          compared++;
        });
      });
    }
    assert.ok(compared >= 300 || operator === 'image_pair_similarity_filter');
  });

  test(`${operator} decides from Data-Juicer's own values as Data-Juicer does, on bounds too`, () => {
    for (const run of named) {
      const { stats, errors } = measured[run.measured]!;
      const use = useOf(operator, run.parameters);
      const key = (use.operator as Filter<unknown>).statistics[0]!.key;
      const lists = stats.map((stat) => (stat[key] ?? []).map(Number));
      const failures = new Map(errors.flatMap((error, row) => (error === null ? [] : [[row, error] as const])));
      const asked = question(lists.length, [use], { [use.label]: { columns: { [key]: scores(lists) }, failures } });
      // A chunk without a picture has no value there, and no value is no decision of ours.
      const known = (_: string, row: number): boolean => !lists[row]!.some(Number.isNaN);
      const ours = [...letters(decideStage(asked))].filter(known).join('');
      assert.equal(ours, [...run.keep].filter(known).join(''), JSON.stringify(run.parameters));
    }
  });

  test(`${operator} decides as Data-Juicer does wherever a value is not within rounding of a bound`, () => {
    let decided = 0;
    for (const run of named) {
      const use = useOf(operator, run.parameters);
      const ours = letters(decideStage({ ...stage.question, process: [use] }));
      const [bound] = (use.operator as Filter<unknown>).statistics;
      const bounds = [bound!.min, bound!.max].flatMap((name) =>
        name === undefined ? [] : Number(use.parameters[name]),
      );
      [...run.keep].forEach((letter, row) => {
        if (different[operator]!.includes(row)) return;
        const values = Object.values(measured[run.measured]!.stats[row]!)[0] ?? [];
        if (values.some((value) => bounds.some((limit) => Math.abs(Number(value) - limit) <= 1e-4))) return;
        assert.equal(ours[row], letter, `sample ${row} with ${JSON.stringify(run.parameters)}`);
        decided++;
      });
    }
    assert.ok(decided >= named.length * 40, `${decided} decisions`);
  });
}

test('a chunk that is left without a picture fails its sample alone, in the similarity filter and the matching filter', () => {
  for (const operator of ['image_text_similarity_filter', 'image_text_matching_filter']) {
    const { failures } = measuredBy(
      operator,
      table.filters.find((filter) => filter.operator === operator)!.runs[0]!.parameters,
    );
    assert.equal(failures.get(noPictureLeft), 'the text has more image tokens than the sample lists pictures');
  }
});

test('pictures 3 pixels and 1 pixel high are read as they are shown, where Data-Juicer takes rows for colours or fails', () => {
  for (const { operator, runs } of table.filters.filter(
    ({ operator: name }) => name !== 'image_pair_similarity_filter',
  )) {
    const { values, failures } = measuredBy(operator, runs[0]!.parameters);
    for (const row of [threeHigh, onePixelHigh]) {
      assert.equal(failures.has(row), false);
      assert.equal(listAt(values, row).length, 1);
    }
  }
});

test('a predictor scores whatever its name; the name only says whether its score is out of ten', () => {
  const [score, tenth, other] = ['scorer-v1', 'aesthetics-predictor-v1', unnamed].map(
    (name) => measuredBy('image_aesthetics_filter', { hf_scorer_model: name }).values.values,
  );
  assert.deepEqual(
    tenth,
    score!.map((value) => value / 10),
  );
  assert.deepEqual(other, tenth);
});

/** What says which parameters of a run change what is measured. */
function measuringKey(operator: string, parameters: Parameters): string {
  const { horizontal_flip: horizontal = false, vertical_flip: vertical = false } = parameters;
  const name = Object.entries(parameters).find(([key]) => key.startsWith('hf_'))![1];
  return `${operator} ${JSON.stringify([name, horizontal, vertical])}`;
}

/** Parameters with the model named as the folder beside the recipe. */
function inRecipe(parameters: Parameters): Parameters {
  const named = Object.entries(parameters).map(([key, value]) => [
    key,
    key.startsWith('hf_') ? beside(value as string) : value,
  ]);
  return Object.fromEntries(named) as Parameters;
}

function configOf(process: readonly object[]): string {
  return JSON.stringify({ image_special_token: '<__dj__image>', eoc_special_token: '<|__dj__eoc|>', process });
}

/** A run's operator, under the label of the use that measured for it. */
function useOf(name: string, parameters: Parameters): OperatorUse {
  const { label } = measuring.get(measuringKey(name, parameters))!;
  return { ...useWith(operatorOf(name, 'filter'), inRecipe(parameters)), label };
}

/** What the product measured for a run: its values as Data-Juicer has them, and what failed. */
function measuredBy(
  operator: string,
  parameters: Parameters,
): { values: ScoreColumn; failures: ReadonlyMap<number, string> } {
  const use = useOf(operator, parameters);
  const { columns, failures } = stage.question.measured(use.label);
  const [statistic] = (use.operator as Filter<unknown>).statistics;
  return { values: foldChunks(columns[statistic!.key]!, use.parameters['reduce_mode']), failures };
}

function listAt({ values, offsets }: ScoreColumn, row: number): number[] {
  return offsets === null ? [values[row]!] : [...values.subarray(offsets[row], offsets[row + 1])];
}

function letters({ outcome }: StageDecision): string {
  const letter: Readonly<Record<number, string>> = { [states.kept]: '1', [states.dropped]: '0', [states.failed]: 'E' };
  return Array.from(outcome, (state) => letter[state] ?? '?').join('');
}
