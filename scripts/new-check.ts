/**
 * Writes what a new check consists of: its source, its page and its line in the category's index.
 *
 *   npm run new-check round-trip/sequence-restarts
 *
 * What is left to its author stands between ‹ and ›, which `npm run check:layout` refuses.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { categoryOf } from '../src/checks/categories.ts';
import { addToIndex, writePage, writeSource } from './new-check-templates.ts';

const root = join(import.meta.dirname, '..');

/** What was wrong, or undefined. */
async function writeCheck(id: string): Promise<string | undefined> {
  if (!/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/.test(id)) return 'usage: npm run new-check <category>/<name>, in small letters and hyphens';
  const category = categoryOf(id);
  if (category === 'suppressions') return 'Checks of suppressions have no source of their own kind; write them in src/judge.ts.';
  const [source, page] = [join(root, `src/checks/${id}.ts`), join(root, `docs/checks/${id}.md`)];
  if (existsSync(source) || existsSync(page)) return `There is a check ${id} already.`;
  // A category of one check has no index; the registry lists that check itself.
  const own = join(root, 'src/checks', category, 'index.ts');
  const index = existsSync(own) ? own : join(root, 'src/checks/registry.ts');
  const listed = addToIndex(await readFile(index, 'utf8'), id, index === own ? '.' : `./${category}`);
  await Promise.all([source, page].map((file) => mkdir(dirname(file), { recursive: true })));
  await Promise.all([writeFile(source, writeSource(id)), writeFile(page, writePage(id)), writeFile(index, listed)]);
  console.log(
    [
      `Written: src/checks/${id}.ts, docs/checks/${id}.md and a line in ${index.slice(root.length + 1)}.`,
      `Left to do: replace what stands between ‹ and ›; add a folder to __tests__/projects whose case.json expects ${id};`,
      `npm run build, which writes the tables; npm run check:layout, which says what lacks.`,
    ].join('\n'),
  );
  return undefined;
}

const problem = await writeCheck(process.argv[2] ?? '');
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
