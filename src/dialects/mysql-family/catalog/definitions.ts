import type { AttributeValue, ObjectKind } from '../../../catalog/model.ts';
import type { Lexeme } from '../../../sql/lexer.ts';
import { TokenReader } from '../../../sql/token-reader.ts';
import { findClosing, isSymbol, readDefinition, withoutDatabase, writeTokens } from './definition-text.ts';
import { makeEntry, toSchema } from './entry.ts';
import type { Entry } from './entry.ts';
import { readMaking } from './others.ts';
import type { Surroundings } from './others.ts';
import { listRoutinePrivileges } from './privileges.ts';
import type { Grant } from './privileges.ts';
import type { Row } from './query.ts';

/** A view from its `SHOW CREATE VIEW`. */
export function readView({ dialect, database }: Surroundings, schemaName: string, name: string, row: Row, privileges: readonly string[] | undefined): Entry {
  const definition = readDefinition(dialect, database, row['Create View'] ?? '');
  const { tokens } = definition;
  const reader = new TokenReader(tokens);
  const word = (name: string): string | undefined => (reader.accept(name) ? reader.readName() : undefined);
  reader.accept('CREATE');
  const algorithm = reader.accept('ALGORITHM =') ? reader.readName() : undefined;
  const definer = readDefiner(reader);
  const security = word('SQL SECURITY');
  reader.accept('VIEW');
  reader.readObjectName();
  let columns: string | undefined;
  if (reader.isAt('(')) {
    const closing = findClosing(tokens, reader.place);
    columns = writeTokens(definition, tokens.slice(reader.place, closing + 1));
    reader.goTo(closing + 1);
  }
  reader.accept('AS');
  const { body, checkOption } = readCheckOption(tokens.slice(reader.place));
  return makeEntry('view', { schema: toSchema(database, schemaName) }, name, {
    definition: writeTokens(definition, body),
    columns,
    algorithm,
    security,
    checkOption,
    definer,
    clientCharset: row['character_set_client'] ?? undefined,
    connectionCollation: row['collation_connection'] ?? undefined,
    privileges,
  });
}

function readCheckOption(tokens: readonly Lexeme[]): { readonly body: readonly Lexeme[]; readonly checkOption: string | undefined } {
  const words = tokens.slice(-4).map(({ type, value }) => (type === 'word' ? value.toUpperCase() : ''));
  const isOption = words[0] === 'WITH' && words[2] === 'CHECK' && words[3] === 'OPTION';
  return isOption ? { body: tokens.slice(0, -4), checkOption: words[1] } : { body: tokens, checkOption: undefined };
}

/** Steps over `DEFINER = user@host` and gives it as people write it. */
function readDefiner(reader: TokenReader): string | undefined {
  if (!reader.accept('DEFINER =')) return undefined;
  const user = reader.readName() ?? '';
  return reader.accept('@') ? `${user}@${reader.readName() ?? ''}` : user;
}

/** What the server calls each kind of routine, and we do. */
const routineKinds: Readonly<Record<string, ObjectKind>> = { FUNCTION: 'function', PROCEDURE: 'procedure', PACKAGE: 'package', 'PACKAGE BODY': 'package body', LIBRARY: 'library' };

/** A routine, package or library from its `SHOW CREATE …`; the statement is null to whoever may not read it. */
export function readRoutine({ dialect, database }: Surroundings, schemaName: string, type: string, name: string, row: Row, grants: readonly Grant[]): Entry {
  const schema = toSchema(database, schemaName);
  const column = Object.keys(row).find((key) => key.startsWith('Create ')) ?? '';
  const text = row[column] ?? null;
  const { definition, definer } = text === null ? { definition: null, definer: undefined } : withoutDefiner(dialect, withoutDatabase(dialect, database, text));
  const attributes: Record<string, AttributeValue | undefined> = { definition, ...readMaking(row), definer, privileges: listRoutinePrivileges(grants, schemaName, type, name) };
  return makeEntry(routineKinds[type] ?? 'function', { schema }, name, attributes);
}

/** Who made it is told apart from what it is. Code written in Oracle's mode has its names in double quotes. */
function withoutDefiner(dialect: Surroundings['dialect'], text: string): { readonly definition: string; readonly definer: string | undefined } {
  const { tokens } = readDefinition(dialect, '', text);
  const reader = new TokenReader(tokens);
  reader.accept('CREATE');
  const definer = readDefiner(reader);
  const next = reader.peek();
  return { definition: definer === undefined || next === undefined ? text : `CREATE ${text.slice(next.start)}`, definer };
}

/** A sequence from `SHOW CREATE SEQUENCE`; where it stands is about rows. https://mariadb.com/docs/server/reference/sql-structure/sequences/create-sequence */
export function readSequence({ dialect, database }: Surroundings, schemaName: string, name: string, row: Row, privileges: readonly string[] | undefined): Entry {
  const definition = readDefinition(dialect, database, row['Create Table'] ?? row['Create Sequence'] ?? '');
  const reader = new TokenReader(definition.tokens);
  reader.accept('CREATE SEQUENCE');
  reader.readObjectName();
  const found: Record<string, AttributeValue | undefined> = { cycle: false };
  const number = (): string => (reader.accept('-') ? `-${reader.readName() ?? ''}` : (reader.readName() ?? ''));
  const options: string[] = [];
  while (!reader.isAtEnd) {
    switch (reader.acceptAny('AS', 'START WITH', 'MINVALUE', 'MAXVALUE', 'INCREMENT BY', 'CACHE', 'NOCACHE', 'CYCLE', 'NOCYCLE', 'ENGINE =', 'COMMENT =')) {
      case 'AS':
        found['type'] = [reader.readName(), reader.acceptAny('UNSIGNED')?.toLowerCase()].filter((word) => word !== undefined).join(' ');
        break;
      case 'START WITH':
        found['start'] = number();
        break;
      case 'MINVALUE':
        found['minimum'] = number();
        break;
      case 'MAXVALUE':
        found['maximum'] = number();
        break;
      case 'INCREMENT BY':
        found['increment'] = number();
        break;
      case 'CACHE':
        found['cache'] = number();
        break;
      case 'NOCACHE':
        found['cache'] = '0';
        break;
      case 'CYCLE':
        found['cycle'] = true;
        break;
      case 'NOCYCLE':
        break;
      case 'ENGINE =':
        found['engine'] = reader.readName();
        break;
      case 'COMMENT =':
        found['comment'] = reader.readName();
        break;
      case undefined: {
        const from = reader.place;
        skipOption(reader);
        options.push(writeTokens(definition, definition.tokens.slice(from, reader.place)));
      }
    }
  }
  return makeEntry('sequence', { schema: toSchema(database, schemaName) }, name, { ...found, options: options.length === 0 ? undefined : options, privileges });
}

function skipOption(reader: TokenReader): void {
  reader.skipItem();
  while (!reader.isAtEnd && !isOptionStart(reader)) reader.skipItem();
}

function isOptionStart(reader: TokenReader): boolean {
  return isSymbol(reader.peek(1), '=') || ['AS', 'START', 'MINVALUE', 'MAXVALUE', 'INCREMENT', 'CACHE', 'NOCACHE', 'CYCLE', 'NOCYCLE'].some((word) => reader.isAt(word));
}
