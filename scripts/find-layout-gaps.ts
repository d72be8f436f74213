import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from '../src/checks/check.ts';

/** What the sources say there is. */
interface CheckModules {
  readonly checks: readonly Check[];
  readonly categories: Readonly<Record<string, string>>;
}

/** The headings of a page, in this order and no others. */
const headings = ['## Problem', '## Why it matters', '## What to do', '## Example', '### Bad', '### Good', '## When to switch it off'];

/** Words of the template of `npm run new-check` that its author has to replace stand between these. */
const blank = { begin: '‹', end: '›' } as const;

/**
 * What lacks between the registry of checks, their sources and their pages, one sentence each; none when all is well.
 * @param root the repository's root
 */
export async function findLayoutGaps(root: string): Promise<string[]> {
  const { checks, categories } = await readCheckModules(root);
  const ids = checks.map(({ id }) => id);
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index);
  const homeless = [...new Set(ids.map((id) => id.split('/')[0] ?? ''))].filter((category) => !Object.hasOwn(categories, category));
  const perCheck = await Promise.all(checks.map(async (check) => [...(await findSourceGaps(root, check)), ...(await findPageGaps(root, check))]));
  return [
    ...doubled.map((id) => `${id} is in src/checks/registry.ts twice.`),
    ...homeless.map((category) => `src/checks/categories.ts has no sentence for ${category}.`),
    ...perCheck.flat(),
    ...(await findStrayPages(root, ids)),
    ...(await findStraySources(root, ids)),
  ];
}

/**
 * Checks that none of the small projects in `__tests__/projects` expects, one sentence each. None where there is no such folder.
 * @param root the repository's root
 */
export async function findUntestedChecks(root: string): Promise<string[]> {
  const projects = join(root, '__tests__/projects');
  if (!existsSync(projects)) return [];
  const { checks } = await readCheckModules(root);
  const files = (await readdir(projects, { withFileTypes: true })).map(({ name }) => join(projects, name, 'case.json')).filter((file) => existsSync(file));
  const expected = new Set((await Promise.all(files.map(listExpectedChecks))).flat());
  // A small project has no other pull requests; the integration tests of the action have.
  return checks.filter(({ id, stage }) => stage !== 'pull-requests' && !expected.has(id)).map(({ id }) => `No case.json in __tests__/projects expects ${id}.`);
}

/** The ids in `findings`, each `<severity> <check> <place>: <message>`. */
async function listExpectedChecks(file: string): Promise<string[]> {
  const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
  const findings: unknown = typeof parsed === 'object' && parsed !== null && 'findings' in parsed ? parsed.findings : [];
  if (!Array.isArray(findings)) throw new Error(`${file}: findings is no list.`);
  return findings.map((finding) => String(finding).split(' ')[1] ?? '');
}

async function readCheckModules(root: string): Promise<CheckModules> {
  const [registry, groups] = await Promise.all(['registry', 'categories'].map((name) => importModule(join(root, `src/checks/${name}.ts`))));
  return { checks: registry?.['checks'] as readonly Check[], categories: groups?.['categories'] as CheckModules['categories'] };
}

async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}

async function findSourceGaps(root: string, check: Check): Promise<string[]> {
  const file = `src/checks/${check.id}.ts`;
  if (!existsSync(join(root, file))) return [`${file} is missing.`];
  return [
    ...(Object.values(await importModule(join(root, file))).includes(check) ? [] : [`${file} does not export the check ${check.id} of the registry.`]),
    ...(`${check.title}${check.why}`.includes(blank.begin) ? [sayBlank(file)] : []),
  ];
}

async function findPageGaps(root: string, { id, severity }: Check): Promise<string[]> {
  const file = `docs/checks/${id}.md`;
  if (!existsSync(join(root, file))) return [`${file} is missing.`];
  const page = await readFile(join(root, file), 'utf8');
  // A Python comment in an example looks like a heading.
  const text = page.replaceAll(/^```[^]*?^```$/gm, '');
  const found = text.split('\n').filter((line) => /^#+ /.test(line));
  const expected = [`# ${id}`, ...headings];
  const wrongAt = expected.findIndex((heading, index) => found[index] !== heading);
  const said = text.split('\n').filter((line) => line.startsWith('Severity: '));
  const examples = /^### Bad$([^]*?)^### Good$([^]*?)^## /m.exec(page)?.slice(1) ?? [];
  return [
    ...(wrongAt === -1 ? [] : [`${file} has ${found[wrongAt] === undefined ? 'no heading' : `the heading \`${found[wrongAt]}\``} where \`${expected[wrongAt] ?? ''}\` belongs.`]),
    ...(wrongAt === -1 && found.length > expected.length ? [`${file} has a heading too many: \`${found[expected.length] ?? ''}\`.`] : []),
    ...(said.length === 1 && said[0] === `Severity: ${severity}` ? [] : [`${file} has to say \`Severity: ${severity}\`, once.`]),
    ...(examples.some((example) => !example.includes('```python\n')) ? [`${file} has an example without Python code.`] : []),
    ...(page.includes(blank.begin) ? [sayBlank(file)] : []),
  ];
}

function sayBlank(file: string): string {
  return `${file} still has words of the template to replace, between ${blank.begin} and ${blank.end}.`;
}

async function findStrayPages(root: string, ids: readonly string[]): Promise<string[]> {
  const known = new Set(['README.md', 'coverage.md', ...ids.map((id) => `${id}.md`)]);
  return (await listFiles(join(root, 'docs/checks'))).filter((file) => !known.has(file)).map((file) => `docs/checks/${file} belongs to no check of the registry.`);
}

/** Sources that export a check which is not registered; what checks share lies beside them. */
async function findStraySources(root: string, ids: readonly string[]): Promise<string[]> {
  const sources = (await listFiles(join(root, 'src/checks'))).filter((file) => file.includes('/') && !ids.includes(file.replace(/\.ts$/, '')));
  const strays = await Promise.all(
    sources.map(async (file) => Object.values(await importModule(join(root, 'src/checks', file))).filter(isCheck).map(({ id }) => `src/checks/${file} exports the check ${id}, which is not in the registry under this name.`)),
  );
  return strays.flat();
}

function isCheck(value: unknown): value is Pick<Check, 'id' | 'stage'> {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'stage' in value && 'severity' in value;
}

async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1)).sort();
}
