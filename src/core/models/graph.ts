/** Graphs of models in onnxruntime, on the processor. */
import { basename } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelProblem } from './model-problem.ts';

/** A tensor in row order: float32 values, or int64 ids. */
export interface GraphTensor<Data extends Float32Array | BigInt64Array = Float32Array | BigInt64Array> {
  readonly data: Data;
  readonly shape: readonly number[];
}

/** A loaded graph. */
export interface Graph {
  readonly inputs: readonly string[];
  /** @throws ProductError (model) naming the file where it asks for another input, or lacks an output */
  demand(inputs: readonly string[], outputs: readonly string[]): void;
  /**
   * Runs it. Feeds that the graph does not ask for are left out: exports differ in what they take.
   * @param outputs Only these are computed and returned.
   * @throws ProductError (model) naming the file where the graph asks for something else, or fails
   */
  run<Name extends string>(
    feeds: Readonly<Record<string, GraphTensor>>,
    outputs: readonly Name[],
  ): Promise<Readonly<Record<Name, GraphTensor<Float32Array>>>>;
  close(): Promise<void>;
}

/**
 * Loads a graph.
 * @param threads Processor threads of one run.
 * @throws ProductError (model) where the file is no graph that onnxruntime can run
 */
export async function openGraph(path: string, threads: number): Promise<Graph> {
  const session = await create(path, threads);
  const misfit = (what: string, cause?: unknown): Error =>
    modelProblem(`The graph ${basename(path)} does not fit its task: ${what}.`, path, undefined, cause);
  const demand: Graph['demand'] = (inputs, outputs) => {
    const unfed = session.inputNames.find((name) => !inputs.includes(name));
    if (unfed !== undefined) throw misfit(`it asks for the input ${unfed}`);
    const lacking = outputs.find((name) => !session.outputNames.includes(name));
    if (lacking !== undefined) throw misfit(`it has no output ${lacking}`);
  };
  return {
    inputs: session.inputNames,
    demand,
    async run(feeds, outputs) {
      demand(Object.keys(feeds), outputs);
      const tensors = Object.fromEntries(session.inputNames.map((name) => [name, tensorOf(feeds[name]!)]));
      const results = await session.run(tensors, outputs).catch((error: unknown) => {
        throw misfit(error instanceof Error ? error.message : String(error), error);
      });
      const named = outputs.map((name) => {
        const { data, dims } = results[name]!;
        if (!(data instanceof Float32Array)) throw misfit(`its output ${name} is not float32`);
        return [name, { data, shape: dims }];
      });
      return Object.fromEntries(named) as Record<(typeof outputs)[number], GraphTensor<Float32Array>>;
    },
    close: () => session.release(),
  };
}

async function create(path: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Threads that wait would otherwise keep their processors busy, which decoders need meanwhile.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      // Batches differ in size from run to run: an arena would keep the memory of the largest of each.
      enableMemPattern: false,
      enableCpuMemArena: false,
      logSeverityLevel: 4,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw modelProblem(`A graph of the model cannot be loaded: ${why}`, path, undefined, error);
  }
}

function tensorOf({ data, shape }: GraphTensor): Tensor {
  return data instanceof Float32Array ? new Tensor('float32', data, shape) : new Tensor('int64', data, shape);
}
