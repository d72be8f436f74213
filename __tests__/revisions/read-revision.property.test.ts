import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRevision } from '../../src/revisions/read-revision.ts';

/** A value of a header and a spelling of it in Python. */
interface Spelled<T> {
  readonly value: T;
  readonly python: string;
}

const newline = fc.constantFrom('\n', '\r\n', '\r');

/** The next of values without an end. */
function next<T>(values: IterableIterator<T>): T {
  return values.next().value as T;
}

/** Characters that an id may hold, and some that Python writes with an escape. */
const id = fc.string({ unit: fc.constantFrom(...Array.from('abcdef0123456789_XYZ .\'"\\é漢\n\t')), minLength: 1, maxLength: 12 });

/** One string literal: any quotes, any prefix that suits it, some characters as escapes. */
function spellPiece(text: string): fc.Arbitrary<string> {
  return fc
    .record({
      quote: fc.constantFrom('"', "'", '"""', "'''"),
      prefix: fc.constantFrom('', 'u', 'U', 'r', 'R'),
      escapes: fc.infiniteStream(fc.constantFrom('none', 'none', 'hex', 'octal', 'unicode', 'long', 'continued')),
    })
    .map(({ quote, prefix, escapes }) => {
      const isRawPossible = !/['"\\\n\t]/.test(text);
      if (/r/i.test(prefix) && isRawPossible) return prefix + quote + text + quote;
      const body = Array.from(text, (character) => escape(character, quote, next(escapes))).join('');
      return (/r/i.test(prefix) ? '' : prefix) + quote + body + quote;
    });
}

function escape(character: string, quote: string, way: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (way === 'continued') return `\\\n${escape(character, quote, 'none')}`;
  if (way === 'hex' && code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (way === 'octal' && code < 0x100) return `\\${code.toString(8).padStart(3, '0')}`;
  if (way === 'unicode') return `\\u${code.toString(16).padStart(4, '0')}`;
  if (way === 'long') return `\\U${code.toString(16).padStart(8, '0')}`;
  if (character === '\n') return quote.length === 3 ? '\n' : '\\n';
  if (character === '\t') return '\\t';
  return character === '\\' || quote.startsWith(character) ? `\\${character}` : character;
}

/** A string as one literal, as several beside each other, or as a sum. */
const text: fc.Arbitrary<Spelled<string>> = fc
  .tuple(fc.array(id, { minLength: 1, maxLength: 3 }), fc.constantFrom('implicit', 'lines', 'sum'), fc.nat(2))
  .chain(([pieces, way, parentheses]) =>
    fc.tuple(...pieces.map(spellPiece)).map((spelled) => {
      const joined = way === 'sum' ? spelled.join(' + ') : way === 'lines' ? `(${spelled.join('  # and\n    ')})` : spelled.join(' ');
      return { value: pieces.join(''), python: '('.repeat(parentheses) + joined + ')'.repeat(parentheses) };
    }),
  );

const several: fc.Arbitrary<Spelled<string[]>> = fc
  .tuple(fc.array(text, { maxLength: 4 }), fc.constantFrom('tuple', 'bare', 'list'), fc.boolean(), fc.constantFrom(', ', ',', ',\n    ', ',  # next\n    '))
  .map(([items, way, hasTrailingComma, separator]) => {
    const [inside, value] = [items.map(({ python }) => python).join(separator), items.map((item) => item.value)];
    const end = hasTrailingComma && items.length > 0 ? ',' : '';
    if (way === 'list') return { value, python: `[${inside}${end}]` };
    const needed = items.length === 1 ? ',' : end;
    return { value, python: way === 'bare' && items.length > 0 && !separator.includes('\n') ? inside + needed : `(${inside}${needed})` };
  });

const none: fc.Arbitrary<Spelled<string[]>> = fc.constantFrom('None', '(None)').map((python) => ({ value: [], python }));
const names: fc.Arbitrary<Spelled<string[]>> = fc.oneof(none, several, text.map(({ value, python }) => ({ value: [value], python })));

const header = fc.record({
  revision: text,
  down_revision: names,
  branch_labels: names,
  depends_on: names,
  message: fc.constantFrom('', '"""Add accounts\n\nRevision ID: a1\n"""', '# coding: utf-8\n', 'from alembic import op'),
  annotations: fc.infiniteStream(fc.constantFrom('', ': str', ': Union[str, Sequence[str], None]', ': "str | None"')),
  order: fc.shuffledSubarray(['revision', 'down_revision', 'branch_labels', 'depends_on'] as const, { minLength: 4 }),
  between: fc.infiniteStream(fc.constantFrom('\n', '\n\n# next\n', '; ', '  # this\n')),
  end: newline,
  mark: fc.constantFrom('', '\uFEFF'),
});

test('a header in any spelling reads as what it says', () => {
  fc.assert(
    fc.property(header, ({ message, annotations, order, between, end, mark, ...values }) => {
      const assignments = order.map((name) => `${name}${next(annotations)} = ${values[name].python}`);
      const lines = assignments.reduce((before, assignment) => before + next(between) + assignment);
      const source = mark + `${message}\n${lines}\n\n\ndef upgrade():\n    pass\n`.replaceAll('\n', end);
      const reading = readRevision({ file: 'versions/a1.py', source });
      const { id: read, parents, branchLabels, dependsOn } = reading.kind === 'revision' ? reading.revision : { ...reading, id: undefined, parents: [], branchLabels: [], dependsOn: [] };
      expect({ reading: reading.kind, id: read, parents, branchLabels, dependsOn }).toEqual({
        reading: 'revision',
        id: values.revision.value,
        parents: values.down_revision.value,
        branchLabels: values.branch_labels.value,
        dependsOn: values.depends_on.value,
      });
    }),
    { numRuns: 500 },
  );
});
