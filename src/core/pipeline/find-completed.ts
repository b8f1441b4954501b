import type { Json, StageReport } from '../../protocol/records.ts';
import type { Import } from '../store/state/registry.ts';
import { partsOfStage, stagesWithKey, type StageResult } from '../store/state/stages.ts';
import type { CompletedStage } from './completed.ts';
import type { PicturesDigest } from './pictures.ts';
import type { Session } from './session.ts';
import type { PartRole, StageOutput, StagePart } from './stages/stage-context.ts';

/** What is stored with a completed stage beside its parts. */
export interface StoredReport {
  readonly report: StageReport;
  readonly leaving: string;
  /** SHA-256 of the dataset whose rows the parts speak of. */
  readonly dataset: string;
  /** The pictures as they were when they were looked at; null where none was. */
  readonly pictures: PicturesDigest | null;
  /** Of an export: the file that was written. */
  readonly output: StageOutput | null;
}

/** A completed stage with a fingerprint whose parts are all there, newest first. */
export function findCompleted(
  session: Session,
  dataset: Import,
  key: string,
  preview: boolean,
): (CompletedStage & { stored: StoredReport }) | undefined {
  return stagesWithKey(session.state, key)
    .filter((result) => result.state === 'done' && result.preview === preview)
    .map((result) => toCompleted(session, result))
    .find((found) => found.stored.dataset === dataset.sha256 && partsAreThere(session, found));
}

/** Whether all parts of a stage still lie on the disk: they may be deleted, which costs computing. */
export function partsAreThere({ store }: Pick<Session, 'store'>, { parts }: CompletedStage): boolean {
  return parts.every(({ part }) => store.isThere(part));
}

/** A stored result as a completed stage. */
export function toCompleted(
  session: Pick<Session, 'state'>,
  result: StageResult,
): CompletedStage & { stored: StoredReport } {
  const stored = result.report as unknown as StoredReport;
  const { report, leaving } = stored;
  const parts = partsOfStage(session.state, result.run, result.stage).map(toStagePart);
  return { name: result.stage, kind: result.kind, run: result.run, key: result.key, report, leaving, parts, stored };
}

/** A stored part in the pipeline's words. */
export function toStagePart({ role, part, meta }: { role: string; part: StagePart['part']; meta: Json }): StagePart {
  return { role: role as PartRole, part, meta };
}
