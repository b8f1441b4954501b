/** All generated files: their paths in the repository and their text. */
import { readFile } from 'node:fs/promises';
import { format, type Options } from 'prettier';
import { operators } from '../core/operators/index.ts';
import { withManifest } from './manifest.ts';
import { chineseOperatorIndex, operatorIndex, operatorPage } from './operator-pages.ts';

/** The folder whose pages are all generated. */
export const operatorFolder = 'docs/en/operators';

/** The generated files by path, formatted as everything else is. */
export async function generatedPages(): Promise<Map<string, string>> {
  const pages = [
    [`${operatorFolder}/index.md`, operatorIndex(operators)],
    ['docs/zh-CN/operators/index.md', chineseOperatorIndex(operators)],
    ...operators.map((operator) => [`${operatorFolder}/${operator.name}.md`, operatorPage(operator)]),
  ] as const;
  const style = JSON.parse(await readFile(new URL('../../.prettierrc.json', import.meta.url), 'utf8')) as Options;
  const formatted = pages.map(
    async ([path, text]) => [path, await format(text, { ...style, parser: 'markdown' })] as const,
  );
  const packageJson = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return new Map([...(await Promise.all(formatted)), ['package.json', `${withManifest(packageJson)}\n`]]);
}
