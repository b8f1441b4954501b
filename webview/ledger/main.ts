/** The ledger: where every input row ended, the recipe as a funnel, the way of a sample. */
import '../shared/style/base.css';
import '../shared/style/sample.css';
import '../shared/style/panel.css';
import './style/ledger.css';
import '../shared/ui/kit.ts';
import { LedgerModel } from './model/ledger.ts';
import { LedgerApp } from './view/app.ts';

const app = new LedgerApp();
app.ledger = new LedgerModel();
document.querySelector('#app')!.append(app);
app.ledger.begin();
