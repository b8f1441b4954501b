/** Exports with the pictures that they name: as a folder that is a dataset of its own, or as a tar archive of the same files. */
import { dirname, join } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import type { ExportFormat } from '../../recipe/recipe.ts';
import { DurableFolder } from '../../store/durable-folder.ts';
import type { WrittenFile } from '../../store/durable.ts';
import { datasetCard } from './card.ts';
import type { Exported } from './export-row.ts';
import { cardName, manifestName, recordsName, type ImageMode } from './image-package.ts';
import { folderTarget, tarTarget, type ImageTarget } from './image-targets.ts';
import type { Asking } from './llava.ts';
import { picturesUsed } from './pictures-used.ts';
import type { ExportSource } from './rows.ts';
import { writeExport } from './write-export.ts';

/** What to write, and where. */
export interface ImageExport {
  readonly format: ExportFormat;
  readonly mode: ImageMode;
  /** Absolute; the caller has made sure that it may be written. */
  readonly path: string;
  readonly replace: boolean;
  readonly asking: Asking;
  readonly signal: AbortSignal;
}

/** Which pictures were taken along. */
export interface PicturesTaken {
  readonly taken: number;
  readonly bytes: number;
  /** How many could not be: the records that name them are there all the same. */
  readonly missing: number;
}

/**
 * Writes records, the pictures that they name, a manifest (path, SHA-256 and size of each picture, a JSON object a line)
 * and a dataset card. The path appears whole or not at all.
 * @throws ProductError `usage` where pictures cannot be linked, `unusable` where one changes while it is read, `disk`,
 *   `cancelled`
 */
export async function writeWithImages(
  source: ExportSource,
  { format, mode, path, replace, asking, signal }: ImageExport,
): Promise<Exported & { pictures: PicturesTaken }> {
  const workshop = await DurableFolder.create(dirname(path));
  let target: ImageTarget | null = null;
  try {
    target = mode === 'tar' ? await tarTarget(workshop) : folderTarget(workshop, mode);
    const name = recordsName(format)!;
    const records = await writeExport(source, format, join(workshop.path, name), { replace: false }, asking);
    await target.file(name);
    const pictures = new Pictures(await PathResolver.of(source.session.folder), target, name);
    const paths = picturesUsed(source, format === 'llava');
    await workshop.write(manifestName, pictures.take(paths, signal));
    await target.file(manifestName);
    const card = await datasetCard(source, { format, name, records, pictures });
    await workshop.write(cardName, Buffer.from(card));
    await target.file(cardName);
    await target.finish(path, replace);
    const { taken, bytes, missing } = pictures;
    return {
      records: records.records,
      notes: [...records.notes, ...pictures.notes],
      pictures: { taken, bytes, missing },
    };
  } catch (error) {
    await target?.abandon();
    await workshop.abandon();
    throw error;
  }
}

type Taken = WrittenFile & { readonly path: string };
type Missed = { readonly path: string; readonly problem: string };

/** Takes pictures along, in order, and counts. */
class Pictures implements PicturesTaken {
  taken = 0;
  bytes = 0;
  missing = 0;
  #first = '';
  readonly #resolver: PathResolver;
  readonly #target: ImageTarget;
  readonly #reserved: readonly string[];

  constructor(resolver: PathResolver, target: ImageTarget, records: string) {
    this.#resolver = resolver;
    this.#target = target;
    this.#reserved = [records, manifestName, cardName].map((name) => name.toLowerCase());
  }

  /** The lines of the manifest: to ask for the next is to take further pictures. @throws ProductError `cancelled` */
  async *take(batches: AsyncIterable<readonly string[]>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for await (const paths of batches) {
      for (let at = 0; at < paths.length; at += this.#target.atOnce) {
        if (signal.aborted) throw cancelled();
        const group = paths.slice(at, at + this.#target.atOnce);
        // All end before one's failure is passed on: nobody writes any more when things are cleared away.
        const settled = await Promise.allSettled(group.map((path) => this.#takeOne(path)));
        const failure = settled.find(({ status }) => status === 'rejected');
        if (failure?.status === 'rejected') throw failure.reason;
        const lines = settled.flatMap((one) => (one.status === 'fulfilled' ? this.#count(one.value) : []));
        yield Buffer.from(lines.join(''));
      }
    }
  }

  /** What people should know. */
  get notes(): string[] {
    return this.missing === 0 ? [] : [`${this.missing} pictures could not be taken along; the first: ${this.#first}`];
  }

  async #takeOne(path: string): Promise<Taken | Missed> {
    if (this.#reserved.includes(path.split('/', 1)[0]!.toLowerCase()))
      return { path, problem: 'has the name of the export’s own file' };
    const picture = await this.#resolver.open(path);
    if ('problem' in picture) return { path, problem: picture.problem };
    try {
      return { path, ...(await this.#target.picture(path, picture)) };
    } finally {
      await picture.handle.close();
    }
  }

  #count(one: Taken | Missed): string[] {
    if ('problem' in one) {
      if (this.missing === 0) this.#first = `${one.path} ${one.problem}`;
      this.missing++;
      return [];
    }
    const { path, sha256, bytes } = one;
    this.taken++;
    this.bytes += bytes;
    return [`${JSON.stringify({ path, sha256, bytes })}\n`];
  }
}

function cancelled(): ProductError {
  return new ProductError('cancelled', 'The export was cancelled.', { safe: 'Nothing was written.' });
}
