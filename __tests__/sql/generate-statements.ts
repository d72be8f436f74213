import fc from 'fast-check';
import type { OperationKind } from '../../src/sql/operation.ts';

/** A name as it is, and as a statement writes it. */
export interface WrittenName {
  readonly name: string;
  readonly sql: string;
}

/** What a statement is made of: words in any case, names, and pieces that stand as they are. */
export type Part = string | WrittenName | { readonly raw: string };

/** What an operation is known to say. */
export interface KnownOperation {
  readonly kind: OperationKind;
  readonly schema?: string | undefined;
  readonly name?: string;
  readonly member?: string;
  readonly newName?: string;
}

/** The names that one statement is about: tables that are there, one that is not, two columns, and others. */
export interface Names {
  readonly schema: WrittenName | undefined;
  readonly table: WrittenName;
  readonly second: WrittenName;
  readonly fresh: WrittenName;
  readonly column: WrittenName;
  readonly other: WrittenName;
}

/** A statement's parts by the names, and what it does; undefined where nothing is known of it but that it is valid. */
export type Template = (names: Names, at: (table: WrittenName) => readonly Part[]) => { readonly parts: readonly Part[]; readonly does: readonly KnownOperation[] | undefined };

export interface GeneratedStatement {
  readonly sql: string;
  readonly names: Names;
  readonly does: readonly KnownOperation[] | undefined;
}

/** How a dialect writes what is generated. */
export interface Writing {
  /** Each a way to quote any name. */
  readonly quotes: readonly ((name: string) => string)[];
  /** What a name without quotes is called. */
  readonly fold: (name: string) => string;
  /** Letters that quoted names may have. */
  readonly letters: readonly string[];
  readonly schemas: readonly WrittenName[];
  /** What may stand between two words. */
  readonly gaps: readonly string[];
}

export const gaps = [' ', '  ', '\n', '\t', '\r\n', ' /* ; DROP TABLE nothing */ ', ' -- DROP TABLE nothing; it\'s\n', '/**/'];
export const letters = ['a', 'Z', '0', '_', ' ', '.', ',', ';', '-', '--', '/*', '*/', '(', ')', '"', "'", '`', '[', ']', '$', '$$', '%', ':', '@', '\\', '#', '\n', 'ü', '漢'];

const plain = ['a', 'users', 'Order_Items', 'x1', 'été', '_t'];
/** Words of the grammar that are names in quotes. */
const reserved = ['select', 'TABLE', 'drop', 'column', 'Constraint', 'index', 'to', 'where', 'begin', 'end', 'only', 'if exists'];

function arbitraryName({ quotes, fold, letters: own }: Writing): fc.Arbitrary<WrittenName> {
  const quoted = fc.oneof(fc.constantFrom(...plain, ...reserved), fc.array(fc.constantFrom(...own), { minLength: 1, maxLength: 8 }).map((parts) => `q${parts.join('')}q`));
  return fc.oneof(
    fc.constantFrom(...plain).map((name) => ({ name: fold(name), sql: name })),
    fc.tuple(quoted, fc.constantFrom(...quotes)).map(([name, quote]) => ({ name, sql: quote(name) })),
  );
}

/** Statements of a dialect from its templates, with names, comments and cases of all kinds. */
export function arbitraryStatement(templates: readonly Template[], writing: Writing): fc.Arbitrary<GeneratedStatement> {
  const distinct = fc.uniqueArray(arbitraryName(writing), { minLength: 5, maxLength: 5, selector: ({ name }) => name.toLowerCase() });
  const schema = writing.schemas.length === 0 ? fc.constant(undefined) : fc.option(fc.constantFrom(...writing.schemas), { nil: undefined });
  return fc
    .record({ template: fc.constantFrom(...templates), distinct, schema, isUpper: fc.boolean(), between: fc.array(fc.constantFrom(...writing.gaps), { minLength: 1, maxLength: 6 }), isPlain: fc.boolean() })
    .map(({ template, distinct: [table, second, fresh, column, other], schema: within, isUpper, between, isPlain }) => {
      const names: Names = { schema: within, table: table!, second: second!, fresh: fresh!, column: column!, other: other! };
      const { parts, does } = template(names, (named) => (within === undefined ? [named] : [within, { raw: '.' }, named]));
      const words = parts.flatMap((part) => (typeof part === 'string' ? part.split(' ').map((word) => (isUpper ? word : word.toLowerCase())) : ['raw' in part ? part.raw : part.sql]));
      const sql = words.reduce((text, word, index) => `${text}${index === 0 ? '' : isPlain ? ' ' : (between[index % between.length] ?? ' ')}${word}`, '');
      return { sql, names, does };
    });
}

/** What an operation says of what is known of it. */
export function pick(known: KnownOperation, operation: { readonly kind: OperationKind; readonly target: { readonly schema: string | undefined; readonly name: string }; readonly member?: string; readonly newName?: string }): KnownOperation {
  return {
    kind: operation.kind,
    ...('schema' in known ? { schema: operation.target.schema } : {}),
    ...('name' in known ? { name: operation.target.name } : {}),
    ...('member' in known ? { member: operation.member ?? '' } : {}),
    ...('newName' in known ? { newName: operation.newName ?? '' } : {}),
  };
}
