/** The threshold lab: a clean stage decided anew while thresholds are dragged. */
import '../shared/style/base.css';
import '../shared/style/sample.css';
import '../shared/style/strip.css';
import './style/lab.css';
import './style/operators.css';
import '../shared/ui/kit.ts';
import '../shared/strip.ts';
import { Panel } from '../shared/panel.ts';
import { freshLab, Lab, type KeptLab } from './model/lab.ts';
import { LabApp } from './view/app.ts';

const lab = new Lab(new Panel<KeptLab>(freshLab));
const app = new LabApp();
app.lab = lab;
document.querySelector('#app')!.append(app);
lab.begin();
