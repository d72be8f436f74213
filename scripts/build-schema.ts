/**
 * Writes docs/report.schema.json, the JSON Schema of `--json-file`, from the types in src/report/report.ts.
 * `--check` fails when what is committed is not what would be written.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(import.meta.dirname, '..');
const file = join(root, 'docs/report.schema.json');
const schema = createGenerator({
  path: join(root, 'src/report/report.ts'),
  tsconfig: join(root, 'tsconfig.json'),
  type: 'Report',
  skipTypeCheck: true,
  additionalProperties: false,
}).createSchema('Report');
const text = `${JSON.stringify({ $id: 'https://raw.githubusercontent.com/alembic-gate/alembic-gate/main/docs/report.schema.json', title: 'Alembic Gate report', ...schema }, undefined, 2)}\n`;

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error('docs/report.schema.json is stale. Run `npm run build` and commit it.');
    process.exit(1);
  }
} else {
  await writeFile(file, text);
}
