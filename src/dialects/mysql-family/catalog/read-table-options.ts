import type { AttributeValue } from '../../../catalog/model.ts';
import type { Lexeme } from '../../../sql/lexer.ts';
import { TokenReader } from '../../../sql/token-reader.ts';
import { readText } from '../quoting.ts';
import { findClosing, isSymbol, splitAtCommas, writeTokens } from './definition-text.ts';
import type { Definition } from './definition-text.ts';
import { nameCollation } from './read-column.ts';

export interface TableOptions {
  readonly collation: string;
  readonly attributes: Readonly<Record<string, AttributeValue | undefined>>;
}

/**
 * What `SHOW CREATE TABLE` writes after the columns. The counter of AUTO_INCREMENT is about rows and left out; what has no attribute
 * of its own stays in `options`.
 */
export function readTableOptions(definition: Definition, tokens: readonly Lexeme[], defaultCollations: ReadonlyMap<string, string>): TableOptions {
  const reader = new TokenReader(tokens);
  const options: string[] = [];
  const found: Record<string, AttributeValue | undefined> = {};
  let [charset, collation] = ['', ''];
  while (!reader.isAtEnd) {
    if (reader.accept('PARTITION BY')) {
      Object.assign(found, readPartitions(definition, tokens.slice(reader.place)));
      break;
    }
    if (reader.accept('WITH SYSTEM VERSIONING')) {
      found['systemVersioned'] = true;
      continue;
    }
    const { name, value, written } = takeOption(definition, tokens, reader);
    const text = value[0] === undefined ? '' : definition.text.slice(value[0].start, value[0].end);
    if (name === 'ENGINE') found['engine'] = text;
    else if (name === 'DEFAULT CHARSET') charset = text;
    else if (name === 'COLLATE') collation = text;
    else if (name === 'ROW_FORMAT') found['rowFormat'] = text;
    else if (name === 'COMMENT') found['comment'] = readText(text);
    else if (name !== 'AUTO_INCREMENT') options.push(written);
  }
  const own = nameCollation(collation === '' ? (defaultCollations.get(charset) ?? charset) : collation);
  return { collation: own, attributes: { ...found, collation: own, options: options.length === 0 ? undefined : options.sort() } };
}

/** `NAME=value`; the names of `TABLESPACE x` and the like stand without a sign. */
function takeOption(definition: Definition, tokens: readonly Lexeme[], reader: TokenReader): { readonly name: string; readonly value: readonly Lexeme[]; readonly written: string } {
  const from = reader.place;
  const isPair = reader.isAt('TABLESPACE') || reader.isAt('STORAGE');
  reader.skip();
  if (!isPair) while (!reader.isAtEnd && !reader.isAt('=') && reader.peek()?.type === 'word' && !reader.isAt('PARTITION BY') && !reader.isAt('WITH SYSTEM')) reader.skip();
  const name = tokens.slice(from, reader.place).map((token) => token.value).join(' ');
  reader.accept('=');
  const at = reader.place;
  if (!reader.isAtEnd) reader.skipItem();
  const written = writeTokens(definition, tokens.slice(from, reader.place));
  return { name: name.toUpperCase(), value: tokens.slice(at, reader.place), written };
}

/** How rows are told apart, and the partitions with what each holds. */
function readPartitions(definition: Definition, tokens: readonly Lexeme[]): Readonly<Record<string, AttributeValue>> {
  const opening = tokens.findIndex((token, at) => isSymbol(token, '(') && isPartition(tokens[at + 1]));
  const end = opening < 0 ? tokens.length : opening;
  const partitions = opening < 0 ? [] : splitAtCommas(tokens.slice(opening + 1, findClosing(tokens, opening)));
  return {
    partitionBy: writeTokens(definition, tokens.slice(0, end)),
    ...(partitions.length === 0 ? {} : { partitions: partitions.map((part) => writeTokens(definition, withoutEngine(part.slice(1)))) }),
  };
}

/** A partition's engine is always its table's. */
function withoutEngine(tokens: readonly Lexeme[]): Lexeme[] {
  const begins = (at: number): boolean => tokens[at]?.type === 'word' && tokens[at].value === 'ENGINE' && isSymbol(tokens[at + 1], '=');
  return tokens.filter((_, at) => !begins(at) && !begins(at - 1) && !begins(at - 2));
}

function isPartition(token: Lexeme | undefined): boolean {
  return token?.type === 'word' && token.value.toUpperCase() === 'PARTITION';
}
