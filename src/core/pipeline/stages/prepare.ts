/** Each kind of stage made ready to run: its fingerprint, what else makes it stale, and the run itself. */
import { open, type FileHandle } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fieldsOf } from '../../dataset/fields.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import { recogniseTokens } from '../../dataset/tokens.ts';
import { createDecoderPool, type DecoderPool } from '../../models/decoder-pool.ts';
import { openMatMul } from '../../models/matmul.ts';
import { compile } from '../../operators/shared/pattern.ts';
import type { CleanStage, ClusterStage, ExportStage, SelectStage, Stage } from '../../recipe/recipe.ts';
import { partOf, type CompletedStage } from '../completed.ts';
import type { StoredReport } from '../find-completed.ts';
import { digestOfTags, stageKey } from '../fingerprint.ts';
import { lastOf } from '../flow.ts';
import { measuringUses } from '../measure/measurement.ts';
import { Measurer } from '../measure/measurer.ts';
import { PictureDesk } from '../measure/picture-desk.ts';
import { pictureUses } from '../measure/picture-steps.ts';
import {
  areAllAsSeen,
  arePicturesSame,
  pictureFinder,
  recognisingFinder,
  seenPictures,
  StoredPictureBook,
  type PicturesDigest,
} from '../pictures.ts';
import { rememberedScores } from '../remembered.ts';
import type { StageOfRun } from './stage-of-run.ts';
import { runClean } from './clean.ts';
import { runCluster } from './cluster.ts';
import { outputIsThere, runExport } from './export.ts';
import { runSelect } from './select.ts';
import type { StageContext, StageRun } from './stage-context.ts';
import { withoutUnreadable } from './unreadable.ts';

/** A stage ready to run. */
export interface PreparedStage {
  readonly key: string;
  /** Whether a complete result with this key still holds: its pictures and its output are as they were. */
  isCurrent(stored: StoredReport): Promise<boolean>;
  /** Whether what a killed run with this key left can be gone on with. */
  mayTakeUp(): Promise<boolean>;
  run(context: StageContext): StageRun;
  /** The pictures that it looked at, as they were then; null where it looks at none. */
  pictures(): Promise<PicturesDigest | null>;
  close(): Promise<void>;
}

/** Makes a stage ready. */
export async function prepareStage(of: StageOfRun): Promise<PreparedStage> {
  const { stage } = of;
  switch (stage.kind) {
    case 'measure':
    case 'clean':
      return prepareClean(of, stage);
    case 'cluster':
      return prepareCluster(of, stage);
    case 'select':
      return prepareSelect(of, stage);
    case 'export':
      return prepareExport(of, stage);
  }
}

const plain = {
  isCurrent: () => Promise.resolve(true),
  mayTakeUp: () => Promise.resolve(true),
  pictures: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

function keyOf({ recipe, flow }: StageOfRun, stage: Stage, others: readonly string[]): string {
  return stageKey({ stage, seed: recipe.seed, entering: flow.entering, others });
}

/** Hashes of the scores of the stages before, which may be read: other thresholds leave them as they are. */
function scoresOf({ flow }: StageOfRun): string[] {
  return flow.completed.flatMap((stage) => partOf(stage, 'scores')?.part.sha256 ?? []);
}

async function prepareClean(of: StageOfRun, stage: CleanStage): Promise<PreparedStage> {
  const { session, flow, tags, machines } = of;
  const readsEarlier = stage.process.some(
    ({ operator }) => operator.kind === 'selector' || operator.kind === 'deduplicator',
  );
  const key = keyOf(of, stage, [digestOfTags(tags), ...(readsEarlier ? scoresOf(of) : [])]);
  const uses = measuringUses(stage);
  const looks = pictureUses(uses).length > 0;
  const find = pictureFinder(await PathResolver.of(session.folder));
  const book = looks ? await StoredPictureBook.load(session) : new StoredPictureBook();
  const pictures = { duck: session.duck, chain: flow.chain, find, book };
  let pool: DecoderPool | null = null;
  let source: FileHandle | null = null;

  async function* run(context: StageContext): StageRun {
    pool = looks ? createDecoderPool({ entry: machines.decoder, size: availableParallelism() }) : null;
    source = await open(session.file, 'r');
    const desk = new PictureDesk(
      recognisingFinder(find, book),
      (absolute, wants) => pool!.measure({ path: absolute, takers: wants.takers, need: wants.need }),
      book,
    );
    const memory = await rememberedScores(
      session,
      uses.map(({ measurement }) => measurement),
    );
    const measurer = new Measurer(stage, { desk, memory, compile, recogniseTokens, fieldsOf });
    const onPicture = (note: StoredPictureBook['onSet']): void => void (book.onSet = note);
    return yield* runClean(stage, context, { measurer, source, onPicture, completed: flow.completed });
  }

  return {
    key,
    isCurrent: async (stored) => stored.pictures === null || (await arePicturesSame(pictures, stored.pictures)),
    // Pictures that changed since the kill are looked at again; what has stayed is remembered by content.
    mayTakeUp: async () => !looks || (await areAllAsSeen(pictures, book)),
    run,
    pictures: () => (looks ? seenPictures(pictures) : Promise.resolve(null)),
    close: async () => {
      await pool?.close();
      await source?.close();
    },
  };
}

function prepareCluster(of: StageOfRun, stage: ClusterStage): PreparedStage {
  async function* run(context: StageContext): StageRun {
    const { product, close } = await openMatMul(availableParallelism());
    try {
      return yield* withoutUnreadable(stage.name, context, (rest) => runCluster(stage, rest, product));
    } finally {
      await close();
    }
  }
  return { ...plain, key: keyOf(of, stage, []), run };
}

function prepareSelect(of: StageOfRun, stage: SelectStage): PreparedStage {
  const clusters = lastOf(of.flow, 'cluster');
  const others = [digestOfTags(of.tags), clusters?.key ?? '', ...(stage.by.length > 0 ? scoresOf(of) : [])];
  const run = (context: StageContext): StageRun =>
    withoutUnreadable(stage.name, context, (rest) => runSelect(stage, rest, of.session, of.flow.completed));
  return { ...plain, key: keyOf(of, stage, others), run };
}

function prepareExport(of: StageOfRun, stage: ExportStage): PreparedStage {
  const { session, dataset, flow, preview } = of;
  const results: (CompletedStage | undefined)[] = [lastOf(flow, 'cluster'), lastOf(flow, 'select')];
  const others = [dataset.sha256, ...results.map((result) => result?.key ?? ''), ...scoresOf(of)];
  return {
    ...plain,
    key: keyOf(of, stage, others),
    isCurrent: (stored) => outputIsThere(stored.output, session.folder),
    run: (context) =>
      withoutUnreadable(stage.name, context, (rest) =>
        runExport(stage, rest, { session, dataset, flow: { ...flow, chain: rest.chain }, preview }),
      ),
  };
}
