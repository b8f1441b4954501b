import { dataJuicerNames, removedNames } from './data-juicer-names.ts';
import type { NamedItem, ProcessContext } from './process-context.ts';
import { codeOperators } from './unsafe.ts';
import { reportUnknown } from './validate.ts';

/** Says why an operator is not in the table: it runs code, needs Data-Juicer, or is no operator. */
export function explainMissing(item: NamedItem, { report, table }: Pick<ProcessContext, 'report' | 'table'>): void {
  const { name, key } = item;
  if (codeOperators.has(name)) {
    report.error('refused', `${name} runs Python code that a recipe names: refused.`, key);
  } else if (dataJuicerNames.has(name) || removedNames.has(name)) {
    const history = removedNames.get(name);
    const remark = history === undefined ? '' : ` (${history})`;
    report.error('needs-data-juicer', `${name} needs Data-Juicer: this product does not have it${remark}.`, key);
  } else {
    const known = new Set([...table.keys(), ...dataJuicerNames]);
    reportUnknown(report, 'unknown-operator', 'The operator', name, known, key, (near) => table.has(near));
  }
}
