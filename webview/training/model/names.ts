import type { Training, TrainingState } from '../../../src/protocol/training.ts';
import { t } from '../../shared/words.ts';

/** Curves that every training may have, in the order in which they are looked at. */
const usual = ['loss', 'eval_loss', 'learning_rate', 'grad_norm', 'steps_per_second'];

/** What a metric is called; other trainers' metrics keep their names. */
export function metricName(metric: string): string {
  const names: Readonly<Record<string, string>> = {
    loss: t('Loss'),
    eval_loss: t('Loss in evaluation'),
    learning_rate: t('Learning rate'),
    grad_norm: t('Gradient norm'),
    steps_per_second: t('Speed, steps per second'),
  };
  return names[metric] ?? metric;
}

/** Metrics in the order in which they are shown. */
export function inOrder(metrics: Iterable<string>): string[] {
  const place = (metric: string): number => {
    const at = usual.indexOf(metric);
    if (at !== -1) return at;
    return metric.startsWith('eval_') ? usual.length : usual.length + 1;
  };
  return [...new Set(metrics)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** Whether a metric is shown without being asked for: an evaluation's speed is not. */
export function isUsual(metric: string): boolean {
  if (usual.includes(metric)) return true;
  return metric.startsWith('eval_') && !/_(runtime|per_second|time)$/.test(metric);
}

/** Whether noise hides the way that a metric goes: only then it is smoothed. */
export function isSmoothed(metric: string): boolean {
  return !metric.startsWith('eval_') && metric !== 'learning_rate';
}

/** What a training is called. */
export function trainingName({ run, path }: Training): string {
  if (run === null) return path.split(/[\\/]/u).slice(-2).join('/');
  const name = run.stage === 'train' ? t('Run {0}', String(run.n)) : t('Run {0}, {1}', String(run.n), run.stage);
  return run.preview ? t('{0} (preview)', name) : name;
}

/** The name at the end of a line: short. */
export function shortName({ run, path }: Training): string {
  if (run !== null) return run.stage === 'train' ? String(run.n) : `${run.n}-${run.stage}`;
  const [folder = '', file = ''] = path.split(/[\\/]/u).slice(-2);
  const name = /^(train(ing)?|trainer_state|log|output|nohup|stdout|stderr)?\.?\w*$/iu.test(file) ? folder : file;
  return name.length > 14 ? `${name.slice(0, 13)}…` : name;
}

/** Where a training stands, in a word. */
export function stateName(state: TrainingState): string {
  const names: Readonly<Record<TrainingState, string>> = {
    running: t('goes on'),
    done: t('finished'),
    failed: t('failed'),
    cancelled: t('stopped by hand'),
    killed: t('killed'),
    stopped: t('ended without an end line'),
    unreadable: t('cannot be read'),
  };
  return names[state];
}
