import { setImmediate } from 'node:timers/promises';
import { ProductError } from '../protocol/errors.ts';
import type { LabDecision, LabFlips, LabMethods } from '../protocol/lab.ts';
import { indicesOf, states } from '../core/pipeline/decide/decide.ts';
import { withSettings } from '../core/pipeline/decide-at.ts';
import type { Flow } from '../core/pipeline/flow.ts';
import { Lab, type Tried } from '../core/pipeline/lab/lab.ts';
import { openLab } from '../core/pipeline/lab/open-lab.ts';
import { readText, type Session } from '../core/pipeline/session.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';

/** A strip shows so many samples; the grid shows all. */
const mostShown = 2000;

/** Answers about the threshold lab: a clean stage decided anew at other thresholds. */
export function labHandlers(opened: () => OpenDataset): Handlers<keyof LabMethods> {
  const labs = new KeptLabs();
  /** In a turn of its own, unless nobody waits for it any more. */
  const inLab = <T>(stage: string, signal: AbortSignal, work: (lab: Lab) => Promise<T> | T): Promise<T> =>
    opened().use(async (session, flow) => {
      // What was taken back meanwhile is heard of first.
      await setImmediate();
      if (signal.aborted) throw new ProductError('cancelled', 'The question was taken back.');
      return work(await labs.of(session, flow, stage));
    });
  return {
    'lab/open': ({ stage }) =>
      opened().use((session, flow) => openLab(session, stage, (name) => labs.of(session, flow, name))),
    'lab/decide': ({ stage, settings, order }, signal) =>
      inLab(stage, signal, (lab) => {
        const tried = lab.try(settings);
        const first = (which: 'in' | 'out'): Int32Array =>
          order === 'nearest' ? lab.nearest(tried, which, mostShown) : tried.flips[which].subarray(0, mostShown);
        const flips = labs.told(opened(), (dataset) => ({
          flipIn: tellFlips(dataset, lab, 'lab-in', tried.flips.in, first('in')),
          flipOut: tellFlips(dataset, lab, 'lab-out', tried.flips.out, first('out')),
        }));
        const { outcome, counts } = tried.decision;
        const unknown = counts.unknown === 0 ? new Int32Array() : indicesOf(outcome, states.unknown);
        opened().sets.put('lab-unknown', rowsBehind(lab, unknown));
        return { ...decisionOf(lab, tried), ...flips };
      }),
    'lab/alone': ({ stage, settings }, signal) => inLab(stage, signal, (lab) => lab.alone(settings)),
    'lab/why': ({ stage, settings, rows }, signal) => inLab(stage, signal, (lab) => lab.why(settings, rows)),
    'lab/suggest': ({ stage, settings, ...ask }, signal) => inLab(stage, signal, (lab) => lab.suggest(settings, ask)),
    'lab/texts': ({ stage, settings }) =>
      opened().use((session) => {
        const { files } = withSettings(session, stage, settings);
        return Promise.resolve([...files].map(([path, after]) => ({ path, before: readText(path) ?? '', after })));
      }),
  };
}

/** The stage that was asked about last, until something changes, and what was told of it. */
class KeptLabs {
  #kept: { readonly flow: Flow; readonly stage: string; readonly lab: Promise<Lab> } | null = null;
  /** Results of the last two answers: a strip may still read the one before. */
  #told: readonly number[] = [];

  /** The views are made anew, with another flow, whenever something has changed. */
  of(session: Session, flow: Flow, stage: string): Promise<Lab> {
    if (this.#kept?.flow === flow && this.#kept.stage === stage) return this.#kept.lab;
    const lab = Lab.read(session, stage);
    this.#kept = { flow, stage, lab };
    lab.catch(() => (this.#kept = null));
    return lab;
  }

  /** Notes the results of an answer, and forgets those that no strip reads any more. */
  told<T extends Pick<LabDecision, 'flipIn' | 'flipOut'>>(dataset: OpenDataset, tell: (dataset: OpenDataset) => T): T {
    const flips = tell(dataset);
    const now = [...this.#told, flips.flipIn.result, flips.flipOut.result];
    for (const result of now.slice(0, -4)) dataset.results.drop(result);
    this.#told = now.slice(-4);
    return flips;
  }
}

function tellFlips(dataset: OpenDataset, lab: Lab, set: string, all: Int32Array, first: Int32Array): LabFlips {
  const total = dataset.sets.put(set, rowsBehind(lab, all));
  return { total, result: dataset.results.add(rowsBehind(lab, first)) };
}

function rowsBehind({ rows }: Lab, places: Int32Array): Int32Array {
  return places.map((place) => rows[place]!);
}

function decisionOf(lab: Lab, { decision, at, unknowns, wonBack }: Tried): Omit<LabDecision, 'flipIn' | 'flipOut'> {
  const { counts, operators } = decision;
  return {
    ...counts,
    operators: operators.map(({ name, in: entering, kept, dropped, failed, unknown }) => ({
      ...{ name, in: entering, kept, dropped, failed, unknown },
    })),
    at: at.map(({ operator, parameter, at: number }) => ({ operator, parameter, at: number })),
    keptByRun: lab.keptByRun,
    keptByRecipe: lab.keptByRecipe,
    wonBack,
    unknowns,
  };
}
