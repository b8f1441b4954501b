/** Somebody else has changed what was going to be changed. */
export class ConflictError extends Error {
  readonly id: string;
  /** The caption that stands now. */
  readonly now: string;

  constructor(id: string, now: string) {
    super(`The caption of sample ${id} was changed elsewhere.`);
    this.name = 'ConflictError';
    this.id = id;
    this.now = now;
  }
}
