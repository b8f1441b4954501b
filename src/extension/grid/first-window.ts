import * as vscode from 'vscode';
import type { Thumbnail } from '../../protocol/grid.ts';
import { batchSize, pageSize, type FirstWindow } from '../../protocol/views.ts';
import type { Engine } from '../product.ts';

/** So many pictures fill a window. */
const pictures = 24;

/** What the first page of a document shows, asked for while that page is still being loaded. */
export class FirstWindowAhead implements vscode.Disposable {
  #asked: Promise<Pick<FirstWindow, 'result' | 'rows'> | null>;
  readonly #thumbnails: Thumbnail[] = [];
  #changed = false;
  readonly #changes: vscode.Disposable;

  constructor(engine: Engine) {
    // What fails here fails again when the page asks, and is told there.
    this.#asked = this.#ask(engine).catch(() => null);
    this.#changes = engine.on('changed', () => (this.#changed = true));
  }

  /** The window with the thumbnails that are made, once: who comes later asks for how things are then. */
  async take(): Promise<FirstWindow | null> {
    const asked = this.#asked;
    this.#asked = Promise.resolve(null);
    const window = await asked;
    this.#changes.dispose();
    return window === null ? null : { ...window, thumbnails: this.#thumbnails, changed: this.#changed };
  }

  dispose(): void {
    this.#changes.dispose();
  }

  async #ask(engine: Engine): Promise<Pick<FirstWindow, 'result' | 'rows'>> {
    const result = await engine.ask('grid/open', { filter: '', orderBy: null });
    const rows = await engine.ask('grid/rows', { result: result.result, from: 0, count: pageSize, scores: [] });
    const paths = [...new Set(rows.slice(0, pictures).flatMap(({ images }) => images.slice(0, 1)))];
    if (vscode.workspace.isTrusted) this.#askThumbnails(engine, paths);
    return { result, rows };
  }

  /** The first ones last: the newest question is answered first. */
  #askThumbnails(engine: Engine, paths: readonly string[]): void {
    for (let end = paths.length; end > 0; end -= batchSize) {
      const some = paths.slice(Math.max(0, end - batchSize), end).map((path) => ({ path }));
      engine.ask('thumbnails', some).then(
        (made) => this.#thumbnails.push(...made),
        () => undefined,
      );
    }
  }
}
