import type { Page } from 'playwright-core';
import type { Message } from 'vscode-jsonrpc/node';

/**
 * Notes what a page complains of: dialogs, errors, warnings, reports of its content policy; and takes what it sends.
 * @param complaints gets a line each: a page must have none
 */
export async function watch(page: Page, complaints: string[], take: (message: Message) => void): Promise<void> {
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  await page.exposeFunction('sendToHost', (message: { wire: Message }) => {
    take(message.wire);
  });
  await page.exposeFunction('complain', (complaint: string) => complaints.push(complaint));
}
