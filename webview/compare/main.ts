/** The comparison of two runs or stages as sets of samples. */
import '../shared/style/base.css';
import '../shared/style/sample.css';
import '../shared/style/strip.css';
import '../shared/style/panel.css';
import './style/compare.css';
import '../shared/ui/kit.ts';
import { CompareModel } from './model/compare.ts';
import { CompareApp } from './view/app.ts';

const app = new CompareApp();
app.compare = new CompareModel();
document.querySelector('#app')!.append(app);
app.compare.begin();
