import type { EngineMethod } from '../protocol/engine.ts';
import { listRuns } from '../core/pipeline/list-runs.ts';
import { requestStop } from '../core/pipeline/run-journal.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';
import type { RunFollower } from './run-follower.ts';

type Methods = Extract<EngineMethod, `runs/${string}`>;

const listed = 50;

/** Answers questions about runs. */
export function runHandlers(opened: () => OpenDataset, follower: RunFollower): Handlers<Methods> {
  return {
    'runs/list': async () => listRuns(await opened().session(), listed),
    'runs/active': async () => {
      follower.look(await opened().session());
      return follower.progress;
    },
    'runs/events': async ({ n }) => follower.eventsOf(await opened().session(), n),
    'runs/stop': async ({ n }) => {
      opened().assertWritable();
      await requestStop(await opened().session(), n);
      return null;
    },
  };
}
