import { expect } from 'vitest';
import { getDialect } from '../../src/dialects/registry.ts';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { gaps, letters, pick } from './generate-statements.ts';
import type { GeneratedStatement, Writing } from './generate-statements.ts';

const double = (mark: string) => (name: string): string => `${mark}${name.replaceAll(mark, `${mark}${mark}`)}${mark}`;

/** A name in brackets cannot have one that closes. */
function quoteInBrackets(name: string): string {
  return name.includes(']') ? double('"')(name) : `[${name}]`;
}

function keepName(name: string): string {
  return name;
}

/** PostgreSQL's are in small letters, of ASCII alone in most encodings. */
function toSmall(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** MySQL and MariaDB are one family. */
export const writings: Readonly<Record<'postgresql' | 'sqlite' | 'family', Writing>> = {
  postgresql: {
    quotes: [double('"')],
    fold: toSmall,
    // SQLAlchemy's placeholders stand in statements as drivers get them, and are read as such.
    letters: letters.filter((letter) => letter !== '%'),
    schemas: [{ name: 'public', sql: 'PUBLIC' }, { name: 'My "Schema".x', sql: '"My ""Schema"".x"' }],
    gaps: [...gaps, ' /* a /* b */ c */ '],
  },
  sqlite: {
    quotes: [double('"'), double('`'), quoteInBrackets],
    fold: keepName,
    letters,
    schemas: [{ name: 'main', sql: 'main' }, { name: 'main', sql: '"main"' }],
    gaps,
  },
  family: {
    quotes: [double('`')],
    fold: keepName,
    // A name of theirs ends with no space, which ours do not, and has no line end on a server that writes files for tables.
    letters: letters.filter((letter) => letter !== '\n'),
    schemas: [],
    gaps: [...gaps.map((gap) => (gap === '/**/' ? ' ' : gap)), ' # DROP TABLE nothing; "\n'],
  },
};

/** Reads a statement and expects that it says what it does. */
export function expectRead(dialect: DialectName, { sql, does }: GeneratedStatement): void {
  const reading = getDialect(dialect).parseStatement(sql);
  if (does === undefined) {
    expect(reading.parsed ? reading.operations.length : reading.reason.length, sql).toBeGreaterThan(0);
    return;
  }
  expect(reading.parsed ? '' : reading.reason, sql).toBe('');
  const operations = reading.parsed ? reading.operations : [];
  expect(operations.map((operation, index) => pick(does[index] ?? { kind: operation.kind }, operation)), sql).toEqual(does);
}
