/** Small dataset folders, made from an object and removed after the tests. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import assert from 'node:assert/strict';
import sharp from 'sharp';
import { Random } from '../../src/base/random.ts';

/** A picture to draw: seeded noise of a size and mean brightness, or a file's very bytes. */
export type PictureSpec =
  { readonly width: number; readonly height: number; readonly seed?: number; readonly level?: number } | Uint8Array;

/** What a dataset folder holds. */
export interface DatasetSpec {
  /** A line as an object, or as its very text. */
  readonly lines: readonly (object | string)[] | string | Uint8Array;
  /** By path. The file's ending names its format. */
  readonly pictures?: Readonly<Record<string, PictureSpec>>;
  /** Text of better-synth.yaml; none is written without. */
  readonly recipe?: string;
  /** Other files, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The folder to make it in, which then is the test's own to check and remove: a new one by default. */
  readonly folder?: string;
}

/** A dataset folder. After the tests of a file it is checked that the user's files are as the test left them. */
export interface Dataset {
  readonly folder: string;
  path(name: string): string;
  read(name: string): string;
  /** Changes a file as its user would: from now on that is the content which must stay. */
  write(name: string, content: string | Uint8Array): void;
  /** Fails when one of the user's files is not as the user left it. */
  assertUntouched(): void;
}

/** Makes a dataset folder for the tests of a file. */
export async function dataset(spec: DatasetSpec): Promise<Dataset> {
  const folder = spec.folder ?? newFolder();
  const hashes = new Map<string, string>();
  const path = (name: string): string => join(folder, name);
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
    hashes.set(name, hashOf(path(name)));
  };
  write(
    'data.jsonl',
    typeof spec.lines === 'string' || spec.lines instanceof Uint8Array ? spec.lines : jsonl(spec.lines),
  );
  for (const [name, picture] of Object.entries(spec.pictures ?? {})) write(name, await pictureBytes(name, picture));
  for (const [name, text] of Object.entries(spec.files ?? {})) write(name, text);
  if (spec.recipe !== undefined) write('better-synth.yaml', spec.recipe);
  const assertUntouched = (): void => {
    for (const [name, hash] of hashes)
      assert.equal(existsSync(path(name)) ? hashOf(path(name)) : 'gone', hash, `${name} was changed`);
  };
  if (spec.folder === undefined) {
    after(() => {
      try {
        assertUntouched();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
  return { folder, path, read: (name) => readFileSync(path(name), 'utf8'), write, assertUntouched };
}

/** Lines as JSON Lines. */
export function jsonl(lines: readonly (object | string)[]): string {
  return lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
}

/** A caption in Data-Juicer's frame of tokens. */
export function framed(caption: string): string {
  return `<__dj__image>\n${caption} <|__dj__eoc|>`;
}

/** An empty folder, removed after the tests of a file. */
export function temporaryFolder(): string {
  const folder = newFolder();
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

function newFolder(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), 'better-synth-cli-'));
}

/** All files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The bytes of a picture: noise, so that no two look alike. */
export async function pictureBytes(name: string, picture: PictureSpec): Promise<Uint8Array> {
  if (picture instanceof Uint8Array) return picture;
  const { width, height, seed = 0, level = 128 } = picture;
  const random = new Random(seed);
  const data = Uint8Array.from({ length: width * height * 3 }, () =>
    Math.max(0, Math.min(255, level - 64 + random.below(128))),
  );
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  return name.endsWith('.png') ? image.png().toBuffer() : image.jpeg({ quality: 90 }).toBuffer();
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
