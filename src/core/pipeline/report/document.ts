/** The report as one HTML document: no script, no request, nothing but itself. */
import { numberText } from '../../../base/number-text.ts';
import type { GridRow } from '../../../protocol/grid.ts';
import type { Ledger, TerminalState } from '../../../protocol/ledger.ts';
import type { Evaluation } from '../../../protocol/training.ts';
import type { ClusterShown } from './clusters.ts';
import { evaluationTable } from './evaluations.ts';
import type { Examples } from './examples.ts';
import { funnelPicture } from './funnel-picture.ts';
import { spreadPicture, type Spread } from './histograms.ts';
import { markup, type Markup } from './markup.ts';
import type { PictureData } from './pictures.ts';
import { reportStyle } from './style.ts';
import { lossPicture, type LossCurve } from './training.ts';

/** What a report tells. */
export interface ReportContent {
  readonly dataset: string;
  readonly run: { readonly n: number; readonly startedAt: string; readonly recipe: string } | null;
  readonly ledger: Ledger;
  readonly spreads: readonly Spread[];
  readonly examples: readonly Examples[];
  readonly clusters: { readonly all: number; readonly shown: readonly ClusterShown[] };
  readonly curves: readonly LossCurve[];
  /** Of the logs and score tables that were named. */
  readonly evaluations: readonly Evaluation[];
  /** Sentences of the stages that people should read. */
  readonly notes: readonly string[];
  readonly pictures: ReadonlyMap<string, PictureData>;
}

/** The document's text. */
export function reportDocument(content: ReportContent): string {
  const { dataset, run, ledger, spreads, examples, clusters, curves, evaluations, notes } = content;
  const title = `${dataset}${run === null ? '' : `, run ${run.n}`}`;
  const body = markup`<h1>${title}</h1>
    <p>${summaryOf(content)}</p>
    ${section('The recipe as a funnel', ledger.stages.length === 0 ? markup`<p>No stage has run yet.</p>` : funnelPicture(ledger))}
    ${section('Where every row ended', statesTable(ledger))}
    ${
      spreads.length === 0
        ? null
        : section(
            'Scores',
            markup`<p class="quiet">
                <span class="key kept"></span> kept to the end <span class="key others"></span> all others. A score of
                several pictures is their mean.
              </p>
              <div class="spreads">${spreads.map(spreadPicture)}</div>`,
          )
    }
    ${keptFirst(examples).map((each) => examplesSection(each, content))}
    ${clusters.all === 0 ? null : clustersSection(content)}
    ${curves.length === 0 ? null : section('Training', markup`${curves.map(lossPicture)}`)}
    ${evaluations.length === 0 ? null : section('Evaluation', markup`${evaluations.map(evaluationTable)}`)}
    ${
      notes.length === 0
        ? null
        : section(
            'Notes',
            markup`<ul>
              ${notes.map((note) => markup`<li>${note}</li>`)}
            </ul>`,
          )
    }
    ${run === null ? null : section('The recipe as it was run', markup`<pre>${run.recipe}</pre>`)}`;
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${reportStyle}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `.text;
}

function section(title: string, content: Markup): Markup {
  return markup`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;
}

function summaryOf({ ledger, run }: ReportContent): string {
  const { input, created, states, selected } = ledger;
  const kept = states.filter(({ outcome }) => outcome === 'kept').reduce((sum, state) => sum + countOf(state), 0);
  const parts = [
    `${numberText(input)} rows came in`,
    ...(created === 0 ? [] : [`${numberText(created)} samples were created`]),
  ];
  const taken =
    selected === null
      ? ''
      : ` The selection makes ${numberText(selected.records)} records of ${numberText(selected.samples)} samples.`;
  const when = run === null ? '' : ` Run ${run.n} began on ${run.startedAt.slice(0, 16).replace('T', ' ')} UTC.`;
  return `${parts.join(', ')}; ${numberText(kept)} samples are kept.${taken}${when}`;
}

function countOf({ source, created }: TerminalState): number {
  return source + created;
}

function statesTable({ states, input, created }: Ledger): Markup {
  const lines = states.map(
    (state) =>
      markup`<tr>
        <td class="${state.outcome}">${state.outcome === 'none' ? 'not decided' : state.outcome}</td>
        <td>${state.stage ?? '–'}</td>
        <td>${byWhom(state)}</td>
        <td class="number">${numberText(state.source)}</td>
        <td class="number">${share(state.source, input)}</td>
        ${created === 0 ? null : markup`<td class="number">${numberText(state.created)}</td>`}
      </tr>`,
  );
  return markup`<table>
    <thead>
      <tr>
        <th>outcome</th>
        <th>stage</th>
        <th>by</th>
        <th class="number">rows</th>
        <th class="number">share</th>
        ${created === 0 ? null : markup`<th class="number">created</th>`}
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
    <tfoot>
      <tr>
        <td colspan="3">all rows of the input</td>
        <td class="number">${numberText(input)}</td>
        <td class="number">${share(input, input)}</td>
        ${created === 0 ? null : markup`<td class="number">${numberText(created)}</td>`}
      </tr>
    </tfoot>
  </table>`;
}

function byWhom({ operator, outcome }: TerminalState): string {
  if (operator === 'manual') return 'a tag';
  return operator ?? (outcome === 'kept' ? 'kept by all' : '–');
}

function share(count: number, of: number): string {
  return of === 0 ? '–' : `${((100 * count) / of).toFixed(1)} %`;
}

function keptFirst(examples: readonly Examples[]): Examples[] {
  return examples.toSorted((a, b) => Number(b.state.outcome === 'kept') - Number(a.state.outcome === 'kept'));
}

function examplesSection({ state, rows }: Examples, content: ReportContent): Markup {
  const by = state.operator === null ? '' : ` by ${byWhom(state)}`;
  const where = state.stage === null ? '' : state.outcome === 'kept' ? '' : ` in ${state.stage}`;
  const outcome = state.outcome === 'none' ? 'not decided' : state.outcome;
  const of = `${numberText(rows.length)} of ${numberText(countOf(state))}`;
  return section(
    `${outcome[0]!.toUpperCase()}${outcome.slice(1)}${by}${where}`,
    markup`<p class="quiet">${of}</p>
      ${cards(rows, content)}`,
  );
}

function clustersSection({ clusters, ...content }: ReportContent): Markup {
  const shown = clusters.shown.map(
    ({ cluster, label, samples, rows }) =>
      markup`<h3>
          <bdi>${label === '' ? `Cluster ${cluster}` : label}</bdi>
          <span class="quiet">${label === '' ? '' : `cluster ${cluster}, `}${numberText(samples)} samples</span>
        </h3>
        ${cards(rows, content)}`,
  );
  const more = clusters.all - clusters.shown.length;
  return section(
    'Clusters',
    markup`<p class="quiet">
        The samples nearest to each centre${more > 0 ? `; ${numberText(more)} smaller clusters are not shown` : ''}.
      </p>
      ${shown}`,
  );
}

function cards(rows: readonly GridRow[], { pictures }: Pick<ReportContent, 'pictures'>): Markup {
  return markup`<div class="cards">${rows.map((row) => card(row, pictures.get(row.images[0] ?? '')))}</div>`;
}

function card({ id, caption, problem, decided, times }: GridRow, picture: PictureData | undefined): Markup {
  const shown =
    picture === undefined
      ? markup`<span class="none">no picture</span>`
      : 'address' in picture
        ? markup`<img alt="" src="${picture.address}" />`
        : markup`<span class="none">${picture.reason}</span>`;
  const reason = decided?.reason === problem ? null : (decided?.reason ?? null);
  return markup`<div class="card">
    ${shown}
    <p class="caption" dir="auto">${caption ?? problem ?? 'no caption'}</p>
    <p class="quiet"><bdi>${id}</bdi>${(times ?? 0) > 1 ? ` ×${times}` : ''}</p>
    ${reason === null ? null : markup`<p class="reason" dir="auto">${reason}</p>`}
  </div>`;
}
