import { EventEmitter, type Disposable } from 'vscode';
import type { EngineEvents } from '../../protocol/engine.ts';

type Emitters = { readonly [E in keyof EngineEvents]: EventEmitter<EngineEvents[E]> };

/** Who listens to an engine's events; outlives its processes. */
export class Listeners {
  readonly #emitters: Emitters = {
    changed: new EventEmitter(),
    run: new EventEmitter(),
    'run-progress': new EventEmitter(),
    log: new EventEmitter(),
  };

  get events(): readonly (keyof EngineEvents)[] {
    return Object.keys(this.#emitters) as (keyof EngineEvents)[];
  }

  on<E extends keyof EngineEvents>(event: E, listener: (payload: EngineEvents[E]) => void): Disposable {
    return this.#emitters[event].event(listener);
  }

  tell<E extends keyof EngineEvents>(event: E, payload: EngineEvents[E]): void {
    this.#emitters[event].fire(payload);
  }

  dispose(): void {
    for (const emitter of Object.values(this.#emitters)) emitter.dispose();
  }
}
