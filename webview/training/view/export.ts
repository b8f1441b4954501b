import { metricName, trainingName } from '../model/names.ts';
import type { Trainings } from '../model/trainings.ts';
import type { CurveChart } from './curve-chart.ts';

const gap = 12;
const title = 20;

/** Saves the curves as they are shown: a line per point. */
export async function saveCsv(trainings: Trainings): Promise<void> {
  const lines = ['training,metric,step,place,value,smoothed'];
  for (const { training, curves } of trainings.shown) {
    for (const { metric, steps, x, y, smooth } of curves.values())
      steps.forEach((step, i) => {
        lines.push([quoted(trainingName(training)), quoted(metric), step, x[i], y[i], smooth[i]].join(','));
      });
  }
  await trainings.panel.host.ask('save-file', {
    name: 'training.csv',
    content: { text: lines.map((line) => `${line}\n`).join('') },
  });
}

/** Saves all charts, below one another, as one picture. */
export async function savePng(trainings: Trainings): Promise<void> {
  const charts = [...document.querySelectorAll<CurveChart>('bs-curve-chart')].flatMap(({ canvas, content }) =>
    canvas === null ? [] : [{ canvas, name: metricName(content.metric) }],
  );
  const unit = devicePixelRatio;
  const picture = document.createElement('canvas');
  picture.width = Math.max(1, ...charts.map(({ canvas }) => canvas.width)) + 2 * gap * unit;
  picture.height = charts.reduce((sum, { canvas }) => sum + canvas.height + (gap + title) * unit, (gap + title) * unit);
  const context = picture.getContext('2d')!;
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body);
  context.fillStyle = backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = color;
  context.font = `600 ${13 * unit}px ${fontFamily}`;
  const names = trainings.shown.map(({ training }) => trainingName(training)).join(', ');
  context.fillText(names, gap * unit, title * unit);
  let top = (gap + title) * unit;
  for (const { canvas, name } of charts) {
    context.fillText(name, gap * unit, top + 14 * unit);
    context.drawImage(canvas, gap * unit, top + title * unit);
    top += canvas.height + (gap + title) * unit;
  }
  const base64 = picture.toDataURL('image/png').split(',')[1]!;
  await trainings.panel.host.ask('save-file', { name: 'training.png', content: { base64 } });
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
