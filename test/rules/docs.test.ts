import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { operators } from '../../src/core/operators/index.ts';
import { queryViews } from '../../src/core/pipeline/query.ts';
import { withSession } from '../../src/core/pipeline/session.ts';
import { exportFormats } from '../../src/core/recipe/recipe.ts';
import { clusterSchema, exportSchema, selectSchema } from '../../src/core/recipe/stage-schemas.ts';
import { cleanSchema } from '../../src/core/recipe/clean-stage.ts';
import { recipeSchema } from '../../src/core/recipe/read-recipe.ts';
import { synthesizeSchema } from '../../src/core/recipe/synthesize-stage.ts';
import { trainSchema } from '../../src/core/recipe/train-stage.ts';
import { exitCodes } from '../../src/protocol/errors.ts';

const root = resolve(import.meta.dirname, '../..');
const languages = ['docs/en', 'docs/zh-CN'];
const readmes = ['README.md', 'README.zh-CN.md'];
/** What the editor around the extension calls so, and the lenses above stages. */
const ofTheEditorItself =
  /^((Extensions|扩展|Preferences|首选项): |Reopen Editor With|重新打开编辑器的方式|Run$|Preview$|Dry Run$|运行$|预览$|试运行$)/;
const folder = mkdtempSync(join(tmpdir(), 'docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the documents', () => {
  it('have the same pages in both languages', () => {
    const [english, chinese] = languages.map((path) => readdirSync(join(root, path)).sort());
    assert.deepEqual(chinese, english);
  });

  it('link to files and headings that are there', () => {
    const pages = [...readdirSync(root), ...languages.flatMap((path) => pagesUnder(path))].filter((name) =>
      name.endsWith('.md'),
    );
    assert.ok(pages.length > 20, `only ${pages.length} pages seen`);
    assert.deepEqual(pages.flatMap(brokenLinks), []);
  });

  it('name every command of the command line', () => {
    const commands = [...read('src/cli/program.ts').matchAll(/command\(\s*'([a-z-]+)[ ']/g)].map((match) => match[1]!);
    assert.ok(commands.length >= 12, commands.join());
    for (const page of languages.map((path) => `${path}/commands.md`)) {
      assert.deepEqual(
        commands.filter((name) => !read(page).includes(`\n## ${name}\n`)),
        [],
        page,
      );
    }
    for (const page of readmes)
      assert.deepEqual(
        commands.filter((name) => !new RegExp(`\\| \`${name} `).test(read(page))),
        [],
        page,
      );
  });

  it('call commands and views of the editor as the editor does', () => {
    for (const [page, texts] of [
      ['docs/en/editor.md', 'package.nls.json'],
      ['docs/zh-CN/editor.md', 'package.nls.zh-cn.json'],
    ] as const) {
      const titles = Object.entries(JSON.parse(read(texts)) as Record<string, string>)
        .filter(([key]) => /^(command|view)\./.test(key))
        .map(([, title]) => title);
      const named = [...read(page).matchAll(/(?<![\w`])_([^_`]+)_(?![\w`])/g)].map((match) => match[1]!);
      assert.ok(named.length > 15, named.join());
      const unknown = named.map((name) => name.replace(/^Better Synth: /, '')).filter((name) => !titles.includes(name));
      assert.deepEqual(
        unknown.filter((name) => !ofTheEditorItself.test(name)),
        [],
        page,
      );
    }
  });

  it('name every exit code', () => {
    for (const page of [...readmes, ...languages.map((path) => `${path}/commands.md`)]) {
      const rows = [...read(page).matchAll(/\|([\d ,、]+)(?=\|)/g)];
      const cells = new Set(rows.flatMap((match) => match[1]!.split(/[,、]/).map((code) => code.trim())));
      assert.deepEqual(
        Object.values(exitCodes).filter((code) => !cells.has(String(code))),
        [],
        page,
      );
    }
  });

  it('name every key of a recipe and every export format', () => {
    const stages = [cleanSchema, clusterSchema, synthesizeSchema, selectSchema, trainSchema, exportSchema];
    const keys = [recipeSchema, ...stages].flatMap(({ shape }) => Object.keys(shape));
    for (const path of languages) {
      const page = read(`${path}/recipe.md`);
      assert.deepEqual(
        [...keys, ...exportFormats].filter((name) => !page.includes(`\`${name}\``)),
        [],
        path,
      );
    }
  });

  it('name every column of every view', async () => {
    writeFileSync(join(folder, 'data.jsonl'), '{"id":"1","text":"<__dj__image>\\na dog","images":[]}\n');
    const views = [
      'samples',
      'texts',
      'decisions',
      'scores',
      'measurements',
      'clusters',
      'selected',
      'training',
      'captions',
      'training',
      'edits',
      'tags',
    ];
    for (const view of views) {
      const columns = await withSession(folder, undefined, async (session) => {
        const { columns, batches } = await queryViews(session, `SELECT * FROM ${view}`);
        await batches.return(undefined);
        return columns;
      });
      for (const path of languages) {
        const section = sectionOf(read(`${path}/query.md`), view);
        assert.deepEqual(
          columns.filter((name) => !new RegExp(`\\b${name}\\b`).test(section)),
          [],
          `${path}: ${view}`,
        );
      }
    }
  });

  it('count the operators rightly', () => {
    for (const page of readmes) assert.match(read(page), new RegExp(`\\[${operators.length}[ \\]]`), page);
  });
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function pagesUnder(path: string): string[] {
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }).map((name) => `${path}/${name}`);
}

function brokenLinks(page: string): string[] {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1]!)
    .filter((link) => !/^https?:/.test(link));
  return links.filter((link) => !isThere(page, link)).map((link) => `${page}: ${link}`);
}

function isThere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return (
    heading === undefined || [...read(target).matchAll(/^#+ (.+)$/gm)].some((match) => anchorOf(match[1]!) === heading)
  );
}

/** A heading's anchor as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** What stands under the heading that names a view. */
function sectionOf(page: string, view: string): string {
  const sections = page.split(/^## /m).slice(1);
  return sections.find((section) => new RegExp(`^[^\\n]*\\b${view}\\b`).test(section)) ?? '';
}
