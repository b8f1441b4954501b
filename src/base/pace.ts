/** How fast something goes on. */
export interface Speed {
  readonly perSecond: number;
  /** Whole seconds; null once all is done. */
  readonly secondsLeft: number | null;
}

/** How fast a stage goes on, from the first that was heard of it: what was done before that took no time now. */
export class Pace {
  #stage: string | null = null;
  #first = { done: 0, at: 0 };

  /**
   * The mean speed since the first time; null while nothing was done since then.
   * @param at now, in milliseconds
   */
  speed(stage: string, done: number, total: number, at: number): Speed | null {
    if (stage !== this.#stage) {
      this.#stage = stage;
      this.#first = { done, at };
    }
    const since = done - this.#first.done;
    const seconds = (at - this.#first.at) / 1000;
    if (since <= 0 || seconds <= 0) return null;
    const perSecond = since / seconds;
    return { perSecond, secondsLeft: done < total ? Math.ceil((total - done) / perSecond) : null };
  }

  /** The speed as `, 9.8/s, 38 s left`; empty while there is none. See {@link speed}. */
  tell(stage: string, done: number, total: number, at: number): string {
    const speed = this.speed(stage, done, total, at);
    if (speed === null) return '';
    const left = speed.secondsLeft === null ? '' : `, ${durationText(speed.secondsLeft)} left`;
    return `, ${rateText(speed.perSecond)}${left}`;
  }
}

/** A rate, as `9.8/s`. */
export function rateText(perSecond: number): string {
  return `${perSecond < 100 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`;
}

/** A duration in seconds, as `0.4 s`, `38 s`, `12 min` or `2 h 45 min`. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
