import { tokenize } from '../../../sql/lexer.ts';
import { TokenReader } from '../../../sql/token-reader.ts';
import { lexisOf } from '../lexis.ts';
import type { FamilyDialect } from '../lexis.ts';
import { skipPrefixes } from '../read-create.ts';

/** One of the changes that an `ALTER TABLE` makes. */
export interface AlterOption {
  /** As it is written. */
  readonly text: string;
  readonly isForeignKey: boolean;
  /** Of MODIFY and CHANGE: the column, and what it becomes. */
  readonly column: { readonly from: string; readonly definition: string } | undefined;
}

/** The table of an `ALTER TABLE`, as it is written, and its changes, without what says how they are to be done; undefined for other statements. */
export function readAlterOptions(dialect: FamilyDialect, sql: string): { readonly table: string; readonly options: readonly AlterOption[] } | undefined {
  const tokens = tokenize(sql, lexisOf(dialect)).tokens.filter(({ type, value }) => type !== 'symbol' || value !== ';');
  const reader = new TokenReader(tokens);
  if (!reader.accept('ALTER')) return undefined;
  skipPrefixes(reader);
  if (!reader.accept('TABLE')) return undefined;
  reader.accept('IF EXISTS');
  const start = reader.place;
  if (reader.readObjectName() === undefined) return undefined;
  const table = sql.slice(tokens[start]?.start, tokens[reader.place - 1]?.end);
  const options = reader.splitRest().flatMap((option): AlterOption[] => (option.isAt('ALGORITHM') || option.isAt('LOCK') ? [] : [readOption(option, sql)]));
  return { table, options };
}

function readOption(option: TokenReader, sql: string): AlterOption {
  const start = option.peek()?.start ?? 0;
  const isForeignKey = option.isAt('ADD') && option.skipTo('FOREIGN KEY');
  option.goTo(0);
  const word = option.acceptAny('MODIFY', 'CHANGE');
  option.accept('COLUMN');
  const from = word === undefined ? undefined : option.readName();
  if (word === 'CHANGE') option.readName();
  const definitionStart = option.peek()?.start;
  let end = start;
  while (!option.isAtEnd) {
    end = option.peek()?.end ?? end;
    option.skip();
  }
  return {
    text: sql.slice(start, end),
    isForeignKey,
    column: from === undefined || definitionStart === undefined ? undefined : { from, definition: sql.slice(definitionStart, end) },
  };
}
