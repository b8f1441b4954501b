import { html, type TemplateResult } from 'lit';
import type { LabFlips } from '../../../src/protocol/lab.ts';
import type { GridRow } from '../../../src/protocol/grid.ts';
import type { StripAction, StripNote, StripSamples } from '../../shared/strip.ts';
import { scoreName } from '../../shared/score-name.ts';
import { t } from '../../shared/words.ts';
import type { KeptLab, Lab } from '../model/lab.ts';

/** The samples that flip against the last run: in, and out. */
export function strips(lab: Lab): TemplateResult {
  const { flipIn, flipOut } = lab.decision!;
  const actions: readonly StripAction[] = lab.canWrite ? [tagAction(lab, 'keep'), tagAction(lab, 'drop')] : [];
  const scores = scoresShown(lab);
  return html`<section class="flips" aria-label=${t('Samples that flip')}>
    <div class="flips-head">
      <h2>
        ${flipIn.total + flipOut.total > 0 ? t('Against the last run') : t('Against the last run no sample flips. Move a threshold.')}
      </h2>
      <label>
        ${t('Order')}
        <select
          @change=${(event: Event) => {
            lab.order((event.target as HTMLSelectElement).value as KeptLab['order']);
          }}
        >
          <option value="nearest" ?selected=${lab.panel.kept.order === 'nearest'}>
            ${t('Nearest to the threshold')}
          </option>
          <option value="dataset" ?selected=${lab.panel.kept.order === 'dataset'}>${t('As in the dataset')}</option>
        </select>
      </label>
    </div>
    <div class="flips-strips">
      <bs-strip
        class="flip-in"
        .panel=${lab.panel}
        .heading=${t('Come in: {0}', flipIn.total)}
        .name=${'flip-in'}
        .samples=${samplesOf(flipIn, 'lab-in')}
        .scores=${scores}
        .actions=${actions}
        .notes=${wasDropped}
      ></bs-strip>
      <bs-strip
        class="flip-out"
        .panel=${lab.panel}
        .heading=${t('Go out: {0}', flipOut.total)}
        .name=${'flip-out'}
        .samples=${samplesOf(flipOut, 'lab-out')}
        .scores=${scores}
        .actions=${actions}
        .notes=${wouldGo(lab)}
      ></bs-strip>
    </div>
  </section>`;
}

/** The statistic whose threshold was set last; else the stage's last one. */
function scoresShown({ settings, view }: Lab): readonly string[] {
  const last = settings.at(-1);
  const statistics = view!.operators.flatMap((each) => each.statistics.map((of) => ({ ...of, operator: each.name })));
  const set = statistics.find(
    ({ operator, bounds }) =>
      operator === last?.operator && bounds.some(({ parameter }) => parameter === last.parameter),
  );
  const shown = set ?? statistics.at(-1);
  return shown === undefined ? [] : [shown.key];
}

/** One object per result: strips read anew when it is another. */
const made = new Map<number, StripSamples>();

function samplesOf({ result, total }: LabFlips, set: string): StripSamples {
  const known = made.get(result);
  if (known !== undefined) return known;
  if (made.size > 4) made.clear();
  const samples = { result, total, filter: `set:${set}` };
  made.set(result, samples);
  return samples;
}

/** Who dropped a sample in the last run, and why. */
const wasDropped = (rows: readonly GridRow[]): Promise<readonly (StripNote | null)[]> =>
  Promise.resolve(
    rows.map(({ decided }) =>
      decided === null ? null : noteOf(decided.operator ?? decided.stage, decided.reason ?? ''),
    ),
  );

/** Why samples would go now. */
function wouldGo(lab: Lab) {
  return async (rows: readonly GridRow[]): Promise<readonly (StripNote | null)[]> => {
    const found = await lab.why(rows.map(({ row }) => row));
    return found.map((why) => (why === null ? null : noteOf(why.operator, why.reason)));
  };
}

/** A reason begins with a statistic's key, which people know by another name. */
function noteOf(operator: string, reason: string): StripNote {
  const by = operator === 'manual' ? t('your tag') : operator;
  return { by, reason: reason.replace(/^\w+(?= [-\d])/u, scoreName) };
}

function tagAction(lab: Lab, tag: 'keep' | 'drop'): StripAction {
  const label = tag === 'keep' ? t('Tag keep') : t('Tag drop');
  return { key: tag === 'keep' ? 'k' : 'd', label, act: ({ id, tags }) => void lab.tag(id, tags, tag) };
}
