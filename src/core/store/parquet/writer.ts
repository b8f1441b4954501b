/**
 * Batches as a Parquet file, row group after row group: what waits in memory is one row group, encoded, not the
 * dataset. Written here and not by DuckDB's COPY, which needs all rows in a table first and syncs nothing.
 */
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { column, type Batch, type ColumnSpec } from '../columns.ts';
import { footer, pageHeader, type ChunkInfo, type Codec, type RowGroup } from './footer.ts';
import { pageEncoder, type Page, type PageEncoder } from './page.ts';

const compress = promisify(zstdCompress);
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Rows and bytes of values after which a row group is written. */
const groupRows = 65_536;
const groupBytes = 1 << 24;
/** Numbers of all vectors in a row group, at most. */
const groupFloats = 1 << 22;

/** Takes batches and hands on the bytes of a Parquet file. */
export class ParquetWriter {
  readonly #columns: readonly ColumnSpec[];
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  readonly #rowLimit: number;
  readonly #groups: RowGroup[] = [];
  #encoders: PageEncoder[];
  #waitingRows = 0;
  #offset = 0;
  #rows = 0;
  #writing: Promise<void>;

  /** @param write takes the file's bytes, in order, one call at a time. */
  constructor(columns: readonly ColumnSpec[], write: (bytes: Uint8Array) => Promise<void>) {
    this.#columns = columns;
    this.#write = write;
    const floats = columns.reduce((sum, { size }) => sum + (size ?? 0), 0);
    this.#rowLimit = floats === 0 ? groupRows : Math.max(1, Math.min(groupRows, Math.floor(groupFloats / floats)));
    this.#encoders = columns.map(pageEncoder);
    this.#writing = this.#put(Buffer.from('PAR1'));
    this.#writing.catch(() => undefined);
  }

  /** Rows appended so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Appends a batch; it is encoded when this returns, and the caller may reuse it. */
  async append(batch: Batch): Promise<void> {
    for (let from = 0; from < batch.rows;) {
      const to = Math.min(batch.rows, from + this.#rowLimit - this.#waitingRows);
      this.#columns.forEach((spec, i) => this.#encoders[i]!.add(column(batch, spec.name, spec.type), from, to));
      this.#waitingRows += to - from;
      this.#rows += to - from;
      from = to;
      const bytes = this.#encoders.reduce((sum, encoder) => sum + encoder.bytes, 0);
      if (this.#waitingRows >= this.#rowLimit || bytes >= groupBytes) await this.#flush();
    }
  }

  /** Writes what waits, and the footer. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#put(footer(this.#columns, this.#groups));
  }

  /** Hands the waiting rows on, once the row group before them is compressed and written. */
  async #flush(): Promise<void> {
    if (this.#waitingRows === 0) return;
    const rows = this.#waitingRows;
    const pages = this.#encoders.map((encoder) => encoder.finish());
    this.#encoders = this.#columns.map(pageEncoder);
    this.#waitingRows = 0;
    await this.#writing;
    this.#writing = this.#writeGroup(rows, pages);
    this.#writing.catch(() => undefined);
  }

  async #writeGroup(rows: number, pages: readonly Page[]): Promise<void> {
    const stored = await Promise.all(pages.map((page, i) => storePage(page, codecOf(this.#columns[i]!))));
    const chunks: ChunkInfo[] = [];
    for (const { pieces, ...info } of stored) {
      chunks.push({ ...info, offset: this.#offset });
      for (const piece of pieces) await this.#put(piece);
    }
    this.#groups.push({ rows, chunks });
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#offset += bytes.length;
    await this.#write(bytes);
  }
}

async function storePage(page: Page, codec: Codec): Promise<Omit<ChunkInfo, 'offset'> & { pieces: Uint8Array[] }> {
  const plain = page.parts.reduce((sum, part) => sum + part.length, 0);
  const body = codec === 'none' ? [...page.parts] : [await compress(Buffer.concat(page.parts), fastest)];
  const size = body.reduce((sum, part) => sum + part.length, 0);
  const header = pageHeader(page.values, plain, size);
  return {
    codec,
    pieces: [header, ...body],
    bytes: header.length + size,
    plainBytes: header.length + plain,
    values: page.values,
    nulls: page.nulls,
    ...(page.range && { range: page.range }),
  };
}

/** Hashes and vectors hardly get smaller. */
function codecOf(spec: ColumnSpec): Codec {
  return spec.type === 'hash' || spec.type === 'floats' ? 'none' : 'zstd';
}
