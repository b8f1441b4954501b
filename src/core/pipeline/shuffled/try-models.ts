/** `check --models`: each image–text model of a recipe is tried on the dataset as it is, before any run. */
import { availableParallelism } from 'node:os';
import type { TellsApart } from '../../../protocol/records.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import { createDecoderPool } from '../../models/decoder-pool.ts';
import type { ModelFolder } from '../../models/model-folder.ts';
import { openScorer } from '../../models/scorer.ts';
import type { Filter, ModelQuestion } from '../../operators/operator.ts';
import type { OperatorUse, Recipe } from '../../recipe/recipe.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Import } from '../../store/state/registry.ts';
import { editedPart } from '../edited-part.ts';
import { startOfFlow } from '../flow.ts';
import { modelOf } from '../measure/measurement.ts';
import { ModelShelf } from '../model-shelf.ts';
import { openDesk, pictureFinder, StoredPictureBook } from '../pictures.ts';
import type { Session } from '../session.ts';
import { scoreUse } from '../stage-models.ts';
import type { RunMachines } from '../stages/stage-of-run.ts';
import { tellApart, type AskedUse } from './tell-apart.ts';

/** What came of trying one operator's model. */
export interface TriedModel extends TellsApart {
  readonly stage: string;
  /** The operator's parameter that names the model. */
  readonly parameter: string;
}

interface Asking extends AskedUse {
  readonly question: ModelQuestion<unknown>;
  readonly model: ModelFolder;
}

/**
 * Tries the image–text models of a recipe on samples with pictures, their texts as the operators would see them.
 * @throws ProductError `model` where any model of the recipe is missing or wrong
 */
export async function tryModels(
  session: Session,
  recipe: Recipe,
  dataset: Import,
  machines: RunMachines,
  signal: AbortSignal,
): Promise<TriedModel[]> {
  const shelf = new ModelShelf(session, machines.models);
  await shelf.checkAll(recipe.stages);
  const asking = await imageTextUses(recipe, shelf);
  if (asking.length === 0) return [];
  const threads = availableParallelism();
  const { duck, state } = session;
  const { chain: imported } = await startOfFlow(session, dataset, null);
  const edited = state.readOnly ? null : await editedPart(session, imported);
  const { chain } = await startOfFlow(session, dataset, edited);
  const pictured = `SELECT row FROM ${chain.samples} WHERE problem IS NULL AND len(images) > 0 ORDER BY row`;
  const rows = column(await selectRows(duck, pictured), 'row', 'int');
  const book = await StoredPictureBook.load(session);
  const find = pictureFinder(await PathResolver.of(session.folder));
  const scorer = await openScorer(
    asking.map(({ use, question, model }) => scoreUse(use, question, model)),
    { threads },
  );
  const pool = createDecoderPool({ entry: machines.decoder, size: threads });
  const desk = openDesk({ find, book }, pool);
  try {
    const tried: TriedModel[] = [];
    for (const [index, asked] of asking.entries()) {
      const hashOf = (): string => asked.model.sha256;
      const tools = { duck, chain, desk, scorer, index, hashOf, seed: recipe.seed, signal };
      const { stage, use, model, question } = asked;
      const trial = await tellApart(asked, rows, tools);
      const names = { stage: stage.name, operator: use.label, parameter: question.model, model: model.reference };
      tried.push({ ...names, ...trial });
    }
    return tried;
  } finally {
    await pool.close();
    await scorer.close();
  }
}

/** Operators that ask image–text models, each with all mappers before it, those of earlier stages too. */
async function imageTextUses({ stages }: Recipe, shelf: ModelShelf): Promise<Asking[]> {
  const found: Asking[] = [];
  const mappers: OperatorUse[] = [];
  for (const stage of stages) {
    if (stage.kind !== 'clean' && stage.kind !== 'measure') continue;
    for (const use of stage.process) {
      if (use.operator.kind === 'mapper') mappers.push(use);
      const question = (use.operator as Filter<unknown>).askModel;
      if (question?.about !== 'chunk') continue;
      found.push({ stage, use, question, mappers: [...mappers], model: await shelf.read(modelOf(use)!) });
    }
  }
  return found;
}
