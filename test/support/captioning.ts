/** What tests of captioning through the built program share: profiles of their own, numbered pictures, stored answers. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { start, type Ended } from './cli.ts';
import { dataset, framed, temporaryFolder, type Dataset } from './dataset.ts';
import type { Asked } from './fault-server.ts';

/** Levels of each colour channel: 16³ pictures can be told apart after JPEG. */
const levels = 16;
const step = 255 / (levels - 1);

/** From now on the program keeps its profiles in a folder of this test; its path. */
export function ownProfiles(): string {
  const folder = temporaryFolder();
  process.env['XDG_CONFIG_HOME'] = folder;
  return folder;
}

/** Adds a profile; the key, where one is given, goes through stdin. */
export async function addProfile(
  name: string,
  url: string,
  { concurrency = 8, key, keyEnv }: { concurrency?: number; key?: string; keyEnv?: string } = {},
): Promise<Ended> {
  const from = keyEnv !== undefined ? ['--key-env', keyEnv] : key !== undefined ? ['--key-stdin'] : [];
  const args = ['--url', url, '--model', 'scripted', '--concurrency', String(concurrency), ...from];
  const ended = await start(['profiles', 'add', name, ...args], key === undefined ? {} : { input: `${key}\n` }).ended;
  assert.equal(ended.code, 0, ended.stderr);
  return ended;
}

/** A recipe that asks the profile `scripted` for captions; the rest are further parameters and stages. */
export function captioningRecipe(parameters = '', rest = ''): string {
  const more = parameters === '' ? '' : `, ${parameters}`;
  return `version: 1
error_budget: 0.5
stages:
  - name: write
    synthesize: { profile: scripted, prompt: 'Say the number of this picture.'${more} }
${rest}`;
}

/** Samples `s0`, `s1`, … with a picture each, whose colour is its number. */
export async function numberedDataset(count: number, recipe = captioningRecipe(), folder?: string): Promise<Dataset> {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const lines = numbers.map((i) => ({ id: `s${i}`, images: [`images/${i}.png`], text: framed(`nothing yet of ${i}`) }));
  const pictures = await Promise.all(numbers.map(async (i) => [`images/${i}.png`, await numberedPicture(i)] as const));
  const place = folder === undefined ? {} : { folder };
  return dataset({ lines, recipe, pictures: Object.fromEntries(pictures), ...place });
}

function numberedPicture(number: number): Promise<Uint8Array> {
  const [r, g, b] = [number, number / levels, number / levels ** 2].map((x) => (Math.floor(x) % levels) * step);
  const create = { width: 32, height: 32, channels: 3, background: { r: r!, g: g!, b: b! } } as const;
  return sharp({ create }).png().toBuffer();
}

/** The number of the picture that a request shows, read from its pixels. */
export async function numberShown({ urls }: Pick<Asked, 'urls'>): Promise<number> {
  const bytes = Buffer.from(urls[0]!.replace(/^data:image\/jpeg;base64,/, ''), 'base64');
  const pixels = await sharp(bytes).raw().toBuffer();
  const middle = (32 * 16 + 16) * 3;
  const [r, g, b] = [0, 1, 2].map((channel) => Math.round(pixels[middle + channel]! / step));
  return r! + levels * (g! + levels * b!);
}

/** An answer that says which picture it was given for. */
export async function answerByNumber(asked: Pick<Asked, 'urls'>): Promise<string> {
  return `1. ${captionOfNumber(await numberShown(asked))}`;
}

/** The caption that the sample of a number must get. */
export function captionOfNumber(number: number): string {
  return `This is picture number ${number}.`;
}

/** An answer as `state.db` keeps it. */
export interface StoredAnswer {
  readonly request: string;
  readonly text: string | null;
  readonly outcome: string;
  readonly at: string;
}

/** All stored answers of a dataset folder, in the order in which they came. */
export function storedAnswers(folder: string): StoredAnswer[] {
  const db = new DatabaseSync(join(folder, '.better-synth/state/state.db'), { readOnly: true });
  const rows = db.prepare('SELECT request, text, outcome, at FROM answers ORDER BY seq').all();
  db.close();
  return rows as unknown as StoredAnswer[];
}

/**
 * SHA-256 of the parts that the last run's stages have, by stage and role: equal results have equal parts. What is known
 * of picture files is left out, for it names their times.
 */
export function partHashes(folder: string): string[] {
  const db = new DatabaseSync(join(folder, '.better-synth/state/state.db'), { readOnly: true });
  const sql = `SELECT stage, role, sha256 FROM stage_parts WHERE role <> 'pictures' AND run = (SELECT max(run) FROM stage_parts) ORDER BY 1, 2, 3`;
  const rows = db.prepare(sql).all();
  db.close();
  return rows.map(({ stage, role, sha256 }) => `${String(stage)} ${String(role)} ${String(sha256)}`);
}
