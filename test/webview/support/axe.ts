/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Theme } from './themes.ts';

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

/** What axe-core finds wrong with a page. Themes differ in colours alone: one of them is looked at for everything. */
export async function violations(page: Page, theme: Theme): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    async (rules) => {
      const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(rules);
      return violations.map(({ id, nodes }) => {
        const shown = nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`);
        return `${id}: ${shown.join(' | ')}`;
      });
    },
    theme === 'dark' ? {} : { runOnly: ['color-contrast'] },
  );
}
