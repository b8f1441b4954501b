import { setTimeout as wait } from 'node:timers/promises';
import type { Timing } from './endpoint.ts';

/** The real clock. Chance here only spreads requests in time: it decides nothing that is stored. */
export const realTiming: Timing = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    await wait(Math.min(milliseconds, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined);
  },
  random: () => Math.random(),
};
