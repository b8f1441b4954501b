import {
  addStagePart,
  announceStage,
  partsOfStage,
  stagesWithKey,
  startStage,
  type StageStart,
} from '../store/state/stages.ts';
import { toStagePart } from './find-completed.ts';
import type { Session } from './session.ts';
import type { PartRole, StageOutput, StagePart, StageRecord } from './stages/stage-context.ts';

/** Begins a stage's record; what a killed run with the same fingerprint left is taken up, unless that is not wanted. */
export async function beginStage(
  session: Session,
  start: StageStart,
  mayTakeUp: () => Promise<boolean>,
): Promise<StageRecord> {
  const { state, store } = session;
  const unfinished = stagesWithKey(state, start.key).find(
    (found) => found.state === 'running' && found.preview === start.preview,
  );
  const left = unfinished === undefined ? [] : partsOfStage(state, unfinished.run, unfinished.stage).map(toStagePart);
  const takeUp = left.length > 0 && left.every(({ part }) => store.isThere(part)) && (await mayTakeUp());
  // At once: a kill in between would leave a newer record, without what it was to take up.
  state.write(() => {
    startStage(state, start);
    if (takeUp) add(left);
  });

  function add(parts: readonly StagePart[]): void {
    state.write(() => {
      for (const part of parts) addStagePart(state, start.run, start.stage, part);
    });
  }
  const parts = (role: PartRole): StagePart[] => partsOfStage(state, start.run, start.stage, role).map(toStagePart);
  const announce = (output: StageOutput): void =>
    announceStage(state, start.run, start.stage, { output: { ...output } });
  return { parts, add, announce };
}
