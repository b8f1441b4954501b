import type { Failure } from '../../protocol/engine.ts';

/** What an engine answered instead, or why there is no engine. */
export class EngineFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'EngineFailure';
    this.failure = failure;
  }
}
