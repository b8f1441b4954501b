import * as z from 'zod/mini';
import { panelNames, type PanelMethods, type PanelSubject, type PanelTells } from '../../protocol/panels.ts';
import { commonAsks, id, name, nothing, path, tagChange, text } from '../pages/asks.ts';
import { compareAsks } from './asks/compare.ts';
import { labAsks, thresholds } from './asks/lab.ts';
import { ledgerAsks } from './asks/ledger.ts';
import { mapAsks } from './asks/map.ts';
import { scoresAsks } from './asks/scores.ts';
import { trainingAsks } from './asks/training.ts';

const panel = z.enum(panelNames);

/** What a panel may be opened on. */
export const subject = z.strictObject({
  stage: z.exactOptional(name),
  runs: z.exactOptional(z.array(name).check(z.maxLength(16))),
  id: z.exactOptional(id),
  filter: z.exactOptional(text),
}) satisfies z.ZodMiniType<PanelSubject>;

const setName = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/));
/** A file's name without a folder. */
const fileName = z.string().check(z.regex(/^[^\\/:*?"<>|\p{Cc}]{1,200}$/u));

/** The shape of what each question of a panel is asked with. */
export const panelAsks = {
  ...commonAsks,
  'sets/put': z.strictObject({ name: setName, rows: text }),
  'runs/list': nothing,
  'tags/change': tagChange,
  ...scoresAsks,
  ...labAsks,
  ...mapAsks,
  ...trainingAsks,
  ...compareAsks,
  ...ledgerAsks,
  'show-samples': z.strictObject({ filter: text }),
  'lead-grid': z.strictObject({ filter: text }),
  'open-panel': z.strictObject({ panel, subject }),
  'go-to-recipe': z.strictObject({ stage: z.nullable(name), operator: z.nullable(name) }),
  'run-stage': z.strictObject({ stage: name }),
  'write-thresholds': thresholds,
  'save-file': z.strictObject({
    name: fileName,
    content: z.union([z.strictObject({ text }), z.strictObject({ base64: text })]),
  }),
  'open-picture': z.strictObject({ path }),
  copy: z.strictObject({ text }),
  'choose-log': z.strictObject({ dropped: z.array(path).check(z.maxLength(64)) }),
  'known-logs': nothing,
  'forget-log': z.strictObject({ path }),
  'restart-engine': nothing,
} satisfies { readonly [M in keyof PanelMethods]: z.ZodMiniType<PanelMethods[M]['ask']> };

/** The shape of what a panel tells. */
export const panelTells = {
  ready: nothing,
  kept: z.record(z.string(), z.unknown()),
} satisfies { readonly [T in keyof PanelTells]: z.ZodMiniType<PanelTells[T]> };

/** What a page keeps for itself names the dataset that it is about. */
export const restored = z.object({ folder: z.string() });
