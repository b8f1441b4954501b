import type { Json } from '../../../protocol/records.ts';
import type { SampleView, SpecialTokens } from '../../operators/operator.ts';
import { contentHash } from './measurement.ts';

/** One sample as it enters a stage. */
export interface InputRow {
  /** Its place in the dataset. */
  readonly row: number;
  readonly id: string;
  /** The present text; null for a line that could not be read. */
  readonly text: string | null;
  readonly images: readonly string[];
  /** Why the line could not be read. */
  readonly problem: string | null;
  /** The original line, where an operator reads its fields. */
  readonly line: Buffer | null;
}

/** The reader of a line's fields by dotted path, see `dataset/fields`. */
export type FieldsOf = (line: Buffer, text: string) => (path: string) => Json | undefined;

/** The view of a sample that operators get, its text changing from mapper to mapper. */
export class Sample implements SampleView {
  readonly id: string;
  readonly images: readonly string[];
  readonly tokens: SpecialTokens;
  readonly line: Buffer | null;
  text: string;
  readonly #fieldsOf: FieldsOf;
  readonly #kept = new Map<string, string>();
  #fields: ((path: string) => Json | undefined) | undefined;
  #hashed: { text: string; hash: bigint } | undefined;

  constructor(input: InputRow, tokens: SpecialTokens, fieldsOf: FieldsOf) {
    this.id = input.id;
    this.images = input.images;
    this.line = input.line;
    this.text = input.text ?? '';
    this.tokens = tokens;
    this.#fieldsOf = fieldsOf;
  }

  field(path: string): Json | undefined {
    if (path === 'text') return this.text;
    this.#fields ??= this.#fieldsOf(this.line ?? Buffer.from('{}'), this.text);
    return this.#fields(path);
  }

  /** The content hash of the present text. */
  textHash(): bigint {
    if (this.#hashed?.text !== this.text) this.#hashed = { text: this.text, hash: contentHash(this.text) };
    return this.#hashed.hash;
  }

  /** Keeps the present text for an operator that needs it later, together with the pictures. */
  keepText(label: string): void {
    this.#kept.set(label, this.text);
  }

  keptText(label: string): string {
    return this.#kept.get(label) ?? this.text;
  }

  /** The same sample with the text as it was. */
  withText(text: string): SampleView {
    return {
      id: this.id,
      images: this.images,
      tokens: this.tokens,
      text,
      field: (path) => (path === 'text' ? text : this.field(path)),
    };
  }
}
