/** Checkpoints of a training: one file in the folder of its run, each in the place of the one before. */
import { createHash } from 'node:crypto';
import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, isErrno } from '../../../store/disk-errors.ts';
import { writeDurably } from '../../../store/durable.ts';
import { weightsOf, type Projector } from '../../../train/projector.ts';
import { decodeSafetensors, encodeSafetensors, type Safetensors, type Tensor } from '../../../train/safetensors.ts';
import type { Checkpoint } from '../../../train/train-projector.ts';
import type { TrainingHistory } from './history.ts';
import type { TrainingPlace } from './place.ts';

const file = 'checkpoint.safetensors';

/** A checkpoint, and how many seconds of training led to it. */
export interface StoredCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly seconds: number;
}

/** Keeps a checkpoint with what the steps until then have told. @throws ProductError `disk` */
export async function writeCheckpoint(
  { folder, workshop, digest }: TrainingPlace,
  { checkpoint, seconds }: StoredCheckpoint,
  history: TrainingHistory,
): Promise<void> {
  const tensors: Record<string, Tensor> = { ...projectorTensors(checkpoint.projector), ...history.tensors() };
  checkpoint.moments.forEach(({ first, second }, i) => {
    tensors[`first.${i}`] = { shape: [first.length], data: first };
    tensors[`second.${i}`] = { shape: [second.length], data: second };
  });
  const metadata = { digest, step: String(checkpoint.step), seconds: String(seconds), sha256: hashOf(tensors) };
  await writeDurably(join(folder, file), encodeSafetensors({ tensors, metadata }), { replace: true, workshop });
}

/** The newest checkpoint of a training, and what its steps had told; what is damaged or of another training is none. */
export async function readCheckpoint(
  { folders, digest }: TrainingPlace,
  history: TrainingHistory,
): Promise<StoredCheckpoint | undefined> {
  for (const folder of folders) {
    const bytes = await ifThere(readFile(join(folder, file)), folder);
    const stored = bytes === undefined ? undefined : decoded(bytes);
    if (stored?.metadata['digest'] !== digest || stored.metadata['sha256'] !== hashOf(stored.tensors)) continue;
    history.restore(stored.tensors['steps']!, stored.tensors['losses']!);
    return restored(stored);
  }
  return undefined;
}

/** Removes the checkpoints of a training that has ended. @throws ProductError `disk` */
export async function removeCheckpoints(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await ifThere(unlink(join(folder, file)), folder);
}

/** A projector's weights, named as LLaVA does: by places in a `Sequential` of linear, GELU, linear. */
export function projectorTensors({ weight1, bias1, weight2, bias2 }: Projector): Record<string, Tensor<Float32Array>> {
  return {
    '0.weight': { shape: [weight1.rows, weight1.columns], data: weight1.data },
    '0.bias': { shape: [bias1.length], data: bias1 },
    '2.weight': { shape: [weight2.rows, weight2.columns], data: weight2.data },
    '2.bias': { shape: [bias2.length], data: bias2 },
  };
}

function restored({ tensors, metadata }: Safetensors): StoredCheckpoint {
  const values = (name: string): Float32Array => tensors[name]!.data as Float32Array;
  const matrix = (name: string) => {
    const [rows, columns] = tensors[name]!.shape as [number, number];
    return { rows, columns, data: values(name) };
  };
  const projector: Projector = {
    weight1: matrix('0.weight'),
    bias1: values('0.bias'),
    weight2: matrix('2.weight'),
    bias2: values('2.bias'),
  };
  const moments = weightsOf(projector).map((_, i) => ({ first: values(`first.${i}`), second: values(`second.${i}`) }));
  const step = Number(metadata['step']);
  return { checkpoint: { step, projector, moments }, seconds: Number(metadata['seconds']) };
}

function decoded(bytes: Uint8Array): Safetensors | undefined {
  try {
    return decodeSafetensors(bytes);
  } catch {
    return undefined;
  }
}

function hashOf(tensors: Safetensors['tensors']): string {
  const hash = createHash('sha256');
  for (const [name, { data }] of Object.entries(tensors)) {
    hash.update(`${name} ${data.byteLength}\n`);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

async function ifThere<T>(done: Promise<T>, path: string): Promise<T | undefined> {
  return done.catch((error: unknown) => {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw diskError(error, path);
  });
}
