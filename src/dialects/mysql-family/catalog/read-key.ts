import type { AttributeValue, ObjectKind } from '../../../catalog/model.ts';
import type { Lexeme } from '../../../sql/lexer.ts';
import { TokenReader } from '../../../sql/token-reader.ts';
import { quoteName } from '../quoting.ts';
import { findClosing, splitAtCommas, withoutParentheses, writeTokens } from './definition-text.ts';
import type { Definition } from './definition-text.ts';
import { toSchema, writePath } from './entry.ts';
import type { Place } from './entry.ts';

/** A constraint or index of a table. */
export interface ReadKey {
  readonly kind: Extract<ObjectKind, 'constraint' | 'index'>;
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeValue | undefined>>;
}

/** A table by the schema as the server writes it, which is left out where it is the table's own. */
export interface Reference {
  readonly schema: string | undefined;
  readonly table: string;
}

/**
 * A line of `SHOW CREATE TABLE` that is a key, constraint or period; undefined where it is none.
 * A unique key is a constraint, because it keeps rows out, whichever of the two words made it.
 */
export function readKey(definition: Definition, tokens: readonly Lexeme[], { schema, table }: Place & { readonly table: string }): ReadKey | undefined {
  const reader = new TokenReader(tokens);
  const named = reader.accept('CONSTRAINT') ? reader.readName() : undefined;
  const group = (): readonly Lexeme[] => {
    const closing = findClosing(tokens, reader.place);
    const inner = tokens.slice(reader.place + 1, closing);
    reader.goTo(closing + 1);
    return inner;
  };
  const rest = (): string => {
    const written = writeTokens(definition, tokens.slice(reader.place));
    return written === '' ? '' : ` ${written}`;
  };
  const list = (): string => `(${splitAtCommas(group()).map((part) => writeTokens(definition, part)).join(', ')})`;
  const made = reader.acceptAny('PRIMARY KEY', 'UNIQUE KEY', 'KEY', 'FULLTEXT KEY', 'SPATIAL KEY', 'VECTOR KEY', 'FOREIGN KEY', 'CHECK');
  switch (made) {
    case undefined:
      return undefined;
    case 'PRIMARY KEY':
      return { kind: 'constraint', name: 'PRIMARY', attributes: { constraintType: 'primary key', definition: `PRIMARY KEY ${list()}${rest()}` } };
    case 'FOREIGN KEY': {
      reader.accept('IF NOT EXISTS');
      const columns = list();
      reader.accept('REFERENCES');
      // The server leaves out the database where it is the table's own.
      const target = reader.readObjectName();
      const targetSchema = target?.schema === undefined ? schema : toSchema(definition.database, target.schema);
      const what = `FOREIGN KEY ${columns} REFERENCES ${writePath(targetSchema, target?.name ?? '')} ${list()}`;
      const name = named === undefined || isGeneratedName(named, `${table}_ibfk_`) ? what : named;
      return { kind: 'constraint', name, attributes: { constraintType: 'foreign key', definition: `${what}${rest()}` } };
    }
    case 'CHECK': {
      const what = `CHECK (${writeTokens(definition, withoutParentheses(group()))})`;
      const isEnforced = !reader.accept('NOT ENFORCED');
      const isGenerated = named === undefined || isGeneratedName(named, `${table}_chk_`) || isGeneratedName(named, 'CONSTRAINT_');
      return { kind: 'constraint', name: isGenerated ? what : named, attributes: { constraintType: 'check constraint', definition: what, isEnforced } };
    }
    default: {
      const name = reader.readName() ?? '';
      const parts = list();
      const { suffix, visibility } = readSuffix(rest());
      if (made === 'UNIQUE KEY') return { kind: 'constraint', name, attributes: { constraintType: 'unique constraint', definition: `UNIQUE ${parts}${suffix}`, visibility } };
      const word = made === 'KEY' ? 'INDEX' : made.replace('KEY', 'INDEX');
      return { kind: 'index', name, attributes: { definition: `CREATE ${word} ${quoteName(name)} ON ${writePath(schema, table)} ${parts}${suffix}`, visibility } };
    }
  }
}

/** Queries that may not use an index: `INVISIBLE` is MySQL's word, `IGNORED` MariaDB's. */
function readSuffix(suffix: string): { readonly suffix: string; readonly visibility: string | undefined } {
  const [ending, visibility] = / (INVISIBLE|IGNORED)$/.exec(suffix) ?? [''];
  return { suffix: suffix.slice(0, suffix.length - ending.length), visibility };
}

/** A name that the server counted up to: `item_ibfk_1`, `item_chk_2`, MariaDB's `CONSTRAINT_1`, and `1` for a foreign key from 12.1 on. */
function isGeneratedName(name: string, beginning: string): boolean {
  return /^\d+$/.test(name.startsWith(beginning) ? name.slice(beginning.length) : name);
}

/** The table that a foreign key points at. */
export function readReference(tokens: readonly Lexeme[]): Reference | undefined {
  const reader = new TokenReader(tokens);
  if (!reader.skipTo('REFERENCES')) return undefined;
  reader.skip();
  const target = reader.readObjectName();
  return target === undefined ? undefined : { schema: target.schema, table: target.name };
}
