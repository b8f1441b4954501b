/** A dataset of 400,000 lines, more than 50 MB: pictures come while it is still being imported. */
import assert from 'node:assert/strict';
import {
  cpSync,
  createWriteStream,
  globSync,
  linkSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Editor } from '../support/editor/editor.ts';
import { firstSight, noteFirstSight, type FirstSight } from '../support/editor/first-sight.ts';
import type { GridPage } from '../support/editor/grid.ts';
import { memoryOf, memoryText } from '../support/editor/memory.ts';
import { middleAndWorst, scrollAndStop, type Stop } from '../support/editor/stops.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const samples = 400_000;
const recipe = 'version: 1\nstages:\n  - name: clean\n    clean: {process: [{text_length_filter: {min_len: 1}}]}\n';
/** Openings that are measured, of which the middle one counts; more by hand (`OPENINGS=5`). */
const openings = Number(process.env['OPENINGS'] ?? 3);
/** A minute by hand (`SCROLL_SECONDS=60`). */
const scrollSeconds = Number(process.env['SCROLL_SECONDS'] ?? 10);
/** Each picture has so many names: as many pictures as a person passes by. */
const names = 20;
const demo = resolve(import.meta.dirname, '../../demo/dataset');

const folder = await largeFolder();

describe('a dataset of 400,000 lines', () => {
  let editor: Editor;
  let window: Window;
  let grid: GridPage;
  before(async () => {
    editor = await Editor.start();
    window = await editor.open(folder);
  });
  after(() => editor.close());

  /** A window whose extension is active and has started no engine. */
  async function freshWindow(): Promise<Window> {
    await until('no engine', () => editor.processes().length === 0);
    const activations = (): number => editor.log().split('activated in').length;
    const before = activations();
    const fresh = await editor.open(folder);
    await until('the activated extension', () => activations() > before);
    await noteFirstSight(fresh.page);
    return fresh;
  }

  /** Opens the grid. @returns milliseconds from the command on */
  async function open(): Promise<FirstSight> {
    const chosen = await window.runCommand('Better Synth: Open Grid');
    const { caption, picture } = await firstSight(window.page);
    return { caption: caption - chosen, picture: picture - chosen };
  }

  it('shows its first pictures soon after it is opened: the goal is a second, the bar leaves room for a busy machine', async (context) => {
    const took: FirstSight[] = [];
    for (let opening = 1; opening <= openings; opening++) {
      await window.close();
      window = await freshWindow();
      took.push(await open());
      const count = await (await window.grid()).count();
      if (opening < openings) rmSync(join(folder, '.better-synth'), { recursive: true, maxRetries: 5 });
      context.diagnostic(`${timesText(took.slice(-1))} after the command that starts the engine: ${count}`);
    }
    context.diagnostic(`the middle one: ${timesText(took)}`);
    assert.ok(middleAndWorst(took.map(({ picture }) => picture)).middle <= 5000);
  });

  it('shows them sooner where its engine runs', async (context) => {
    const took: FirstSight[] = [];
    for (let opening = 1; opening <= openings; opening++) {
      await window.runCommand('View: Close All Editors');
      await until('a closed grid', () => window.page.frames().every((frame) => !/webview/.test(frame.url())));
      took.push(await open());
    }
    context.diagnostic(timesText(took));
    assert.ok(middleAndWorst(took.map(({ picture }) => picture)).middle <= 5000);
    grid = await window.grid();
  });

  it('has them all in the end, and shows any place of them', async (context) => {
    await until('all samples', async () => /^400[,.\s]?000 samples$/.test(await grid.count()), 60);
    const begun = performance.now();
    await grid.toEnd();
    await until('the last caption', async () =>
      (await grid.captions()).some((caption) => caption.startsWith('399999 ')),
    );
    context.diagnostic(`the last captions after ${(performance.now() - begun).toFixed(0)} ms`);
    await grid.pictures(1);
  });

  it('is scrolled: captions are there at once, pictures soon after it stops, and the memory stays flat', async (context) => {
    const stops: Stop[] = [];
    const scrollFor = async (seconds: number): Promise<void> => {
      const end = performance.now() + seconds * 1000;
      while (performance.now() < end) stops.push(await scrollAndStop(grid, ((stops.length + 1) * 0.618) % 1));
    };
    await scrollFor(5);
    stops.length = 0;
    const before = await memoryOf(editor, window.page);
    await scrollFor(scrollSeconds);
    const after = await memoryOf(editor, window.page);
    await window.screenshot('large-scrolled');
    const captions = middleAndWorst(stops.map(({ captions }) => captions));
    const pictures = middleAndWorst(stops.map(({ pictures }) => pictures));
    context.diagnostic(
      `${stops.length} stops in ${scrollSeconds} s: captions after ${text(captions)}, pictures after ${text(pictures)}`,
    );
    context.diagnostic(`before: ${memoryText(before)}; after: ${memoryText(after)}`);
    assert.ok(captions.middle <= 100 && pictures.middle <= 1000);
    assert.ok(after.heap - before.heap < 15 && after.nodes - before.nodes < 3000);
    assert.ok(after.engine - before.engine < 100 && after.extensionHost - before.extensionHost < 60);
  });

  it('is filtered and sorted', async () => {
    assert.match(await grid.filter('caption:"399998 "'), /^1 of 400[,.\s]?000$/);
    await grid.filter('');
    await grid.sortBy('Caption');
    await until('the first by alphabet', async () => (await grid.caption(0)).startsWith('0 '));
  });
});

function timesText(took: readonly FirstSight[]): string {
  const caption = middleAndWorst(took.map(({ caption }) => caption)).middle;
  return `first captions after ${caption} ms, first pictures after ${middleAndWorst(took.map(({ picture }) => picture)).middle} ms`;
}

function text({ middle, worst }: ReturnType<typeof middleAndWorst>): string {
  return `${middle} ms (at worst ${worst} ms)`;
}

/** Numbered captions over the pictures of the demo dataset. */
async function largeFolder(): Promise<string> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'editor-large-'));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  cpSync(join(demo, 'images'), join(folder, 'images'), { recursive: true });
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  const images = globSync('images/**/*.jpg', { cwd: folder }).sort();
  for (const image of [...images]) {
    for (let name = 1; name < names; name++) {
      const other = image.replace(/\.jpg$/, `-${name}.jpg`);
      linkSync(join(folder, image), join(folder, other));
      images.push(other);
    }
  }
  const file = createWriteStream(join(folder, 'data.jsonl'));
  for (let row = 0; row < samples; row++) {
    const text = `<__dj__image>\n${row} is the number of this sample, which has a picture of the drawn world <|__dj__eoc|>`;
    const line = JSON.stringify({ id: `s${row}`, images: [images[row % images.length]], text });
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  assert.ok(statSync(join(folder, 'data.jsonl')).size > 50e6);
  return folder;
}
