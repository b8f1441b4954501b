/** The page of trainings: curves, evaluations, the samples of a step. */
import '../shared/style/base.css';
import '../shared/style/sample.css';
import '../shared/style/strip.css';
import './style/training.css';
import '../shared/ui/kit.ts';
import { Panel } from '../shared/panel.ts';
import { fresh } from './model/kept.ts';
import { Samples } from './model/samples.ts';
import { Trainings } from './model/trainings.ts';
import { TrainingApp } from './view/app.ts';

const panel = new Panel(fresh);
const trainings = new Trainings(panel);
const samples = new Samples(trainings);
const app = new TrainingApp();
app.samples = samples;
const root = document.querySelector<HTMLElement>('#app')!;
root.append(app);
panel.begin({
  ask: async () => {
    await trainings.ask();
    await samples.ask();
    await app.updateComplete;
    root.dataset['shown'] = '';
  },
  take: ({ runs }) => {
    trainings.wanted = [...(runs ?? [])];
  },
  progress: () => void panel.run(() => trainings.progressed()),
});
