/** LiteLLM's proxy, installed into a folder of its own and started on loopback. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../demo/product.ts';

/** Where everything lies that this command makes. */
export const place = join(root, 'test-output/protocol');

const sources = join(root, 'python/protocol');
const environment = join(place, 'venv');
const programs = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
const startSeconds = 120;

/** A proxy that answers. */
export interface SecondServer {
  /** Its name and version. */
  readonly name: string;
  readonly url: string;
  readonly key: string;
  readonly model: string;
  close(): Promise<void>;
}

/** Installs the proxy where it is not there, starts it and waits until it answers. @throws Error where that fails */
export async function startLiteLlm(): Promise<SecondServer> {
  const name = install();
  const port = await freePort();
  const key = `sk-${randomBytes(24).toString('base64url')}`;
  const log = join(place, 'server.log');
  const output = openSync(log, 'w');
  const child = spawn(
    join(programs, 'litellm'),
    ['--config', join(sources, 'server.yaml'), '--host', '127.0.0.1', '--port', String(port)],
    {
      // The list of prices comes with the package: it need not be fetched.
      env: {
        ...process.env,
        LITELLM_MASTER_KEY: key,
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        PYTHONDONTWRITEBYTECODE: '1',
      },
      stdio: ['ignore', output, output],
    },
  );
  const close = (): Promise<void> => ended(child);
  try {
    await answering(child, `http://127.0.0.1:${port}/health/liveliness`);
  } catch (error) {
    await close();
    throw new Error(`${name} does not answer; see ${log}`, { cause: error });
  }
  return { name, url: `http://127.0.0.1:${port}/v1`, key, model: 'looker', close };
}

/** Its name and version. */
function install(): string {
  const requirements = join(sources, 'requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  const stamp = join(environment, 'installed.txt');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    mkdirSync(place, { recursive: true });
    console.error(`Installing what ${requirements} names into ${environment} …`);
    command(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', environment]);
    const python = join(programs, 'python');
    command(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
    writeFileSync(stamp, wanted);
  }
  return wanted.split('\n').find((line) => line.includes('=='))!;
}

function command(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed`, { cause: error });
}

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  for (let second = 0; second < startSeconds && child.exitCode === null; second++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(1000);
  }
  throw new Error(child.exitCode === null ? `silent for ${startSeconds} s` : `it ended with ${child.exitCode}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await end;
}
