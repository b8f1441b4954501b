import type { Translate } from '../../../../src/extension/words.ts';

/** English as the editor would make it. */
export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
