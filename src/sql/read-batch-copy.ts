import { makeOperation } from './make-operation.ts';
import type { ObjectName, Operation } from './operation.ts';
import type { TokenReader } from './token-reader.ts';

/** How Alembic names the copy of a table in batch mode: `ApplyBatchImpl._calc_temp_name` in alembic/operations/batch.py. */
function nameBatchCopy(table: string): string {
  return `_alembic_tmp_${table}`.slice(0, 50);
}

/**
 * The columns that batch mode renames while it copies a table: `INSERT INTO _alembic_tmp_t (id, b) SELECT t.id, t.a AS b FROM t`.
 * The reader stands after the table that is inserted into.
 */
export function readBatchCopy(reader: TokenReader, into: ObjectName): Operation[] {
  const columns = reader.readGroup();
  if (columns === undefined || !reader.accept('SELECT')) return [];
  const selected = readUntilFrom(reader);
  const from = reader.readObjectName();
  if (from === undefined || !reader.isAtEnd || into.name !== nameBatchCopy(from.name)) return [];
  const names = columns.splitRest().map((column) => column.readName());
  if (names.length !== selected.length) return [];
  return selected.flatMap((source, index) => {
    const name = names[index];
    return source === undefined || name === undefined || source === name ? [] : [makeOperation('rename-column', from, { member: source, newName: name })];
  });
}

/** The column that each selected item takes its value from; undefined where it is not one alone. */
function readUntilFrom(reader: TokenReader): (string | undefined)[] {
  const sources: (string | undefined)[] = [];
  do {
    sources.push(readSource(reader));
  } while (reader.skipTo(',', 'FROM') && reader.accept(','));
  reader.accept('FROM');
  return sources;
}

/** `t.a`, `t.a AS b`, `CAST(t.a AS type) AS a`. */
function readSource(reader: TokenReader): string | undefined {
  const place = reader.place;
  const isCast = reader.accept('CAST');
  const inner = isCast ? reader.readGroup() : reader;
  const column = inner?.readObjectName();
  const isAlone = inner?.isAt('AS') === true || (!isCast && (reader.isAt(',') || reader.isAt('FROM')));
  if (column === undefined || !isAlone) {
    reader.goTo(place);
    return undefined;
  }
  return column.name;
}
