/** What is remembered of an engine's life, in monotonic milliseconds. */
export interface EngineLife {
  /** When the process that runs now was started. */
  readonly startedAt: number;
  /** Whether the one restart was used. */
  readonly restarted: boolean;
}

/** After this long without a crash the one restart is granted anew. */
export const goodWork = 10 * 60_000;

/** The life of an engine that somebody has asked for. */
export function firstLife(now: number): EngineLife {
  return { startedAt: now, restarted: false };
}

/** The life after a crash, or null where the engine is given up: it would crash again and again. */
export function lifeAfterCrash({ startedAt, restarted }: EngineLife, now: number): EngineLife | null {
  if (restarted && now - startedAt < goodWork) return null;
  return { startedAt: now, restarted: true };
}
