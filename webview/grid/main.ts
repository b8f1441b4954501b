/** The grid of samples: the page that the custom editor shows. */
import '../shared/style/base.css';
import '../shared/style/sample.css';
import '../shared/style/filter.css';
import './style/page.css';
import './style/toolbar.css';
import './style/cards.css';
import './style/writing.css';
import './style/panel.css';
import '../shared/ui/kit.ts';
import type { GridEvents, GridMethods, GridStart, GridTells } from '../../src/protocol/views.ts';
import { connect } from '../shared/host.ts';
import { useWords } from '../shared/words.ts';
import { Grid } from './model/grid.ts';
import { GridApp } from './view/app.ts';

const start = JSON.parse(document.querySelector('#start')!.textContent) as GridStart;
useWords(start.words, start.language);
const grid = new Grid(connect<GridMethods, GridTells, GridEvents>(), start);
const app = new GridApp();
app.grid = grid;
document.querySelector('#app')!.append(app);
void grid.begin();
