import { tokenize } from '../../../sql/lexer.ts';
import type { Lexeme } from '../../../sql/lexer.ts';
import type { ObjectName } from '../../../sql/operation.ts';
import { readExistence } from '../../../sql/read-existence.ts';
import { TokenReader } from '../../../sql/token-reader.ts';
import { lexisOf } from '../lexis.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { readAlteredTable } from '../read-alter-table.ts';
import { skipPrefixes } from '../read-create.ts';

/** A change of tables, and how the server can be asked what it takes. */
export interface TableChange {
  readonly tables: readonly ObjectName[];
  /** Builds an index, or validates what the rows hold; a foreign key is validated only where the table is copied. */
  readonly reads: 'all-rows' | 'rows-of-copy' | 'nothing';
  readonly form: ChangeForm;
}

/**
 * `clause`: takes `ALGORITHM` and `LOCK`. `optimize`: the server makes `ALTER TABLE … FORCE` of it. `partitions`: moves partitions and takes
 * no clause, or takes it and does not heed it.
 */
export type ChangeForm = ({ readonly kind: 'clause' } & ClausePlace) | { readonly kind: 'optimize' } | { readonly kind: 'partitions' };

/** Where the clause goes in the statement's text, and what is there of it already. */
export interface ClausePlace {
  /** The statement that takes a clause and does the same, where its own form takes none. */
  readonly insteadOf?: string;
  readonly at: number;
  readonly before: string;
  readonly between: string;
  readonly after: string;
  readonly algorithm: OwnOption | undefined;
  readonly lock: OwnOption | undefined;
}

/** An option of the statement's own, with the place of its value. */
export interface OwnOption {
  /** In upper case. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The change that a statement makes; undefined where it is none of tables, several statements, or leaves the rows and indexes as they are. */
export function readTableChange(dialect: FamilyDialect, sql: string): TableChange | undefined {
  const lexis = lexisOf(dialect);
  let read = tokenize(sql, lexis);
  if (read.isOpen) read = tokenize(sql, { ...lexis, hasBackslashEscapes: false });
  const tokens = dropEnd(read.tokens);
  if (read.isOpen || tokens.some(isSemicolon)) return undefined;
  const reader = new TokenReader(tokens);
  // MariaDB's SET STATEMENT a = 1 FOR …
  while (reader.accept('SET STATEMENT')) if (!reader.skipTo('FOR') || !reader.accept('FOR')) return undefined;
  switch (reader.acceptAny('ALTER', 'CREATE', 'DROP INDEX', 'OPTIMIZE')) {
    case 'ALTER':
      return readAlter(reader, tokens, dialect);
    case 'CREATE':
      return readCreateIndex(reader, tokens);
    case 'DROP INDEX':
      return readDropIndex(reader, tokens, dialect);
    case 'OPTIMIZE':
      return readOptimize(reader);
    case undefined:
      return undefined;
  }
}

function dropEnd(tokens: readonly Lexeme[]): readonly Lexeme[] {
  const last = tokens.findLastIndex((token) => !isSemicolon(token));
  return tokens.slice(0, last + 1);
}

function isSemicolon({ type, value }: Lexeme): boolean {
  return type === 'symbol' && value === ';';
}

/** They move rows from partition to partition, or make them anew. */
const movingPartitions = ['ADD PARTITION', 'DROP PARTITION', 'REORGANIZE PARTITION', 'COALESCE PARTITION', 'REBUILD PARTITION'] as const;
/** Nothing is done with the rows that stay, but for a moment. */
const quickPartitions = ['TRUNCATE PARTITION', 'EXCHANGE PARTITION', 'ANALYZE PARTITION', 'CHECK PARTITION', 'REPAIR PARTITION', 'CONVERT PARTITION', 'CONVERT TABLE', 'DISCARD', 'IMPORT'] as const;

/** https://dev.mysql.com/doc/refman/9.7/en/alter-table.html https://mariadb.com/docs/server/reference/sql-statements/data-definition/alter/alter-table */
function readAlter(reader: TokenReader, tokens: readonly Lexeme[], dialect: FamilyDialect): TableChange | undefined {
  const isOnline = reader.isAt('ONLINE') || reader.isAt('IGNORE ONLINE');
  skipPrefixes(reader);
  if (!reader.accept('TABLE')) return undefined;
  const table = readAlteredTable(reader);
  if (table === undefined) return undefined;
  const [at, start, isPartitioning] = [tokens[reader.place - 1]?.end ?? 0, reader.place, reader.isAt('PARTITION BY') || reader.isAt('REMOVE PARTITIONING')];
  if (reader.isAtEnd) return undefined;
  const options = reader.splitRest();
  reader.goTo(start);
  if (options.some((option) => quickPartitions.some((words) => option.isAt(words)))) return undefined;
  const isMoving = options.some((option) => movingPartitions.some((words) => option.isAt(words)));
  const isOptimizing = options.some((option) => option.isAt('OPTIMIZE PARTITION'));
  if (isOptimizing || (isMoving && dialect === 'mariadb')) return { tables: [table], reads: 'nothing', form: { kind: 'partitions' } };
  const own = (word: string): OwnOption | undefined => options.map((option) => readOption(option, word)).findLast((value) => value !== undefined);
  // ALTER ONLINE TABLE is another word for LOCK=NONE.
  const lock = own('LOCK') ?? (isOnline ? { value: 'NONE', start: at, end: at } : undefined);
  const place = { at, before: ' ', between: ', ', after: isPartitioning ? ' ' : ',', algorithm: own('ALGORITHM'), lock };
  return { tables: [table], reads: readReading(options), form: { kind: 'clause', ...place } };
}

/** `ALGORITHM = INPLACE`, the reader standing before it. */
function readOption(reader: TokenReader, word: string): OwnOption | undefined {
  if (!reader.isAt(word)) return undefined;
  reader.skip();
  reader.accept('=');
  const token = reader.peek();
  return token === undefined ? undefined : { value: token.value.toUpperCase(), start: token.start, end: token.end };
}

const readingWords = ['INDEX', 'KEY', 'UNIQUE', 'FULLTEXT', 'SPATIAL', 'VECTOR', 'CHECK'];

function readReading(options: readonly TokenReader[]): TableChange['reads'] {
  const added = options.filter((option) => option.isAt('ADD'));
  const hasForeignKey = (option: TokenReader): boolean => has(option, 'FOREIGN KEY');
  if (added.some((option) => !hasForeignKey(option) && readingWords.some((word) => has(option, word)))) return 'all-rows';
  return added.some(hasForeignKey) ? 'rows-of-copy' : 'nothing';
}

/** Whether these words come in what an option says, outside of parentheses. */
function has(option: TokenReader, words: string): boolean {
  const start = option.place;
  const isThere = option.skipTo(words);
  option.goTo(start);
  return isThere;
}

/** https://dev.mysql.com/doc/refman/9.7/en/create-index.html */
function readCreateIndex(reader: TokenReader, tokens: readonly Lexeme[]): TableChange | undefined {
  if (skipPrefixes(reader) || !reader.accept('INDEX')) return undefined;
  readExistence(reader);
  reader.readObjectName();
  return readIndexEnd(reader, tokens, 'all-rows');
}

/** https://dev.mysql.com/doc/refman/9.7/en/drop-index.html https://mariadb.com/docs/server/reference/sql-statements/data-definition/drop/drop-index */
function readDropIndex(reader: TokenReader, tokens: readonly Lexeme[], dialect: FamilyDialect): TableChange | undefined {
  const existence = readExistence(reader);
  const name = reader.readName() ?? '';
  const change = readIndexEnd(reader, tokens, 'nothing');
  const [table] = change?.tables ?? [];
  if (table === undefined || dialect === 'mysql') return change;
  // MariaDB maps it to this one, and takes a clause only here.
  const head = `ALTER TABLE ${quoteName(table.name)} `;
  const insteadOf = `${head}DROP INDEX ${existence === undefined ? '' : 'IF EXISTS '}${quoteName(name)}`;
  return { tables: [table], reads: 'nothing', form: { kind: 'clause', insteadOf, at: head.length, before: '', between: ', ', after: ', ', algorithm: undefined, lock: undefined } };
}

/** `ON t (a) ALGORITHM=INPLACE LOCK=NONE`. */
function readIndexEnd(reader: TokenReader, tokens: readonly Lexeme[], reads: TableChange['reads']): TableChange | undefined {
  const table = reader.skipTo('ON') && reader.accept('ON') ? reader.readObjectName() : undefined;
  if (table === undefined) return undefined;
  let [algorithm, lock]: (OwnOption | undefined)[] = [];
  while (reader.skipTo('ALGORITHM', 'LOCK')) {
    if (reader.isAt('LOCK')) lock = readOption(reader, 'LOCK');
    else algorithm = readOption(reader, 'ALGORITHM');
  }
  const place = { at: tokens.at(-1)?.end ?? 0, before: ' ', between: ' ', after: '', algorithm, lock };
  return { tables: [table], reads, form: { kind: 'clause', ...place } };
}

/** https://dev.mysql.com/doc/refman/9.7/en/optimize-table.html */
function readOptimize(reader: TokenReader): TableChange | undefined {
  reader.acceptAll('NO_WRITE_TO_BINLOG', 'LOCAL');
  if (reader.acceptAny('TABLES', 'TABLE') === undefined) return undefined;
  const tables = reader.splitRest().flatMap((one) => one.readObjectName() ?? []);
  return tables.length === 0 ? undefined : { tables, reads: 'nothing', form: { kind: 'optimize' } };
}
