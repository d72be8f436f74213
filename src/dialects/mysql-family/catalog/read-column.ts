import type { AttributeValue } from '../../../catalog/model.ts';
import type { Lexeme } from '../../../sql/lexer.ts';
import { TokenReader } from '../../../sql/token-reader.ts';
import { readText } from '../quoting.ts';
import { findClosing, isSymbol, splitAtCommas, withoutParentheses, writeTokens } from './definition-text.ts';
import type { Definition } from './definition-text.ts';

/** What columns take from their table and server. */
export interface ColumnSurroundings {
  /** The table's own. */
  readonly collation: string;
  /** The collation that a character set has where none is named. */
  readonly defaultCollations: ReadonlyMap<string, string>;
}

export interface ReadColumn {
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeValue | undefined>>;
}

/**
 * A line of `SHOW CREATE TABLE` that is a column. What is not known by name stays in `options`, so that nothing is lost.
 * https://dev.mysql.com/doc/refman/9.7/en/create-table.html https://mariadb.com/docs/server/reference/sql-statements/data-definition/create/create-table
 */
export function readColumn(definition: Definition, tokens: readonly Lexeme[], surroundings: ColumnSurroundings): ReadColumn {
  const reader = new TokenReader(tokens);
  const name = reader.readName() ?? '';
  const { type, labels } = readType(definition, tokens, reader);
  const found: Record<string, AttributeValue | undefined> = { type, labels, nullable: true, default: undefined };
  const options: string[] = [];
  const takeGroup = (): string => {
    const closing = findClosing(tokens, reader.place);
    const inner = withoutParentheses(tokens.slice(reader.place, closing + 1));
    reader.goTo(closing + 1);
    return writeTokens(definition, inner);
  };
  let charset: string | undefined;
  while (!reader.isAtEnd) {
    switch (reader.acceptAny('CHARACTER SET', 'COLLATE', 'GENERATED ALWAYS AS', 'NOT NULL', 'NULL', 'DEFAULT', 'ON UPDATE', 'AUTO_INCREMENT', 'COMMENT', 'INVISIBLE', 'SRID', 'CHECK')) {
      case 'CHARACTER SET':
        charset = reader.readName();
        break;
      case 'COLLATE':
        found['collation'] = reader.readName();
        break;
      case 'GENERATED ALWAYS AS':
        found['generated'] = reader.acceptAny('ROW START', 'ROW END') ?? `${takeGroup()} ${reader.acceptAny('STORED', 'VIRTUAL') ?? ''}`.trim();
        break;
      case 'NOT NULL':
        found['nullable'] = false;
        break;
      case 'NULL':
        break;
      case 'DEFAULT':
        found['default'] = readDefault(definition, tokens, reader, type);
        break;
      case 'ON UPDATE':
        found['onUpdate'] = writeTokens(definition, takeUntilOption(tokens, reader));
        break;
      case 'AUTO_INCREMENT':
        found['autoIncrement'] = true;
        break;
      case 'COMMENT':
        found['comment'] = readText(takeSource(definition, reader));
        break;
      case 'INVISIBLE':
        found['invisible'] = true;
        break;
      case 'SRID':
        found['srid'] = Number(reader.readName());
        break;
      case 'CHECK':
        found['check'] = takeGroup();
        break;
      case undefined:
        options.push(takeOption(definition, tokens, reader));
    }
  }
  if (hasCollation(type)) found['collation'] = findCollation(found['collation'], charset, surroundings);
  if (found['default'] === undefined && found['nullable'] === true && mayHaveDefault(definition, type, found)) found['requiresValue'] = true;
  if (found['default'] === 'NULL' || found['default'] === undefined) found['default'] = null;
  return { name, attributes: { ...found, options: options.length === 0 ? undefined : options.sort() } };
}

const wholeNumbers = /^(?:tiny|small|medium|big)?int$/;

/** A type as the newest versions write it: whole numbers without a width that says nothing, `tinyint(1)` for a boolean. */
function readType(definition: Definition, tokens: readonly Lexeme[], reader: TokenReader): { readonly type: string; readonly labels?: readonly string[] } {
  const word = (reader.readName() ?? '').toLowerCase();
  let group: readonly Lexeme[] = [];
  if (reader.isAt('(')) {
    const closing = findClosing(tokens, reader.place);
    group = tokens.slice(reader.place + 1, closing);
    reader.goTo(closing + 1);
  }
  if (word === 'enum' || word === 'set') {
    return { type: word, labels: group.filter(({ type }) => type === 'text').map(({ start, end }) => readText(definition.text.slice(start, end))) };
  }
  const signs: string[] = [];
  for (let sign = reader.acceptAny('UNSIGNED', 'ZEROFILL'); sign !== undefined; sign = reader.acceptAny('UNSIGNED', 'ZEROFILL')) signs.push(sign.toLowerCase());
  const sizes = writeTokens(definition, group);
  const isWidth = word === 'year' || (wholeNumbers.test(word) && !signs.includes('zerofill') && !(word === 'tinyint' && sizes === '1' && signs.length === 0));
  return { type: [`${word}${sizes === '' || isWidth ? '' : `(${sizes})`}`, ...signs].join(' ') };
}

const optionWords = ['ON UPDATE', 'AUTO_INCREMENT', 'COMMENT', 'INVISIBLE', 'CHECK', 'COLUMN_FORMAT', 'STORAGE', 'REF_SYSTEM_ID', 'WITHOUT SYSTEM', 'WITH SYSTEM', 'ENGINE_ATTRIBUTE', 'SECONDARY_ENGINE_ATTRIBUTE', 'NOT NULL', 'SRID'] as const;

function takeUntilOption(tokens: readonly Lexeme[], reader: TokenReader): readonly Lexeme[] {
  const from = reader.place;
  // An option of MariaDB's engines is a quoted name.
  while (!reader.isAtEnd && !(reader.peek()?.type === 'name' && reader.place > from) && !optionWords.some((words) => reader.isAt(words))) reader.skipItem();
  return tokens.slice(from, reader.place);
}

/** MySQL quotes numbers too. */
function readDefault(definition: Definition, tokens: readonly Lexeme[], reader: TokenReader, type: string): string {
  const value = takeUntilOption(tokens, reader);
  const [first] = value;
  if (value.length === 1 && first?.type === 'text' && isNumber(type)) return first.value;
  if (value.length > 1 && isSymbol(first, '(')) return `(${writeTokens(definition, withoutParentheses(value))})`;
  return writeTokens(definition, value);
}

/** Whether the server takes a bare number for a default of this type. */
function isNumber(type: string): boolean {
  return /^(?:(?:tiny|small|medium|big)?int|decimal|float|double)\b/.test(type);
}

function hasCollation(type: string): boolean {
  return /^(?:(?:var)?char\(|(?:tiny|medium|long)?text\b|enum|set)/.test(type);
}

function findCollation(named: AttributeValue | undefined, charset: string | undefined, { collation, defaultCollations }: ColumnSurroundings): string {
  const found = typeof named === 'string' ? named : charset === undefined ? collation : (defaultCollations.get(charset) ?? charset);
  return nameCollation(found);
}

/** Older MariaDB calls `utf8mb3` what it has always been called. */
export function nameCollation(collation: string): string {
  return collation.replace(/^utf8_/, 'utf8mb3_');
}

/** MySQL alone writes no `DEFAULT NULL` for long texts. Any other column without a default must be given a value, though it may be NULL. */
function mayHaveDefault({ dialect }: Definition, type: string, { generated }: Readonly<Record<string, AttributeValue | undefined>>): boolean {
  return generated === undefined && !(dialect === 'mysql' && /^(?:tiny|medium|long)?(?:text|blob)\b/.test(type));
}

function takeSource({ text }: Definition, reader: TokenReader): string {
  const token = reader.peek();
  reader.skip();
  return token === undefined ? "''" : text.slice(token.start, token.end);
}

/** One option with its value: `COLUMN_FORMAT FIXED`, `REF_SYSTEM_ID=101`, `WITHOUT SYSTEM VERSIONING`. */
function takeOption(definition: Definition, tokens: readonly Lexeme[], reader: TokenReader): string {
  const from = reader.place;
  if (!reader.accept('WITHOUT SYSTEM VERSIONING') && !reader.accept('WITH SYSTEM VERSIONING')) {
    const isPair = reader.isAt('COLUMN_FORMAT') || reader.isAt('STORAGE');
    reader.skipItem();
    if (isPair) reader.skipItem();
    if (reader.accept('=')) reader.skipItem();
  }
  return splitAtCommas(tokens.slice(from, reader.place)).map((part) => writeTokens(definition, part)).join(', ');
}
