/** Models for a test, made of the committed ones, in a folder of its own. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModelFolder, type ModelFolder } from '../../../src/core/models/model-folder.ts';
import type { ModelPlaces } from '../../../src/core/models/model-places.ts';
import { folder as fixtures } from './model-fixtures.ts';
import { pictureFolder } from './picture-files.ts';

type Config = Record<string, unknown>;

/** A folder of models that a test may change. */
export interface ModelShelf {
  readonly path: string;
  readonly places: ModelPlaces;
  /** Puts a copy of a committed model there. */
  copy(name: string, as?: string): string;
  /** Puts a head on another model's features there, whose graph is given. */
  head(name: string, featuresFrom: string, graph: Uint8Array): string;
  /** Changes a config file of a model. */
  configure(name: string, change: (config: Config) => void): void;
  read(name: string): Promise<ModelFolder>;
}

/** A new shelf, which goes when the tests of the file are over. */
export function modelShelf(): ModelShelf {
  const { path } = pictureFolder();
  const places = { demo: join(path, 'demo'), cache: join(path, 'cache'), base: path };
  const configure = (name: string, change: (config: Config) => void): void => {
    const file = join(path, name, 'config.json');
    const config = JSON.parse(readFileSync(file, 'utf8')) as Config;
    change(config);
    writeFileSync(file, JSON.stringify(config));
  };
  return {
    path,
    places,
    copy(name, as = name) {
      cpSync(join(fixtures, name), join(path, as), { recursive: true });
      return join(path, as);
    },
    head(name, featuresFrom, graph) {
      mkdirSync(join(path, name, 'onnx'), { recursive: true });
      const config = { model_type: 'vit', features_from: featuresFrom };
      writeFileSync(join(path, name, 'config.json'), JSON.stringify(config));
      writeFileSync(join(path, name, 'onnx', 'model.onnx'), graph);
      return join(path, name);
    },
    configure,
    read: (name) => readModelFolder(`./${name}`, places),
  };
}
