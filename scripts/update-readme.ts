/**
 * Writes the README's tables of options and outputs from action.yml. `--check` fails when they are stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Described {
  readonly description: string;
  readonly default?: string;
}

const root = join(import.meta.dirname, '..');
const file = join(root, 'README.md');
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

function replaceBetween(text: string, name: string, body: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`README.md lacks ${begin} or ${end}`);
  return `${text.slice(0, from + begin.length)}\n${body}\n${text.slice(to)}`;
}

const before = await readFile(file, 'utf8');
const after = replaceBetween(replaceBetween(before, 'options', options), 'outputs', outputs);
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('The tables in README.md are stale. Run `npm run build` and commit README.md.');
    process.exit(1);
  }
} else {
  await writeFile(file, after);
}
