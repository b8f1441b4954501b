/**
 * DuckDB, in memory and locked down: it reads parts and answers queries, keeps no truth, and reaches no
 * file outside the folders named here. The lock-down is set before the first statement of anybody else and
 * cannot be taken back.
 */
import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk, type DuckDBResult } from '@duckdb/node-api';

/** What an instance may touch and use. */
export interface DuckOptions {
  /** Absolute folders that may be read, and written by our own COPY. */
  readonly folders: readonly string[];
  /** Absolute folder for what does not fit into memory. */
  readonly temporary: string;
  /** As DuckDB writes it; default `256MB`. */
  readonly memoryLimit?: string;
  /** Default 2. */
  readonly threads?: number;
}

/** An answer on its way; iterate over its chunks, to the end or not, to free it. */
export interface DuckStream {
  readonly result: DuckDBResult;
  readonly chunks: AsyncGenerator<DuckDBDataChunk>;
}

/** A locked-down DuckDB. */
export class Duck {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Starts an instance; the folders need not exist yet. */
  static async open(options: DuckOptions): Promise<Duck> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const folders = options.folders.flatMap((folder) => [folder, globEscape(folder)]);
    for (const setting of [
      `memory_limit = ${quoteText(options.memoryLimit ?? '256MB')}`,
      `threads = ${String(options.threads ?? 2)}`,
      `temp_directory = ${quoteText(options.temporary)}`,
      `allowed_directories = [${folders.map(quoteText).join(', ')}]`,
      'autoinstall_known_extensions = false',
      'autoload_known_extensions = false',
      'enable_external_access = false',
      'lock_configuration = true',
    ]) {
      await connection.run(`SET ${setting}`);
    }
    return new Duck(instance, connection);
  }

  /** Runs engine-made SQL that answers nothing, or little. Views and tables are seen by every later call. */
  async run(sql: string): Promise<DuckDBResult> {
    return this.#connection.run(sql);
  }

  /** Starts a statement whose rows come in chunks of at most 2,048, on a connection of its own. */
  async stream(sql: string): Promise<DuckStream> {
    const connection = await this.#instance.connect();
    try {
      const result = await connection.stream(sql);
      return { result, chunks: chunksOf(result, connection) };
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }

  /** A connection of its own, for appenders; the caller closes it. */
  async connect(): Promise<DuckDBConnection> {
    return this.#instance.connect();
  }

  /** Ends the instance; tables and views are gone. */
  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

async function* chunksOf(result: DuckDBResult, connection: DuckDBConnection): AsyncGenerator<DuckDBDataChunk> {
  try {
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk;
    }
  } finally {
    connection.closeSync();
  }
}

/** An SQL identifier, whatever its characters. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** An SQL string, whatever its characters. */
export function quoteText(text: string): string {
  const quoted = text.split('\0').map((piece) => `'${piece.replaceAll("'", "''")}'`);
  // A statement ends at a null character.
  return quoted.length === 1 ? quoted[0]! : `(${quoted.join(' || chr(0) || ')})`;
}

/** A path as DuckDB's file functions take it literally: `data[1]` would be read as a pattern, and find `data1`. */
export function globEscape(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}
