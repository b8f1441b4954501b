import type { ColumnSpec } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import type { Parts } from '../../store/parts.ts';
import type { PictureFacts } from '../measure/picture-desk.ts';

const pictureColumns: readonly ColumnSpec[] = [
  { name: 'path', type: 'text' },
  { name: 'identity', type: 'text' },
  { name: 'sha256', type: 'text' },
  { name: 'width', type: 'int' },
  { name: 'height', type: 'int' },
  { name: 'flags', type: 'text' },
];

/** Writes what was learnt of pictures as a part, by path. @throws ProductError `disk` */
export async function pictureFactsPart(store: Parts, pictures: ReadonlyMap<string, PictureFacts>): Promise<Part> {
  const facts = [...pictures.values()];
  return store.writePart('pictures', pictureColumns, {
    rows: facts.length,
    columns: {
      path: [...pictures.keys()],
      identity: facts.map(({ identity }) => identity),
      sha256: facts.map(({ sha256 }) => sha256),
      width: Int32Array.from(facts, ({ width }) => width),
      height: Int32Array.from(facts, ({ height }) => height),
      flags: facts.map(({ flags }) => (flags.length > 0 ? flags.join(' ') : null)),
    },
  });
}
