/** The map: embeddings in two dimensions. */
import '../shared/style/base.css';
import '../shared/style/sample.css';
import '../shared/style/strip.css';
import './style/map.css';
import '../shared/ui/kit.ts';
import '../shared/strip.ts';
import { MapModel } from './model/map.ts';
import { MapApp } from './view/app.ts';

const model = new MapModel();
const app = new MapApp();
app.model = model;
document.querySelector('#app')!.append(app);
model.begin();
