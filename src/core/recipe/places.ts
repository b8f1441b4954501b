import type { Problem } from '../../protocol/records.ts';
import { locate } from './reporter.ts';
import type { SourceText, Span } from './source.ts';

/** Where something of a recipe stands. */
export type Place = Required<Pick<Problem, 'file' | 'line' | 'column' | 'length'>>;

/** A span of a text that may be the recipe itself or a config that it names. */
export interface Mark {
  readonly source: SourceText;
  readonly span: Span;
}

/**
 * Where stages, operators and parameters of a recipe stand. A parameter without a label is the stage's own, an empty
 * stage is the recipe's top level.
 */
export class Places {
  readonly #marks = new Map<string, Mark>();

  mark(source: SourceText, span: Span, stage: string, label = '', parameter = ''): void {
    this.#marks.set(keyOf(stage, label, parameter), { source, span });
  }

  /** Whether the recipe spells this out itself. */
  spelled(stage: string, label: string, parameter: string): boolean {
    return this.#marks.has(keyOf(stage, label, parameter));
  }

  /** The text as written, quotes included; undefined for a default. */
  written(stage: string, label: string, parameter: string): string | undefined {
    const mark = this.#marks.get(keyOf(stage, label, parameter));
    return mark?.source.text.slice(mark.span.start, mark.span.end);
  }

  /** The nearest mark: of the parameter, else (it is a default) of the operator, else of the stage. */
  marked(stage: string, label = '', parameter = ''): Mark {
    const keys = [keyOf(stage, label, parameter), keyOf(stage, label, ''), keyOf(stage, '', '')];
    const mark = keys.map((key) => this.#marks.get(key)).find((found) => found !== undefined);
    if (mark === undefined) throw new RangeError(`No stage ${stage} in this recipe`);
    return mark;
  }

  /** As {@link marked}, for people: file, line, column. */
  find(stage: string, label = '', parameter = ''): Place {
    const { source, span } = this.marked(stage, label, parameter);
    return locate(source, span);
  }
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
