/** Charts as pictures and numbers as tables, saved where the person says. */
import { outcomeGroups, type ScoreDistribution, type Summary } from '../../../src/protocol/scores.ts';
import type { Plot } from '../../shared/chart.ts';
import { themeColors, type Colors } from '../../shared/colors.ts';
import { t } from '../../shared/words.ts';
import { countsOf } from '../model/counted.ts';
import type { ScoresModel } from '../model/scores.ts';

const columns = ['count', 'missing', 'mean', 'sigma', 'min', 'p5', 'p25', 'median', 'p75', 'p95', 'max'] as const;

type Cell = string | number | null;

/** A plot with its title and the names of its axes. */
export interface TitledPlot {
  readonly plot: Plot;
  readonly title: string;
  readonly x: string;
  readonly y: string;
}

/** Pixels around the plots for titles and names of axes. */
const margin = { left: 24, right: 12, top: 52, bottom: 24 };

/** Saves plots as one picture, where they lie in the panel, below what they are of. */
export async function savePlots(model: ScoresModel, name: string, plots: readonly TitledPlot[]): Promise<void> {
  const boxes = plots.map(({ plot }) => plot.root.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left)) - margin.left;
  const top = Math.min(...boxes.map((box) => box.top)) - margin.top;
  const canvas = document.createElement('canvas');
  canvas.width = (Math.max(...boxes.map((box) => box.right)) - left + margin.right) * devicePixelRatio;
  canvas.height = (Math.max(...boxes.map((box) => box.bottom)) - top + margin.bottom) * devicePixelRatio;
  const context = canvas.getContext('2d')!;
  const colors = themeColors();
  context.fillStyle = colors.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(devicePixelRatio, devicePixelRatio);
  write(context, colors.quiet, subject(model), margin.left, 16);
  plots.forEach((titled, i) => {
    context.save();
    context.translate(boxes[i]!.left - left, boxes[i]!.top - top);
    drawTitled(context, colors, titled, boxes[i]!);
    context.restore();
  });
  const base64 = canvas.toDataURL('image/png').split(',')[1]!;
  await model.panel.run(async () => void (await model.panel.host.ask('save-file', { name, content: { base64 } })));
}

function drawTitled(
  context: CanvasRenderingContext2D,
  colors: Colors,
  { plot, title, x, y }: TitledPlot,
  { width, height }: Pick<DOMRect, 'width' | 'height'>,
): void {
  write(context, colors.ink, title, 0, -10, '600 13px');
  context.drawImage(plot.ctx.canvas, 0, 0, width, height);
  context.textAlign = 'center';
  write(context, colors.quiet, x, width / 2, height + 10);
  context.rotate(-Math.PI / 2);
  write(context, colors.quiet, y, -height / 2, -4);
}

function write(
  context: CanvasRenderingContext2D,
  color: string,
  text: string,
  left: number,
  top: number,
  size = '11px',
): void {
  context.font = `${size} ${getComputedStyle(document.body).fontFamily}`;
  context.fillStyle = color;
  context.fillText(text, left, top);
}

/** What the charts are of, in a line. */
function subject({ panel, opened, brushed, brushedFilter }: ScoresModel): string {
  const counted = t('{0} of {1} samples', brushed?.total ?? 0, opened?.total ?? 0);
  return [panel.start.dataset, opened?.stage, counted, brushedFilter].filter(Boolean).join(' · ');
}

/** Saves the table of summary numbers. */
export function saveSummaries(model: ScoresModel): Promise<void> {
  const rows = (model.summaries ?? []).flatMap(({ key, all, brushed, groups }) => [
    line(key, 'all', all),
    line(key, 'brushed', brushed),
    ...groups.map((summary, group) => line(key, `brushed ${outcomeGroups[group]!}`, summary)),
  ]);
  return saveText(model, 'scores.csv', [['score', 'samples', ...columns], ...rows]);
}

/** Saves all histograms: a line for each bin and outcome. */
export function saveHistograms(model: ScoresModel): Promise<void> {
  const lines = (model.opened?.scores ?? []).flatMap((score) => binsOf(model, score));
  return saveText(model, 'histograms.csv', [['score', 'from', 'to', 'outcome', 'samples', 'brushed'], ...lines]);
}

function binsOf(model: ScoresModel, { key, bins, counts }: ScoreDistribution): Cell[][] {
  const [all, brushed] = [countsOf(counts), model.counts.get(key) ?? countsOf(counts)];
  return Array.from({ length: bins.count }, (_, bin) =>
    outcomeGroups.map((name, group) => [
      key,
      bins.from + bin * bins.width,
      bins.from + (bin + 1) * bins.width,
      name,
      all.of(group, bin),
      brushed.of(group, bin),
    ]),
  ).flat();
}

function line(key: string, samples: string, summary: Summary): Cell[] {
  return [key, samples, ...columns.map((column) => summary[column])];
}

async function saveText(model: ScoresModel, name: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const text = rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  await model.panel.run(async () => void (await model.panel.host.ask('save-file', { name, content: { text } })));
}

function cell(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The heading of a column of summary numbers. */
export function columnName(column: (typeof columns)[number]): string {
  const names = {
    ...{ count: t('values'), missing: t('missing'), mean: t('mean'), sigma: 'σ', min: t('min'), p5: '5%', p25: '25%' },
    ...{ median: t('median'), p75: '75%', p95: '95%', max: t('max') },
  };
  return names[column];
}

export { columns as summaryColumns };
