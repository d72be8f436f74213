import { categoryOf } from '../src/checks/categories.ts';

/** The constant that a check is exported as: `round-trip/column-order` -> `columnOrder`. */
export function nameConstant(id: string): string {
  return id.slice(categoryOf(id).length + 1).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The source of a check that finds nothing yet. Those of the history are judged from the files alone. */
export function writeSource(id: string): string {
  const stage = categoryOf(id) === 'revisions' ? 'graph' : 'observation';
  const type = stage === 'graph' ? 'GraphCheck' : 'ObservationCheck';
  return `import type { ${type} } from '../check.ts';

export const ${nameConstant(id)}: ${type} = {
  id: '${id}',
  stage: '${stage}',
  severity: 'error',
  title: '‹the problem in a few words›',
  why: '‹why it matters, one or two sentences›',
  find: () => [],
};
`;
}

/** The page of a check, in the shape that all have. */
export function writePage(id: string): string {
  const example = `\`\`\`python
def upgrade():
    ‹…›


def downgrade():
    ‹…›
\`\`\``;
  return `# ${id}

‹What it finds, one sentence.›

Severity: error

## Problem

‹What happens, how it comes about, and what is not meant.›

## Why it matters

‹As the source says it.›

## What to do

‹What to write instead.›

## Example

### Bad

${example}

### Good

${example}

## When to switch it off

‹Where it is right, and with which option or comment.›
`;
}

/**
 * The text of an index, or of the registry, with one check more: its import by its path, its name at the end of the list.
 * @param folder where the check's source lies, as seen from the file
 */
export function addToIndex(text: string, id: string, folder: string): string {
  const name = nameConstant(id);
  const file = id.slice(categoryOf(id).length + 1);
  const list = /(= \[[^\]]*?)(,?\s*\];)/;
  const path = `${folder}/${file}.ts`;
  const imports = [...text.matchAll(/^import .* from '(.*)';\n/gm)];
  const last = imports.findLast(([, other = '']) => other < path) ?? imports.at(-1);
  if (last === undefined || !list.test(text)) throw new Error('The file has no import and list of checks to add to.');
  const end = last.index + last[0].length;
  const extended = `${text.slice(0, end)}import { ${name} } from '${path}';\n${text.slice(end)}`;
  // A category that has no checks yet lists nothing before it.
  return extended.replace(list, (_, items: string, close: string) => `${items}${items.endsWith('[') ? '' : ', '}${name}${close}`);
}
