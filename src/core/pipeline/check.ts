/** `check`: faults of a recipe and a dataset, found without running anything. */
import { basename } from 'node:path';
import { exitCodes } from '../../protocol/errors.ts';
import type { Problem } from '../../protocol/records.ts';
import { PathResolver } from '../dataset/resolve-path.ts';
import { dataJuicerTokens, llavaTokens } from '../dataset/tokens.ts';
import { exitOf } from '../recipe/parse.ts';
import { findTokenTraps } from '../recipe/traps.ts';
import { column, textsAt } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import type { Import } from '../store/state/registry.ts';
import { imported } from './imported.ts';
import { StoredPictureBook } from './pictures.ts';
import { missingModels } from './missing-models.ts';
import type { Session } from './session.ts';
import { findingOf } from './shuffled/finding.ts';
import { tryModels, type TriedModel } from './shuffled/try-models.ts';
import type { RunMachines } from './stages/stage-of-run.ts';
import { missingProfiles, wrongConditions } from './synthesize-problems.ts';

/** What a check found. */
export interface CheckResult {
  readonly problems: readonly Problem[];
  readonly samples: number;
  /** Samples that would fail. */
  readonly bad: number;
  /** What came of trying the image–text models; null where that was not asked for, or the recipe has errors. */
  readonly models: readonly TriedModel[] | null;
  readonly exit: number;
}

/**
 * Checks recipe and dataset.
 * @param tried also tries the recipe's image–text models on this dataset; without it a missing model is a warning
 * @throws ProductError `usage` when there is no dataset file; `model` when models are tried and one is missing or wrong
 */
export async function checkDataset(
  session: Session,
  machines: RunMachines,
  tried: { readonly signal: AbortSignal } | null,
): Promise<CheckResult> {
  const recipeProblems = session.loaded?.problems ?? [];
  const dataset = await imported(session);
  const lines = await lineProblems(session, dataset);
  const pictures = await pictureProblems(session, dataset);
  const bad = new Set([...lines, ...pictures].filter(({ severity }) => severity === 'error').map(({ line }) => line))
    .size;
  const samples = dataset.part.rows;
  const recipe = session.loaded?.recipe ?? null;
  const models = tried && recipe && (await tryModels(session, recipe, dataset, machines, tried.signal));
  const aboutModels = models === null ? await missingModels(session, machines.models) : trialProblems(session, models);
  const conditions = await wrongConditions(session, dataset);
  const aboutStages = [
    ...aboutModels,
    ...missingProfiles(session, machines),
    ...(await tokenProblems(session, dataset)),
  ];
  const problems = [...recipeProblems, ...conditions, ...aboutStages, ...lines, ...pictures];
  const recipeExit = exitOf([...recipeProblems, ...conditions]);
  const dataExit = samples === bad ? exitCodes.unusable : bad > 0 ? exitCodes.someFailed : exitCodes.done;
  return { problems, samples, bad, models, exit: recipeExit === exitCodes.done ? dataExit : recipeExit };
}

async function lineProblems(session: Session, dataset: Import): Promise<Problem[]> {
  const batch = await session.store.readColumns([dataset.part], ['line', 'problem'], {
    where: 'problem IS NOT NULL',
    orderBy: 'row',
  });
  const messages = column(batch, 'problem', 'text');
  const file = basename(session.file);
  return Array.from(column(batch, 'line', 'int'), (line, i) => ({
    severity: 'error',
    code: 'bad-line',
    message: messages[i]!,
    file,
    line,
  }));
}

/** Models that do not tell this dataset's captions apart, or could not be tried, at the places that name them. */
function trialProblems({ loaded }: Session, tried: readonly TriedModel[]): Problem[] {
  return tried.flatMap(({ stage, operator, parameter, ...trial }) => {
    const message = findingOf(trial);
    if (message === null) return [];
    const kind = trial.auc === null ? ({ severity: 'info', code: 'too-few-pairs' } as const) : poorModel;
    return [{ ...kind, message, ...loaded!.places.find(stage, operator, parameter) }];
  });
}

const poorModel = { severity: 'warning', code: 'model-tells-nothing-apart' } as const;

/** Pictures that are not there, and those that a run has found odd. */
async function pictureProblems(session: Session, dataset: Import): Promise<Problem[]> {
  const resolver = await PathResolver.of(session.folder);
  const book = await StoredPictureBook.load(session);
  const file = basename(session.file);
  const problems: Problem[] = [];
  for await (const batch of session.store.stream([dataset.part], ['line', 'images'])) {
    const lines = column(batch, 'line', 'int');
    const images = column(batch, 'images', 'texts');
    for (let i = 0; i < batch.rows; i++) {
      for (const path of textsAt(images, i) ?? []) {
        const found = await resolver.resolve(path);
        const place = { file, line: lines[i]! };
        if ('problem' in found)
          problems.push({ severity: 'error', code: 'bad-picture', message: `${path} ${found.problem}`, ...place });
        const flags = book.get(path)?.flags.filter((flag) => flag === 'truncated' || flag === 'trailing') ?? [];
        for (const flag of flags)
          problems.push({ severity: 'warning', code: `${flag}-picture`, message: flagMessage(path, flag), ...place });
      }
    }
  }
  return problems;
}

function flagMessage(path: string, flag: string): string {
  return flag === 'truncated'
    ? `${path} is truncated: its rest is filled up with grey`
    : `${path} has other data behind the picture`;
}

async function tokenProblems({ duck, store, loaded }: Session, dataset: Import): Promise<readonly Problem[]> {
  if (loaded?.recipe == null) return [];
  const source = await store.source([dataset.part]);
  const tokens = [dataJuicerTokens.image, llavaTokens.image];
  const counts = tokens.map((token, i) => `count_if(contains(text, '${token}'))::INTEGER AS t${i}`);
  const batch = await selectRows(duck, `SELECT ${counts.join(', ')} FROM ${source}`);
  const tokensSeen = tokens.filter((_, i) => column(batch, `t${i}`, 'int')[0]! > 0);
  return findTokenTraps(loaded.recipe, loaded.places, { tokensSeen });
}
