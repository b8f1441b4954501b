import type { Edited, Failure, WantedEdit } from '../../protocol/engine.ts';
import { failureOf } from '../../protocol/failure.ts';
import { isRefusal } from '../is-refusal.ts';
import { UndoStep, type Revert } from './undo-step.ts';

/** Writes edits durably. */
export type Write = (edits: readonly WantedEdit[]) => Promise<Edited>;

/** Edits that were made together: waiting until they are on the disk, or taken back before they were. */
export class CaptionChange {
  edits: readonly WantedEdit[];
  /** Whether the editor was told of it. */
  announced = false;
  state: 'waiting' | 'written' | 'withdrawn' = 'waiting';
  /** Why it still waits. */
  failure: Failure | null = null;
  edited: Edited | null = null;
  step: UndoStep | null = null;

  constructor(edits: readonly WantedEdit[]) {
    this.edits = edits;
  }
}

/**
 * The edits of captions in one document. What cannot be written waits, in order, until it can: nothing that somebody
 * typed is given up but by themselves. All writing is in one line, so that a later edit never overtakes an earlier one.
 */
export class CaptionChanges {
  readonly #write: Write;
  readonly #revert: Revert;
  #waiting: CaptionChange[] = [];
  #line: Promise<unknown> = Promise.resolve();

  constructor(write: Write, revert: Revert) {
    this.#write = write;
    this.#revert = revert;
  }

  /** The changes that are not on the disk, oldest first. */
  get waiting(): readonly CaptionChange[] {
    return this.#waiting;
  }

  /** The edits of all of them. */
  get unsaved(): readonly WantedEdit[] {
    return this.#waiting.flatMap(({ edits }) => edits);
  }

  /** Why they wait: of the first that says why. */
  get failure(): Failure | null {
    return this.#waiting.find(({ failure }) => failure !== null)?.failure ?? null;
  }

  /** Takes a change in, behind those that wait; {@link flush} writes it. One that waits already is tried again. */
  add(edits: readonly WantedEdit[]): CaptionChange {
    const last = this.#waiting.at(-1);
    if (last !== undefined && isSame(last.edits, edits) && last.failure?.kind !== 'conflict') return last;
    this.#forgetConflicts(edits);
    const change = new CaptionChange(edits.map((edit) => this.#after(edit)));
    this.#waiting.push(change);
    return change;
  }

  /** Tries to write all that waits. What still waits then has its `failure`. */
  flush(): Promise<void> {
    return this.#inLine(async () => {
      for (const change of [...this.#waiting]) {
        if (change.state === 'waiting' && !(await this.#tried(change))) break;
      }
    });
  }

  /** Gives a change up that is not written. */
  withdraw(change: CaptionChange): void {
    this.#waiting = this.#waiting.filter((other) => other !== change);
    if (change.state === 'waiting') change.state = 'withdrawn';
  }

  /** Takes a change back. The ids that were skipped. @throws what the engine answers */
  undo(change: CaptionChange): Promise<readonly string[]> {
    return this.#inLine(() => {
      if (change.state === 'waiting') this.withdraw(change);
      return change.step?.undo() ?? Promise.resolve([]);
    });
  }

  /** Makes a change again that was taken back. The ids that were skipped. @throws what the engine answers */
  async redo(change: CaptionChange): Promise<readonly string[]> {
    if (change.state !== 'withdrawn') return this.#inLine(() => change.step?.redo() ?? Promise.resolve([]));
    Object.assign(change, { state: 'waiting', failure: null });
    this.#waiting.push(change);
    await this.flush();
    return [];
  }

  /** Whether the ones behind it may be tried. */
  async #tried(change: CaptionChange): Promise<boolean> {
    try {
      change.edited = await this.#write(change.edits);
    } catch (error) {
      change.failure = failureOf(error);
      if (!stands(change)) return isRefusal(change.failure);
      change.edited = { batch: null, count: 0, captions: [], skipped: [] };
    }
    change.failure = null;
    change.step = new UndoStep(change.edited.batch, this.#revert);
    change.state = 'written';
    this.#waiting = this.#waiting.filter((other) => other !== change);
    return true;
  }

  /** An edit of a caption that waits was made upon that one, whatever the page has shown. */
  #after(edit: WantedEdit): WantedEdit {
    const last = this.unsaved.findLast(({ id }) => id === edit.id);
    return last === undefined ? edit : { ...edit, seen: last.caption };
  }

  /** Who edits a caption anew whose waiting edit was refused has decided it. */
  #forgetConflicts(edits: readonly WantedEdit[]): void {
    const ids = new Set(edits.map(({ id }) => id));
    for (const change of [...this.#waiting]) {
      if (change.failure === null || !isRefusal(change.failure)) continue;
      change.edits = change.edits.filter(({ id }) => !ids.has(id));
      if (change.edits.length === 0) this.withdraw(change);
    }
  }

  #inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#line.then(work);
    this.#line = turn.catch(() => undefined);
    return turn;
  }
}

function isSame(one: readonly WantedEdit[], other: readonly WantedEdit[]): boolean {
  const same = ({ id, caption }: WantedEdit, at: number): boolean =>
    id === other[at]?.id && caption === other[at].caption;
  return one.length === other.length && one.every(same);
}

/** Whether a conflict is none: the caption that stands is the wanted one. Its acknowledgement may have been lost. */
function stands({ edits, failure }: CaptionChange): boolean {
  return failure?.kind === 'conflict' && edits.length === 1 && failure.details.safe === edits[0]?.caption;
}
