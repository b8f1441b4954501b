/** Folders and stores for the tests of `core/store`, removed when the test ends. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Duck } from '../../../src/core/store/duck.ts';
import { createLayout, type Layout } from '../../../src/core/store/layout.ts';
import { Parts } from '../../../src/core/store/parts.ts';
import { State } from '../../../src/core/store/state/state.ts';

/** An empty folder. */
export function temporaryFolder(t: TestContext, name = 'data'): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `better-synth-${name}-`));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A dataset folder with all that the store has. */
export interface TestStore {
  readonly layout: Layout;
  readonly duck: Duck;
  readonly parts: Parts;
  readonly state: State;
}

/** An open store in a new folder. */
export async function temporaryStore(t: TestContext, name?: string): Promise<TestStore> {
  const layout = createLayout(temporaryFolder(t, name));
  const duck = await Duck.open({ folders: [layout.parts, layout.cache], temporary: join(layout.cache, 'duckdb') });
  const state = State.open(layout.stateDb);
  t.after(() => {
    duck.close();
    state.close();
  });
  return { layout, duck, parts: new Parts(layout.parts, duck), state };
}
