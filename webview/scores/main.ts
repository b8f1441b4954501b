/** Distributions of scores that filter one another, and the style of captions. */
import '../shared/style/base.css';
import '../shared/style/sample.css';
import '../shared/style/strip.css';
import '../shared/style/filter.css';
import './style/scores.css';
import '../shared/ui/kit.ts';
import '../shared/strip.ts';
import { Panel } from '../shared/panel.ts';
import { freshScores, ScoresModel } from './model/scores.ts';
import { ScoresApp } from './view/app.ts';

const model = new ScoresModel(new Panel(freshScores));
const app = new ScoresApp();
app.model = model;
document.querySelector('#app')!.append(app);
model.begin();
