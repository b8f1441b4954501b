import type { Ask } from '../../../src/protocol/engine.ts';
import type { GridCommand, GridStart } from '../../../src/protocol/views.ts';

/** Samples that a command is about. */
export type Target = Ask<'tags/change'>['of'];

/** A command that takes longer to come back was not brought by the key: milliseconds. */
const patience = 1000;

/**
 * Whom a key meant when it was pressed. The editor makes a command of it and hands that to the page a moment later: by
 * then the person may have gone on to the next sample.
 */
export class Pressed {
  readonly #keys: GridStart['keys'];
  #noted: { readonly command: GridCommand; readonly target: Target; readonly at: number }[] = [];

  constructor(keys: GridStart['keys']) {
    this.#keys = keys;
  }

  /** The key of a command is pressed, on these samples. */
  note({ key, timeStamp: at }: KeyboardEvent, target: Target | null): void {
    const command = this.#keys.find((each) => each.key === key.toUpperCase())?.command;
    if (command !== undefined && target !== null) this.#noted.push({ command, target, at });
  }

  /** Whom the key meant that brought this command; null: no key did. */
  take(command: GridCommand): Target | null {
    this.#noted = this.#noted.filter(({ at }) => performance.now() - at < patience);
    const index = this.#noted.findIndex((each) => each.command === command);
    return index < 0 ? null : this.#noted.splice(index, 1)[0]!.target;
  }
}
