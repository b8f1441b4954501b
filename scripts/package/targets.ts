/** Which packages a platform needs at run time, as the lock file names them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Platforms that a VSIX is made for, as the Marketplace names them. */
export const targets = ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64'] as const;
/** One of them. */
export type Target = (typeof targets)[number];

/** A package of the lock file. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of its archive. */
  readonly integrity: string;
}

interface LockEntry {
  readonly version: string;
  readonly integrity: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** What esbuild leaves outside of the bundles. */
const roots = ['@duckdb/node-api', 'sharp', 'onnxruntime-node'];
/** Of onnxruntime-node's download step, which never runs. */
const unused = new Set(['adm-zip', 'global-agent']);

/** This machine as a target. @throws Error where none is made for it */
export function hostTarget(): Target {
  const host = targets.find((target) => target === `${process.platform}-${process.arch}`);
  if (host === undefined) throw new Error(`No VSIX is made for ${process.platform}-${process.arch}.`);
  return host;
}

/** The packages that are loaded at run time on a platform, with the binaries of no other. */
export function packagesOf(target: Target): LockedPackage[] {
  const [os, cpu] = target.split('-') as [string, string];
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const fits = (entry: LockEntry): boolean =>
    (entry.os?.includes(os) ?? true) && (entry.cpu?.includes(cpu) ?? true) && (entry.libc?.includes('glibc') ?? true);
  const found = new Map<string, LockedPackage>();
  const add = (name: string): void => {
    const entry = packages[`node_modules/${name}`];
    if (entry === undefined) throw new Error(`${name} is not in package-lock.json.`);
    if (found.has(name) || unused.has(name) || !fits(entry)) return;
    found.set(name, { name, version: entry.version, integrity: entry.integrity });
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).forEach(add);
  };
  roots.forEach(add);
  return [...found.values()];
}
