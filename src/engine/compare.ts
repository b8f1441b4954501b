import type { Change, CompareMethods, Comparison, SampleSet } from '../protocol/compare.ts';
import { compareRuns, type ComparedRuns } from '../core/pipeline/compare/compare.ts';
import { examplesOf } from '../core/pipeline/compare/examples.ts';
import { comparableStages } from '../core/pipeline/compare/result-of.ts';
import { imported } from '../core/pipeline/imported.ts';
import type { Session } from '../core/pipeline/session.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';

/** Samples by their rows among those of now, under a name. */
type Name = (name: string, samples: readonly number[]) => SampleSet;

/** Answers about two runs or stages as sets of samples. */
export function compareHandlers(opened: () => OpenDataset): Handlers<keyof CompareMethods> {
  return {
    'compare/stages': () => opened().use(async (session) => comparableStages(session, await imported(session))),
    'compare/open': ({ a, b }) => {
      const dataset = opened();
      return dataset.use(async (session, flow) => {
        const compared = await compareRuns(session, flow, a, b);
        return answer(session, compared, (name, samples) => {
          const rows = Int32Array.from(samples, (sample) => compared.now[sample]!).filter((row) => row !== -1);
          const there = dataset.sets.put(name, rows.sort());
          return { samples: samples.length, there, filter: `set:${name}` };
        });
      });
    },
  };
}

async function answer(session: Session, compared: ComparedRuns, name: Name): Promise<Comparison> {
  const { a, b, both, onlyA, onlyB, scores, distributions, recipe } = compared;
  const changes: Change[] = [];
  for (const change of compared.changes) {
    const { keptBy, cause, stage, operator, key, samples } = change;
    const examples = await examplesOf(session, compared, change);
    changes.push({ ...name(`change-${changes.length + 1}`, samples), keptBy, cause, stage, operator, key, examples });
  }
  return {
    ...{ a, b, scores, distributions, recipe, changes },
    both: name('in-both', both),
    onlyA: name('only-a', onlyA),
    onlyB: name('only-b', onlyB),
  };
}
