import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}
const lock = read('package-lock.json') as { packages: Record<string, LockEntry> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Licences that allow shipping with an Apache-2.0 product. */
const allowed = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  '(MIT OR CC0-1.0)',
]);

/** Icons are no program: their licence asks that their makers be named, which the notices do. */
const icons = /^node_modules\/@vscode\/codicons$/;

/** libvips is a library of its own beside sharp: it can be replaced, as the LGPL asks. */
const libvips = /^node_modules\/@img\/sharp-(libvips-|win32-|wasm32)/;
const libvipsLicence = /^(Apache-2\.0 AND )?LGPL-3\.0-or-later( AND MIT)?$/;

test('dependencies are pinned to exact versions', () => {
  const { dependencies, devDependencies } = read('package.json') as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  assert.deepEqual(loose, []);
});

test('every package in the lock file has a hash', () => {
  assert.ok(packages.length > 100, `only ${packages.length} packages seen`);
  assert.deepEqual(
    packages.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path),
    [],
  );
});

test('what is installed for users has a licence that allows it', () => {
  const shipped = packages.filter(
    ([path, { dev, devOptional }]) => dev !== true && devOptional !== true && existsSync(join(root, path)),
  );
  assert.ok(shipped.length > 20, `only ${shipped.length} packages seen`);
  const refused = shipped
    .map(([path]) => ({ path, licence: String((read(join(path, 'package.json')) as { license?: unknown }).license) }))
    .filter(
      ({ path, licence }) =>
        !allowed.has(licence) &&
        !(libvips.test(path) && libvipsLicence.test(licence)) &&
        !(icons.test(path) && licence === 'CC-BY-4.0'),
    );
  assert.deepEqual(refused, []);
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(resolve(root, name), 'utf8'));
}
