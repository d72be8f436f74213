/**
 * Writes the README's tables of options and outputs from action.yml, its table of checks and that of docs/checks from the registry, and its
 * workflow and those of docs/github.md as `init` writes them. `--check` fails when they are stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { categories, categoryOf } from '../src/checks/categories.ts';
import { checks } from '../src/checks/registry.ts';
import { renderWorkflow } from '../src/init/render-workflow.ts';
import { writeCommentWorkflow, writeGateWorkflow, writeWatchWorkflow } from '../src/init/write-workflows.ts';

interface Described {
  readonly description: string;
  readonly default?: string;
}

const root = join(import.meta.dirname, '..');
const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, Described>; outputs: Record<string, Described> };
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const options = [
  '| option | meaning | default |',
  '|---|---|---|',
  ...Object.entries(action.inputs).map(([name, { description, default: initial = '' }]) => `| \`${name}\` | ${cell(description)} | ${initial === '' ? '' : `\`${initial}\``} |`),
].join('\n');
const outputs = [
  '| output | meaning |',
  '|---|---|',
  ...Object.entries(action.outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`),
].join('\n');

const byCategory = [...Map.groupBy(checks, ({ id }) => categoryOf(id))].map(([category, own]) => ({ category, own, about: categories[category] ?? '' }));
const categoryTable = [
  '| category | looks at | checks |',
  '|---|---|---|',
  ...byCategory.map(({ category, own, about }) => {
    const links = own.map(({ id }) => `[${id.slice(category.length + 1)}](docs/checks/${id}.md)`);
    return `| [\`${category}\`](docs/checks/README.md#${category}) | ${cell(about)}. | ${links.join(', ')} |`;
  }),
].join('\n');
const checkTables = byCategory
  .map(({ category, own, about }) =>
    [
      `## ${category}`,
      '',
      `${about}.`,
      '',
      '| check | severity | problem |',
      '|---|---|---|',
      ...own.map(({ id, severity, title }) => `| [\`${id}\`](${id}.md) | ${severity} | ${cell(title)} |`),
    ].join('\n'),
  )
  .join('\n\n');

/** The plain case: a project at the root with a requirements.txt. */
const workflow = renderWorkflow(
  writeGateWorkflow(
    {
      projects: [{ name: 'alembic.ini', databases: ['PostgreSQL'], origin: undefined }],
      installations: [{ tool: 'pip', directory: '', command: 'pip install -r requirements.txt', files: ['requirements.txt'] }],
      packages: [],
      python: undefined,
      options: {},
      images: [],
      lacksImage: true,
      leftOutImages: [],
      addresses: [],
      variables: [],
      defaultBranch: undefined,
      remoteHost: undefined,
      notes: [],
    },
    { hasForks: false },
  ),
);

const quoteYaml = (text: string): string => `\`\`\`yaml\n${text}\`\`\``;

function replaceBetween(text: string, name: string, body: string, file: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`${file} lacks ${begin} or ${end}`);
  return `${text.slice(0, from + begin.length)}\n${body}\n${text.slice(to)}`;
}

const documents = [
  { file: 'README.md', tables: { options, outputs, checks: categoryTable, workflow: quoteYaml(workflow) } },
  { file: 'docs/github.md', tables: { watch: quoteYaml(renderWorkflow(writeWatchWorkflow('main'))), comment: quoteYaml(renderWorkflow(writeCommentWorkflow())) } },
  { file: 'docs/checks/README.md', tables: { checks: checkTables } },
];
const isChecking = process.argv.includes('--check');
for (const { file, tables } of documents) {
  const before = await readFile(join(root, file), 'utf8');
  const after = Object.entries(tables).reduce((text, [name, body]) => replaceBetween(text, name, body, file), before);
  if (!isChecking) await writeFile(join(root, file), after);
  else if (after !== before) {
    console.error(`The tables in ${file} are stale. Run \`npm run build\` and commit ${file}.`);
    process.exitCode = 1;
  }
}
