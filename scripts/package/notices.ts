/** The licences of everything that ships and is not ours. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Described {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url: string };
}

const texts = /^(licen[cs]e|notice|third-?party-?notices)/i;

/** The text of ThirdPartyNotices.txt. @param folders of packages, in any order, each once or more */
export function notices(folders: Iterable<string>): string {
  const packages = [...new Set(folders)].map(notice).sort((a, b) => (a.title < b.title ? -1 : 1));
  const unique = packages.filter(({ title }, at) => title !== packages[at - 1]?.title);
  const head = 'Better Synth contains the packages below, under the licences that stand beside them.\n';
  return [head, ...unique.map(({ title, text }) => `${'='.repeat(80)}\n${title}\n\n${text}\n`)].join('\n');
}

function notice(folder: string): { title: string; text: string } {
  const described = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Described;
  const { name, version, license = 'no licence named', homepage, repository } = described;
  const place = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  const written = readdirSync(folder).filter((file) => texts.test(file));
  const text = written.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  return { title: `${name} ${version} · ${license} · ${place}`, text: text || licensing(folder, license) };
}

/** What a package without a licence file says in its README, or where the text of its licence is. */
function licensing(folder: string, license: string): string {
  const readme = readdirSync(folder).find((file) => /^readme/i.test(file));
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8');
  const section = /^#+ licen[cs]\w*\s[\s\S]*/im.exec(text)?.[0].trim();
  return section ?? `The package carries no text of its licence: https://spdx.org/licenses/${license}.html`;
}
