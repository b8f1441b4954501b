/** Pictures in words: a captioner that looks at another model's features of a picture. */
import { join } from 'node:path';
import type { Raster } from '../../base/raster.ts';
import { captionerConfig, type CaptionerConfig, type CaptionLanguage } from './captioning/captioner-config.ts';
import { writeGreedily, type Written } from './captioning/greedy.ts';
import { openGraph, type Graph, type GraphTensor } from './graph.ts';
import type { ModelFolder } from './model-folder.ts';
import type { ImageProcessor } from './picture-report.ts';
import { chunks, stack } from './scoring/rows.ts';
import { openTokenizer, type Tokenizer } from './tokenizer.ts';
import { openVision, visionModel, type Vision } from './vision.ts';

export type { CaptionLanguage } from './captioning/captioner-config.ts';

/** A captioner's answer about one picture. */
export interface Caption {
  readonly text: string;
  /** `length`: it was cut off. */
  readonly finishReason: 'stop' | 'length';
  /** Of the answer, without its end. */
  readonly tokens: number;
  /** What was read before the answer: the picture's patches and the language. */
  readonly promptTokens: number;
}

/** Writes numbered sentences about pictures. */
export interface Captioner {
  /** What decoders have to make of a picture. */
  readonly processor: ImageProcessor;
  /** Answers one by one for each picture, the same whatever pictures are asked about together. */
  caption(
    rasters: readonly Raster[],
    options: { readonly language: CaptionLanguage; readonly maxTokens: number },
  ): Promise<readonly Caption[]>;
  close(): Promise<void>;
}

/**
 * Pictures in one run of the decoder: always so many, free rows filled with zeros, because the size of a matrix
 * product may choose another order of its sums, and the least difference another word.
 */
export const captionRows = 8;

/**
 * Opens a captioner.
 * @param threads Processor threads that look at a picture; words are written by one, which more do not speed up.
 * @throws ProductError (model) where the model is no captioner, or a file of it is missing or wrong
 */
export async function openCaptioner(folder: ModelFolder, threads: number): Promise<Captioner> {
  const config = captionerConfig(folder);
  const graphs: Graph[] = [];
  const open = async (path: string, processors: number): Promise<Graph> => {
    const graph = await openGraph(path, processors);
    graphs.push(graph);
    return graph;
  };
  const close = async (): Promise<void> => void (await Promise.all(graphs.map((graph) => graph.close())));
  try {
    const vision = await openVision(visionModel(folder), (path) => open(path, threads));
    const encoder = await open(join(folder.path, 'onnx', 'encoder_model.onnx'), 1);
    const decoder = await open(join(folder.path, 'onnx', 'decoder_model.onnx'), 1);
    const tokenizer = await openTokenizer(folder);
    const writer = new Writer(config, { vision, encoder, decoder }, tokenizer);
    return {
      processor: vision.processor,
      async caption(rasters, options) {
        const captions: Caption[] = [];
        for (const some of chunks(rasters, captionRows)) captions.push(...(await writer.write(some, options)));
        return captions;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Seen = Readonly<Record<string, GraphTensor<Float32Array>>>;

class Writer {
  readonly #config: CaptionerConfig;
  readonly #graphs: { readonly vision: Vision; readonly encoder: Graph; readonly decoder: Graph };
  readonly #tokenizer: Tokenizer;
  readonly #crossNames: readonly string[];

  constructor(
    config: CaptionerConfig,
    graphs: { readonly vision: Vision; readonly encoder: Graph; readonly decoder: Graph },
    tokenizer: Tokenizer,
  ) {
    this.#config = config;
    this.#graphs = graphs;
    this.#tokenizer = tokenizer;
    this.#crossNames = config.memories.map((name) => `cross_${name}`);
  }

  /** At most `captionRows` pictures. */
  async write(
    rasters: readonly Raster[],
    { language, maxTokens }: { readonly language: CaptionLanguage; readonly maxTokens: number },
  ): Promise<readonly Caption[]> {
    const pictures: Seen[] = [];
    for (const raster of rasters) pictures.push(await this.#look(raster));
    const written = await writeGreedily(this.#graphs.decoder, this.#config, this.#rowsOf(pictures), {
      rows: captionRows,
      count: rasters.length,
      start: this.#config.starts[language],
      most: maxTokens,
    });
    const [patches] = Object.values(pictures[0] ?? {});
    return written.map((answer) => this.#captionOf(answer, (patches?.shape[2] ?? 0) + 1));
  }

  /** One picture at a time: more at once save nothing, and alone a picture cannot depend on others. */
  async #look(raster: Raster): Promise<Seen> {
    const { vision, encoder } = this.#graphs;
    const { last_hidden_state: hidden } = await vision.look([raster], ['last_hidden_state']);
    return encoder.run({ encoder_hidden_states: hidden }, this.#crossNames);
  }

  #rowsOf(pictures: readonly Seen[]): Seen {
    const named = this.#crossNames.map((name) => {
      const rows = pictures.map((seen) => ({ data: seen[name]!.data, shape: seen[name]!.shape.slice(1) }));
      const free = { ...rows[0]!, data: new Float32Array(rows[0]!.data.length) };
      return [name, stack([...rows, ...Array.from({ length: captionRows - rows.length }, () => free)])];
    });
    return Object.fromEntries(named) as Seen;
  }

  #captionOf({ tokens, ended }: Written, promptTokens: number): Caption {
    const text = this.#tokenizer.decode(tokens).trim();
    return { text, finishReason: ended ? 'stop' : 'length', tokens: tokens.length, promptTokens };
  }
}
