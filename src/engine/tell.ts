import type { EngineEvents } from '../protocol/engine.ts';

/** Tells something unasked. */
export type Tell = <E extends keyof EngineEvents>(event: E, payload: EngineEvents[E]) => void;
