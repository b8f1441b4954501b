/** How fast a stage goes on, from the first that was heard of it: what was done before that took no time now. */
export class Pace {
  #stage: string | null = null;
  #first = { done: 0, at: 0 };

  /**
   * Rate and time left, as `, 9.8/s, 38 s left`; empty while nothing was done since the first time.
   * @param at now, in milliseconds
   */
  tell(stage: string, done: number, total: number, at: number): string {
    if (stage !== this.#stage) {
      this.#stage = stage;
      this.#first = { done, at };
    }
    const since = done - this.#first.done;
    const seconds = (at - this.#first.at) / 1000;
    if (since <= 0 || seconds <= 0) return '';
    const rate = since / seconds;
    const left = done < total ? `, ${durationText((total - done) / rate)} left` : '';
    return `, ${rate < 100 ? rate.toFixed(1) : Math.round(rate)}/s${left}`;
  }
}

function durationText(seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
