/** The events of one run, from its first on, each once, whoever tells them. No editor in here. */
import type { FollowedEvent } from '../../protocol/runs.ts';
import type { Engine } from '../product.ts';

/** Follows a run through its engine. An engine that is started again tells a run from its beginning: that is left out. */
export class RunFeed {
  readonly n: number;
  readonly #engine: Pick<Engine, 'ask' | 'on'>;
  readonly #hear: (event: FollowedEvent) => void;
  readonly #subscription: { dispose(): void };
  #begun = false;
  /** The time of the last event, and which events had that time. */
  #last = '';
  readonly #atLast = new Set<string>();

  constructor(engine: Pick<Engine, 'ask' | 'on'>, n: number, hear: (event: FollowedEvent) => void) {
    this.n = n;
    this.#engine = engine;
    this.#hear = hear;
    this.#subscription = engine.on('run', (told) => {
      if (told.n === n && this.#begun) this.#take(told.event);
    });
  }

  /** Hears what was told so far; what comes after it is told as it comes. @throws FailureError */
  async begin(): Promise<void> {
    const events = await this.#engine.ask('runs/events', { n: this.n });
    for (const event of events) this.#take(event);
    this.#begun = true;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #take(event: FollowedEvent): void {
    const key = `${event.type} ${'stage' in event ? event.stage : ''}`;
    if (event.at < this.#last || (event.at === this.#last && this.#atLast.has(key))) return;
    if (event.at !== this.#last) this.#atLast.clear();
    this.#last = event.at;
    this.#atLast.add(key);
    this.#hear(event);
  }
}
