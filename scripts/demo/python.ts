/** Python for the generator of the demo world and the evaluation of its models. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../../src/protocol/errors.ts';
import { root } from './product.ts';

const environment = join(root, '.venv');
const python = process.platform === 'win32' ? join(environment, 'Scripts/python.exe') : join(environment, 'bin/python');
const requirements = join(root, 'python/requirements.txt');
/** What the requirements are for: when all can be found, they are met. */
const modules = ['numpy', 'onnxruntime', 'PIL', 'sklearn', 'tokenizers'];

/** Makes `.venv` where it is not there, with what `python/requirements.txt` names. Ends the process where it cannot. */
export function readyPython(): void {
  if (!existsSync(python)) makeEnvironment();
  const probe = `import importlib.util as u, sys; sys.exit(any(u.find_spec(name) is None for name in ${JSON.stringify(modules)}))`;
  if (succeeds(python, ['-c', probe])) return;
  console.error(`Installing what ${requirements} names into ${environment} …`);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  if (!succeeds(python, install, true))
    giveUp(`What ${requirements} names cannot be installed: see above. The first time needs the network.`);
}

function makeEnvironment(): void {
  const system = process.platform === 'win32' ? 'python' : 'python3';
  if (!succeeds(system, ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']))
    giveUp(
      `There is no ${system} from version 3.11 on in the PATH. On Debian: sudo apt-get install python3 python3-venv`,
    );
  console.error(`Making ${environment} …`);
  if (succeeds(system, ['-m', 'venv', environment], true)) return;
  rmSync(environment, { recursive: true, force: true });
  giveUp(`${system} -m venv failed: see above. On Debian: sudo apt-get install python3-venv`);
}

/**
 * Runs Python with arguments, so that it finds what lies in the folder `python/`. Its remarks are shown, what it prints is
 * handed back. Ends the process where it fails.
 */
export function runPython(args: readonly string[]): string {
  const { status, stdout, error } = spawnSync(python, ['-B', ...args], {
    cwd: root,
    env: { ...process.env, PYTHONPATH: join(root, 'python') },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  console.error(error?.message ?? `python ${args.join(' ')} ended with ${status}.`);
  process.exit(exitCodes.bug);
}

/** Draws a set of the demo world into a folder. */
export function drawDataset(folder: string, seed: number, samples: number): void {
  runPython(['-m', 'world.dataset', folder, '--seed', String(seed), '--samples', String(samples)]);
}

function succeeds(program: string, args: readonly string[], shown = false): boolean {
  return spawnSync(program, args, { stdio: shown ? ['ignore', 2, 2] : 'ignore' }).status === 0;
}

function giveUp(message: string): never {
  console.error(message);
  process.exit(exitCodes.model);
}
