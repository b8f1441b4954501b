/** The manual pages of operators, as Markdown, from what the operators declare. */
import type { Operator, PictureNeed, Statistic } from '../core/operators/operator.ts';
import { parameterRows } from '../core/recipe/language/parameter-type.ts';
import { inChinese } from '../core/recipe/language/say.ts';
import { operatorExamples } from './operator-examples.ts';

type Filter = Extract<Operator, { kind: 'filter' }>;

const made = '<!-- Made by `node scripts/generate.ts`. Changes here are lost: change the operator. -->';

const kinds: Readonly<Record<Operator['kind'], string>> = {
  filter: 'Filter: measures, then keeps what lies within bounds.',
  mapper: 'Mapper: changes the text of every sample that enters the stage.',
  deduplicator: 'Deduplicator: of samples that are alike, one stays. It sees only what survived until there.',
  selector: 'Selector: chooses among all that survived until there.',
};

const origins: Readonly<Record<Operator['from'], string>> = {
  'data-juicer':
    'Data-Juicer 1.6.1, with its name, parameters and meaning; compared with its results in a committed table.',
  'better-synth': 'Better Synth. Data-Juicer has no such operator.',
};

const needs: Readonly<Record<PictureNeed, string>> = {
  file: "Of a picture, only the file's size is looked at.",
  header: 'Of a picture, only the head of the file is read: it is not decoded.',
  pixels: 'Pictures are decoded, once for all operators of a stage.',
};

/** The manual page of one operator. */
export function operatorPage(operator: Operator): string {
  const sections = [
    `# ${operator.name}`,
    made,
    operator.summary,
    [`- ${kinds[operator.kind]}`, `- From ${origins[operator.from]}`, `- ${costSentence(operator)}`].join('\n'),
    example(operator),
    '## Parameters',
    parameters(operator),
    ...(operator.kind === 'filter' ? ['## Statistics', statistics(operator)] : []),
    '## Measured again',
    measuredAgain(operator),
    ...(operator.from === 'data-juicer' ? ['## Differences to Data-Juicer', differences(operator)] : []),
    '[All operators](index.md) · [Recipes](../recipe.md)',
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The page that lists all operators. */
export function operatorIndex(operators: readonly Operator[]): string {
  const rows = operators.map((operator) => [
    `[${operator.name}](${operator.name}.md)`,
    operator.summary,
    fromOf(operator),
    costOf(operator),
  ]);
  return indexPage(
    'Operators',
    operators,
    rows,
    ['operator', 'does', 'from', 'cost'],
    {
      filter: 'Filters',
      mapper: 'Mappers',
      deduplicator: 'Deduplicators',
      selector: 'Selectors',
    },
    'One page each; parameters can be given as [recipes](../recipe.md) describe. An operator that Data-Juicer has and this list has not is refused with “needs Data-Juicer”.',
  );
}

/** The same in Chinese; the pages behind it are English. */
export function chineseOperatorIndex(operators: readonly Operator[]): string {
  const rows = operators.map((operator) => [
    `[${operator.name}](../../en/operators/${operator.name}.md)`,
    inChinese(operator.summary),
    fromOf(operator),
    inChinese(costOf(operator)),
  ]);
  return indexPage(
    '算子',
    operators,
    rows,
    ['算子', '作用', '来源', '代价'],
    {
      filter: '过滤器',
      mapper: '映射器',
      deduplicator: '去重器',
      selector: '选择器',
    },
    '每个算子有一页说明，目前只有英文。参数写法见[配方](../recipe.md)。Data-Juicer 有而此表没有的算子会被拒绝，并提示 “needs Data-Juicer”。',
  );
}

function indexPage(
  title: string,
  operators: readonly Operator[],
  rows: readonly (readonly string[])[],
  headings: readonly string[],
  kindNames: Readonly<Record<Operator['kind'], string>>,
  introduction: string,
): string {
  const sections = (Object.keys(kindNames) as Operator['kind'][]).map((kind) => {
    const own = rows.filter((_, i) => operators[i]!.kind === kind);
    return `## ${kindNames[kind]}\n\n${table(headings, own)}`;
  });
  return [`# ${title}`, made, introduction, ...sections, ''].join('\n\n');
}

function example({ name }: Operator): string {
  const written = operatorExamples[name] ?? '';
  return ['```yaml', 'process:', written === '' ? `  - ${name}` : `  - ${name}: ${written}`, '```'].join('\n');
}

function parameters(operator: Operator): string {
  const own = parameterRows(operator);
  const rows = own.map(({ name, type, default: by, meaning }) => [
    code(name),
    type,
    by === null ? 'required' : by === 'none' ? 'none' : code(by),
    meaning,
  ]);
  const listed = rows.length === 0 ? 'None.' : table(['parameter', 'type', 'default', 'meaning'], rows);
  if (operator.kind !== 'filter') return listed;
  const bounds = [...new Set(operator.statistics.flatMap(({ min, max }) => [min, max]))].filter(
    (name) => name !== undefined,
  );
  const common =
    'Like every filter it also takes `min_closed_interval`, `max_closed_interval` and `reversed_range`, see [recipes](../recipe.md#intervals).';
  if (bounds.length === 0) return `${listed}\n\n${common}`;
  return `${listed}\n\n${sentenceOf(bounds.map(code))} may also be a [statistic of your data](../recipe.md#thresholds-as-statistics). ${common}`;
}

function statistics(filter: Filter): string {
  const rows = filter.statistics.map((statistic) => [
    code(statistic.key),
    valuesOf(filter, statistic),
    boundsOf(statistic),
  ]);
  return table(['key', 'values', 'kept where'], rows);
}

function valuesOf(filter: Filter, { per, hidden }: Statistic): string {
  const values =
    per === 'sample'
      ? 'one per sample'
      : filter.pictures === undefined
        ? 'a list of at most one'
        : 'a list: one per picture listed';
  const unique = filter.pictures === 'unique' ? `${values}, each path once` : values;
  return hidden === true ? `${unique}; not in the view \`scores\`` : unique;
}

function boundsOf({ key, min, max, atLeast }: Statistic): string {
  if (min === undefined && max === undefined)
    return atLeast === undefined ? 'always' : 'the condition holds (1, not 0)';
  const low = min === undefined ? '' : `${code(min)} ≤ `;
  return `${low}${code(key)}${max === undefined ? '' : ` ≤ ${code(max)}`}`;
}

function measuredAgain(operator: Operator): string {
  if (operator.kind === 'mapper') return 'It measures nothing: it is applied each time its stage runs.';
  if (operator.kind === 'selector')
    return 'A selector stores only the field that it reads. It chooses anew, without measuring, when its parameters change.';
  const content = contentOf(operator);
  const names = operator.measuredBy.map(code);
  if (names.length === 0)
    return `When ${content} changes. No parameter changes what is measured: all can be tried with \`decide\`.`;
  return `When ${content} changes, or ${sentenceOf(names, 'or')}. Other parameters can be tried with \`decide\`, without measuring.`;
}

function contentOf(operator: Exclude<Operator, { kind: 'mapper' | 'selector' }>): string {
  const pictures = operator.measurePicture !== undefined;
  if (operator.kind === 'deduplicator') return pictures ? 'a picture or the text' : 'the text';
  if (pictures) return 'a picture';
  return operator.readsFields === true ? 'the line or the text' : 'the text';
}

function differences({ differences = [] }: Operator): string {
  const own = differences.length === 0 ? 'None of its own.' : differences.map((sentence) => `- ${sentence}`).join('\n');
  return `${own}\n\nDifferences of the engine as a whole stand in [stages](../stages.md#differences-to-data-juicer).`;
}

function costSentence(operator: Operator): string {
  const need = 'measurePicture' in operator ? operator.measurePicture?.needs : undefined;
  const looked = need === undefined ? 'Looks at text and fields alone.' : needs[need];
  return operator.kind === 'filter' ? `Cost: ${operator.cost}. ${looked}` : looked;
}

function fromOf({ from }: Operator): string {
  return from === 'data-juicer' ? 'Data-Juicer' : 'Better Synth';
}

function costOf(operator: Operator): string {
  if (operator.kind === 'filter') return operator.cost;
  const need = 'measurePicture' in operator ? operator.measurePicture?.needs : undefined;
  return need === undefined ? 'text' : need === 'pixels' ? 'pixels' : 'header';
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

function sentenceOf(words: readonly string[], conjunction = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)!}`;
}
