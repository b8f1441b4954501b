/** What an open grid costs: in the browser, and in the processes behind it. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Editor } from './editor.ts';

/** Memory in MiB; `nodes` counts. */
export interface Memory {
  /** JavaScript of the window with its views, after a collection. */
  readonly heap: number;
  /** Nodes of its documents. */
  readonly nodes: number;
  /** Resident. */
  readonly engine: number;
  readonly extensionHost: number;
}

/** Measures a window whose grid is open. */
export async function memoryOf(editor: Editor, page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const value = (name: string): number => metrics.find((metric) => metric.name === name)!.value;
  const engine = editor.processes().find(({ program }) => program === 'engine.js')!.pid;
  return {
    heap: value('JSHeapUsedSize') / 2 ** 20,
    nodes: value('Nodes'),
    engine: resident(engine),
    extensionHost: resident(parentOf(engine)),
  };
}

/** As one line. */
export function memoryText({ heap, nodes, engine, extensionHost }: Memory): string {
  const mib = (value: number): string => `${value.toFixed(0)} MiB`;
  return `${mib(heap)} of JavaScript, ${nodes} nodes, engine ${mib(engine)}, extension host ${mib(extensionHost)}`;
}

function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}

function parentOf(pid: number): number {
  return Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
}
