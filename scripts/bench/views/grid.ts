/** An open grid that is led by a panel: it asks for the samples of a filter, and shows the first of them. */
import type { TestEngine } from '../../../test/support/engine.ts';
import type { PanelView } from '../../../test/webview/support/panel.ts';

/** So many rows a grid asks for at first. */
const first = 100;

/** Lets a panel lead a grid; what the panel asked is answered once the grid has its rows. */
export function openGridBeside({ answers, engine }: PanelView): void {
  answers['lead-grid'] = async ({ filter }) => {
    const { result } = await engine.ask('grid/open', { filter, orderBy: null });
    await engine.ask('grid/rows', { result, from: 0, count: first, scores: [] });
    return { led: true };
  };
}

/** The ids of all samples that a filter finds. */
export async function idsOf(engine: TestEngine, filter: string): Promise<string[]> {
  const { result, total } = await engine.ask('grid/open', { filter, orderBy: null });
  const ids: string[] = [];
  const step = 100_000;
  for (let from = 0; from < total; from += step)
    ids.push(...(await engine.ask('grid/ids', { result, ranges: [{ from, to: Math.min(total, from + step) }] })));
  return ids;
}
