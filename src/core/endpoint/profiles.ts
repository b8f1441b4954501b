/** Profiles of endpoints: the only place where an address and a key meet, outside of every recipe and dataset. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import type { EndpointSettings } from './endpoint.ts';
import { parseEndpoint } from './origin.ts';
import { readProfiles, writeProfiles, type StoredProfile, type WritePrivately } from './profile-file.ts';
import { checkKey } from './secret.ts';

/** A profile as it may be shown. */
export interface Profile {
  readonly name: string;
  readonly url: string;
  readonly model: string | null;
  /** The environment variable that holds its key. */
  readonly keyEnv: string | null;
  /** Whether a key is stored with it. */
  readonly hasKey: boolean;
  readonly concurrency: number;
}

/** Where a new profile's key comes from. */
export type KeySource = { readonly env: string } | { readonly value: string };

/** What a user says of a profile. */
export interface ProfileDefinition {
  readonly name: string;
  readonly url: string;
  readonly model: string | null;
  readonly key: KeySource | null;
  readonly concurrency: number;
}

/** Requests at a time, where nobody says otherwise. */
export const defaultConcurrency = 8;
const mostConcurrency = 256;
/** Built in: the demo's own caption server. */
const reserved = 'demo';

type Environment = Readonly<Record<string, string | undefined>>;

/** The profiles of the user who runs the program. */
export class ProfileStore {
  /** `$XDG_CONFIG_HOME/better-synth/profiles.json` */
  readonly path: string;
  readonly #env: Environment;

  private constructor(path: string, env: Environment) {
    this.path = path;
    this.#env = env;
  }

  /** The store that an environment names; a relative `$XDG_CONFIG_HOME` counts as none, as its specification demands. */
  static open(env: Environment): ProfileStore {
    const named = env['XDG_CONFIG_HOME'] ?? '';
    const base = isAbsolute(named) ? named : join(homedir(), '.config');
    return new ProfileStore(join(base, 'better-synth', 'profiles.json'), env);
  }

  /** All profiles, by name. @throws ProductError `refused` where others can read the file */
  list(): Profile[] {
    return readProfiles(this.path)
      .map((profile) => ({
        name: profile.name,
        url: profile.url,
        model: profile.model,
        keyEnv: profile.key !== null && 'env' in profile.key.from ? profile.key.from.env : null,
        hasKey: profile.key !== null && 'value' in profile.key.from,
        concurrency: profile.concurrency,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Adds a profile or changes the one of that name; this approves its origin. A key stays with a profile only while
   * its address stays.
   * @throws ProductError `usage` for what cannot be a profile, `refused` for http beyond this machine and for a new
   *   address without the key again
   */
  async add(definition: ProfileDefinition, write: WritePrivately): Promise<void> {
    checkDefinition(definition);
    const url = parseEndpoint(definition.url);
    const profiles = readProfiles(this.path);
    const before = profiles.find(({ name }) => name === definition.name);
    const key =
      definition.key === null ? keptKey(before, url) : { origin: url.origin, from: checkSource(definition.key) };
    const { name, model, concurrency } = definition;
    const profile = { name, url: url.href, model, concurrency, key };
    await writeProfiles(this.path, [...profiles.filter((other) => other !== before), profile], write);
  }

  /** Removes a profile and its key. @throws ProductError `usage` where there is none of that name */
  async remove(name: string, write: WritePrivately): Promise<void> {
    const profiles = readProfiles(this.path);
    const rest = profiles.filter((profile) => profile.name !== name);
    if (rest.length === profiles.length) throw this.#unknown(name);
    await writeProfiles(this.path, rest, write);
  }

  /**
   * A profile with its key, for asking; without, where it is only looked at by a process that may not know the key.
   * @throws ProductError `usage` for an unknown name or an unset variable, `refused` where the key is of another origin
   */
  resolve(name: string, { withKey = true }: { readonly withKey?: boolean } = {}): EndpointSettings {
    const profile = readProfiles(this.path).find((other) => other.name === name);
    if (profile === undefined) throw this.#unknown(name);
    const url = parseEndpoint(profile.url);
    if (profile.key !== null && profile.key.origin !== url.origin) throw foreignKey(name, url);
    const { model, concurrency } = profile;
    return { name, url: profile.url, model, concurrency, key: withKey ? this.#keyOf(profile) : null };
  }

  #keyOf({ name, key }: StoredProfile): string | null {
    if (key === null) return null;
    if ('value' in key.from) return checkKey(key.from.value);
    const value = this.#env[key.from.env] ?? '';
    if (value !== '') return checkKey(value);
    throw new ProductError('usage', `The key of the profile ${name} is not there: ${key.from.env} is not set.`, {
      next: `Set ${key.from.env}, or store a key: better-synth profiles add ${name} … --key-stdin`,
    });
  }

  #unknown(name: string): ProductError {
    if (name === reserved) {
      return new ProductError('usage', `The profile ${name} is built in: a run starts its server and stops it again.`, {
        next: `Write  profile: ${name}  in a synthesize stage; better-synth caption-server starts such a server to try.`,
      });
    }
    return new ProductError('usage', `There is no profile ${name}.`, {
      where: this.path,
      next: 'better-synth profiles list shows them, better-synth profiles add makes one.',
    });
  }
}

function checkDefinition({ name, concurrency }: ProfileDefinition): void {
  // What a recipe may name; what begins as a key does is none there.
  if (!/^(?!sk-)[a-z0-9][a-z0-9-]{0,63}$/.test(name) || name === reserved) {
    throw new ProductError('usage', `"${name}" cannot be the name of a profile.`, {
      next: 'Use up to 64 of a-z, 0-9 and hyphens, no "sk-" in front; "demo" is built in.',
    });
  }
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > mostConcurrency) {
    throw new ProductError('usage', `Concurrency is a whole number from 1 to ${mostConcurrency}.`);
  }
}

function checkSource(key: KeySource): KeySource {
  if ('value' in key) return { value: checkKey(key.value) };
  if (/^[A-Za-z_]\w{0,127}$/.test(key.env)) return key;
  // Not repeated: it may be a key, given in the place of the name.
  throw new ProductError('usage', 'What follows --key-env is not the name of an environment variable.', {
    next: 'Give the name only, such as CAPTION_KEY; the key itself never stands on a command line.',
  });
}

function keptKey(before: StoredProfile | undefined, url: URL): StoredProfile['key'] {
  const key = before?.key ?? null;
  if (before === undefined || key === null || before.url === url.href) return key;
  throw new ProductError(
    'refused',
    `The profile ${before.name} has a key for ${key.origin}; a new address needs it again.`,
    {
      safe: 'The profile is unchanged.',
      next: 'Give --key-env or --key-stdin with the new address, or remove the profile first.',
    },
  );
}

function foreignKey(name: string, url: URL): ProductError {
  return new ProductError('refused', `The key of the profile ${name} belongs to another origin than ${url.origin}.`, {
    safe: 'Nothing was sent.',
    next: `Approve the address: better-synth profiles add ${name} --url ${url.origin}… with the key`,
  });
}
