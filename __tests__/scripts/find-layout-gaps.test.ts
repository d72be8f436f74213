import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLayoutGaps, findUntestedChecks } from '../../scripts/find-layout-gaps.ts';
import { addToIndex, nameConstant, writePage, writeSource } from '../../scripts/new-check-templates.ts';

const source = (id: string): string => writeSource(id).replace(/^import.*\n/, '').replaceAll(/‹[^›]*›/g, 'text').replace(/: \w+Check = /, ' = ');
const page = (id: string): string => writePage(id).replaceAll(/‹[^›]*›/g, 'text');
const registry = `import { dropTable } from './rows/drop-table.ts';
import { lost } from './rows/lost.ts';

export const checks = [dropTable, lost];
`;

let root: string;

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(root, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(root, file), text.replace(from, to));
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'alembic-gate-layout-'));
  await put('src/checks/registry.ts', registry);
  await put('src/checks/categories.ts', "export const categories = { rows: 'Rows' };\n");
  await put('src/checks/rows/count-rows.ts', 'export const count = 1;\n');
  await put('docs/checks/README.md', '# Checks\n');
  for (const id of ['rows/drop-table', 'rows/lost']) {
    await put(`src/checks/${id}.ts`, source(id));
    await put(`docs/checks/${id}.md`, page(id));
  }
});

afterEach(() => rm(root, { recursive: true }));

describe('findLayoutGaps', () => {
  it('finds none where all is in its place, helpers beside the checks included', async () => {
    expect(await findLayoutGaps(root)).toEqual([]);
  });

  it('finds a page that is missing, or of no check', async () => {
    await rm(join(root, 'docs/checks/rows/lost.md'));
    await put('docs/checks/rows/found.md', page('rows/found'));
    expect(await findLayoutGaps(root)).toEqual(['docs/checks/rows/lost.md is missing.', 'docs/checks/rows/found.md belongs to no check of the registry.']);
  });

  it('finds a source without a registry line', async () => {
    await put('src/checks/rows/found.ts', source('rows/found'));
    expect(await findLayoutGaps(root)).toEqual(['src/checks/rows/found.ts exports the check rows/found, which is not in the registry under this name.']);
  });

  it('finds a check whose file has another name', async () => {
    await edit('src/checks/rows/lost.ts', "'rows/lost'", "'rows/lose'");
    expect(await findLayoutGaps(root)).toEqual([
      'src/checks/rows/lose.ts is missing.',
      'docs/checks/rows/lose.md is missing.',
      'docs/checks/rows/lost.md belongs to no check of the registry.',
      'src/checks/rows/lost.ts exports the check rows/lose, which is not in the registry under this name.',
    ]);
  });

  it('finds a check that is listed twice, and a category without a sentence', async () => {
    await edit('src/checks/registry.ts', '[dropTable, lost]', '[dropTable, lost, lost]');
    await edit('src/checks/categories.ts', 'rows', 'columns');
    expect((await findLayoutGaps(root)).slice(0, 2)).toEqual(['rows/lost is in src/checks/registry.ts twice.', 'src/checks/categories.ts has no sentence for rows.']);
  });

  it.for([
    ['# rows/lost', '# rows/loss', 'docs/checks/rows/lost.md has the heading `# rows/loss` where `# rows/lost` belongs.'],
    ['### Good', '### Better', 'docs/checks/rows/lost.md has the heading `### Better` where `### Good` belongs.'],
    ['## When to switch it off', 'And so on', 'docs/checks/rows/lost.md has no heading where `## When to switch it off` belongs.'],
    ['## When to switch it off', '## When to switch it off\n\n## More', 'docs/checks/rows/lost.md has a heading too many: `## More`.'],
    ['Severity: error', 'Severity: note', 'docs/checks/rows/lost.md has to say `Severity: error`, once.'],
    ['Severity: error', 'Severity: error\nSeverity: error', 'docs/checks/rows/lost.md has to say `Severity: error`, once.'],
    ['```python\n', '```sql\n', 'docs/checks/rows/lost.md has an example without Python code.'],
    ['text', '‹text›', 'docs/checks/rows/lost.md still has words of the template to replace, between ‹ and ›.'],
  ] as const)('finds %j made %j', async ([from, to, gap]) => {
    await edit('docs/checks/rows/lost.md', from, to);
    expect(await findLayoutGaps(root)).toContain(gap);
  });

  it('takes a comment in an example for no heading', async () => {
    await edit('docs/checks/rows/lost.md', '```python\n', '```python\n# versions/9c41e0.py\n');
    expect(await findLayoutGaps(root)).toEqual([]);
  });
});

describe('findUntestedChecks', () => {
  it('asks nothing where there are no projects', async () => {
    expect(await findUntestedChecks(root)).toEqual([]);
  });

  it('finds a check that no project expects', async () => {
    await put('__tests__/projects/README.md', 'projects\n');
    await put('__tests__/projects/lost/case.json', JSON.stringify({ findings: ['error rows/lost a.py:1: rows/drop-table is not meant'] }));
    await put('__tests__/projects/none/case.json', JSON.stringify({ findings: [] }));
    expect(await findUntestedChecks(root)).toEqual(['No case.json in __tests__/projects expects rows/drop-table.']);
  });
});

describe('the templates of new-check', () => {
  it('name a constant', () => {
    expect(nameConstant('round-trip/downgrade-leaves-trace')).toBe('downgradeLeavesTrace');
  });

  it('are refused until their words are replaced', async () => {
    await put('src/checks/rows/changed.ts', writeSource('rows/changed').replace(/^import.*\n/, '').replace(/: \w+Check = /, ' = '));
    await put('docs/checks/rows/changed.md', writePage('rows/changed'));
    await put('src/checks/registry.ts', addToIndex(registry, 'rows/changed', './rows'));
    expect(await findLayoutGaps(root)).toEqual(
      ['src/checks/rows/changed.ts', 'docs/checks/rows/changed.md'].map((file) => `${file} still has words of the template to replace, between ‹ and ›.`),
    );
  });

  it('add the import by its path and the name at the end of the list', () => {
    expect(addToIndex(registry, 'rows/kept', './rows')).toBe(`import { dropTable } from './rows/drop-table.ts';
import { kept } from './rows/kept.ts';
import { lost } from './rows/lost.ts';

export const checks = [dropTable, lost, kept];
`);
    expect(addToIndex("import { a } from './a.ts';\nexport const list: readonly X[] = [\n  a,\n]; // prettier-ignore\n", 'rows/b', '.')).toBe(
      "import { a } from './a.ts';\nimport { b } from './b.ts';\nexport const list: readonly X[] = [\n  a, b,\n]; // prettier-ignore\n",
    );
    expect(addToIndex("import type { X } from '../check.ts';\n\nexport const list: readonly X[] = [\n]; // prettier-ignore\n", 'rows/b', '.')).toBe(
      "import type { X } from '../check.ts';\nimport { b } from './b.ts';\n\nexport const list: readonly X[] = [b\n]; // prettier-ignore\n",
    );
  });
});
