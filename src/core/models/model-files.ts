/** The files of a model: which ones matter, that they are there, unchanged, and inside their folder. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { modelProblem } from './model-problem.ts';

const tokenizer = ['tokenizer.json', 'tokenizer_config.json'];
const preprocessor = ['preprocessor_config.json'];
const vision = 'onnx/vision_model.onnx';
const single = 'onnx/model.onnx';

/** Per family: the files that its scores depend on, and those that look at pixels, which a head does not have. */
const layouts: Readonly<Record<string, { readonly always: readonly string[]; readonly pixels: readonly string[] }>> = {
  clip: { always: [...tokenizer, 'onnx/text_model.onnx'], pixels: [...preprocessor, vision] },
  blip: { always: [...tokenizer, 'onnx/matching_model.onnx'], pixels: [...preprocessor, vision] },
  bert: { always: [...tokenizer, single], pixels: [] },
  'vision-encoder-decoder': {
    always: [...tokenizer, 'onnx/encoder_model.onnx', 'onnx/decoder_model.onnx'],
    pixels: preprocessor,
  },
};
const pictureModel = { always: [single], pixels: preprocessor };

/** The files of a model that its scores depend on, `config.json` first. A family that is not known looks at pictures. */
export function filesOf(family: string, isHead: boolean): readonly string[] {
  const { always, pixels } = layouts[family] ?? pictureModel;
  return ['config.json', ...(isHead ? [] : pixels), ...always];
}

/** The graph of a family that looks at pixels. */
export function visionGraph(family: string): string {
  return layouts[family]?.pixels.includes(vision) === true ? vision : single;
}

const manifestSchema = z.object({
  files: z.record(z.string(), z.object({ size: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

/**
 * The SHA-256 of each named file of a model, and of what lies beside its graphs and may hold their weights.
 * @throws ProductError (model) where a file is missing, leaves the folder, is no graph, or differs from `manifest.json`
 */
export async function hashFiles(folder: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const manifest = await readManifest(folder);
  const all = [...names, ...(await weightsBeside(folder))];
  for (const name of all) {
    const size = await checkedSize(folder, name);
    const expected = manifest?.[name];
    if (manifest !== null && expected === undefined) throw differs(folder, name, 'it is not in manifest.json');
    if (expected !== undefined && size !== expected.size) {
      throw differs(folder, name, `it has ${size} bytes in place of ${expected.size}`);
    }
  }
  const hashes = new Map<string, string>();
  for (const name of all) {
    const sha256 = await hashFile(join(folder, name));
    const expected = manifest?.[name]?.sha256 ?? sha256;
    if (sha256 !== expected) throw differs(folder, name, `its SHA-256 is ${sha256} in place of ${expected}`);
    hashes.set(name, sha256);
  }
  return hashes;
}

/** Reads a JSON file of a model. @throws ProductError (model) where it is missing, broken or not as the schema says */
export async function readModelJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const path = join(folder, name);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw missing(path, error);
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw modelProblem(`A file of the model cannot be used: ${why}`, path);
  }
}

async function readManifest(folder: string): Promise<z.infer<typeof manifestSchema>['files'] | null> {
  const exists = await stat(join(folder, 'manifest.json')).then(
    () => true,
    () => false,
  );
  return exists ? (await readModelJson(folder, 'manifest.json', manifestSchema)).files : null;
}

/** Graphs too large for one file keep their weights in files of any name beside them. */
async function weightsBeside(folder: string): Promise<string[]> {
  const entries = await readdir(join(folder, 'onnx')).catch(() => []);
  return entries
    .filter((name) => !name.endsWith('.onnx'))
    .sort()
    .map((name) => `onnx/${name}`);
}

async function checkedSize(folder: string, name: string): Promise<number> {
  const path = join(folder, name);
  const [home, real] = await Promise.all([realpath(folder), realpath(path)]).catch((error: unknown) => {
    throw missing(path, error);
  });
  if (relative(home, real).split(sep)[0] === '..')
    throw modelProblem('A file of the model is a link that leaves its folder.', path);
  const file = await stat(real);
  if (!file.isFile()) throw modelProblem('A file of the model is no regular file.', path);
  return file.size;
}

/** Hashes of this process, with what the file was then: whoever looks often reads weights once. */
const hashed = new Map<string, { readonly identity: string; readonly sha256: string }>();

async function hashFile(path: string): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  const identity = [ino, size, mtimeNs, ctimeNs].join(' ');
  const known = hashed.get(path);
  if (known?.identity === identity) return known.sha256;
  const sha256 = await readHash(path);
  hashed.set(path, { identity, sha256 });
  return sha256;
}

async function readHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  let first: number | undefined;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    first ??= chunk[0];
    hash.update(chunk);
  }
  // Every writer of ONNX begins with the field `ir_version`; a pointer of Git LFS or an error page does not.
  if (path.endsWith('.onnx') && first !== 8) throw modelProblem('A file of the model is no ONNX graph.', path);
  return hash.digest('hex');
}

function missing(path: string, cause: unknown): Error {
  const next = 'Put the missing file there: Hugging Face’s ONNX export makes it.';
  return modelProblem('A file of the model is missing.', path, next, cause);
}

function differs(folder: string, name: string, how: string): Error {
  const next = 'Fetch the model again: it was changed or did not arrive whole.';
  return modelProblem(`A file of the model differs from its manifest: ${how}.`, join(folder, name), next);
}
