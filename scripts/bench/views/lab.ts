/// <reference lib="dom" />
/** The threshold lab: how fast it follows, and whether it says what a run then does. */
import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Random } from '../../../src/base/random.ts';
import type { LabSetting } from '../../../src/protocol/lab.ts';
import { startEngine } from '../../../test/support/engine.ts';
import type { PanelPages } from '../../../test/webview/support/panel.ts';
import { untilDrawn, watchPage } from './drawn.ts';
import { idsOf } from './grid.ts';

/** Drags any threshold to any place; milliseconds until new counts and both strips are drawn. */
export async function dragThresholds(pages: PanelPages, folder: string, random: Random, n: number): Promise<number[]> {
  const view = await pages.open({ panel: 'lab', folder });
  // What each operator would drop alone is asked once a drag rests.
  await watchPage(view.page, 'input', ['lab/alone']);
  const sliders = view.page.locator('.bound input[type=range]:not([disabled])');
  const count = await sliders.count();
  const took: number[] = [];
  for (let i = 0; i < n; i++) {
    await sliders.nth(random.below(count)).evaluate((slider: HTMLInputElement, share) => {
      slider.value = String(Math.round(share * Number(slider.max)));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }, random.real());
    took.push(await untilDrawn(view.page));
  }
  await view.close();
  return took;
}

/**
 * How many samples the lab keeps at other thresholds and a run with these thresholds does not, or the other way round.
 * @param run runs a recipe in a folder
 * @param other an empty folder, for the recipe with these thresholds
 */
export async function labAgainstRun(
  folder: string,
  other: string,
  settings: readonly LabSetting[],
  run: (folder: string) => void,
): Promise<{ kept: number; differing: number }> {
  await using engine = await startEngine(folder);
  await engine.ask('lab/decide', { stage: 'clean', settings, order: 'dataset' });
  const lab = new Set(await idsOf(engine, '(outcome:kept OR set:lab-in) -set:lab-out'));
  const [recipe] = await engine.ask('lab/texts', { stage: 'clean', settings });
  writeFileSync(join(other, basename(recipe!.path)), recipe!.after);
  for (const name of ['data.jsonl', 'images']) cpSync(join(folder, name), join(other, name), { recursive: true });
  run(other);
  await using fresh = await startEngine(other);
  const ran = new Set(await idsOf(fresh, 'outcome:kept'));
  const missing = (ids: ReadonlySet<string>, others: ReadonlySet<string>): number =>
    [...ids].filter((id) => !others.has(id)).length;
  return { kept: ran.size, differing: missing(lab, ran) + missing(ran, lab) };
}
