import type { TableCopy } from './operation.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * What an INSERT copies that takes its rows from one whole table: `INSERT INTO _alembic_tmp_t (id, b) SELECT t.id, t.a AS b FROM t`, as batch
 * mode writes it, or by hand. The reader stands after the table that is inserted into.
 */
export function readTableCopy(reader: TokenReader): TableCopy | undefined {
  const columns = reader.readGroup();
  if (!reader.accept('SELECT')) return undefined;
  const selected = readUntilFrom(reader);
  const from = reader.readObjectName();
  if (from === undefined || !reader.isAtEnd) return undefined;
  const names = columns?.splitRest().map((column) => column.readName()) ?? [];
  if (names.length !== selected.length) return { from, columns: [] };
  return {
    from,
    columns: selected.flatMap((source, index) => {
      const name = names[index];
      return source === undefined || name === undefined ? [] : [{ from: source, to: name }];
    }),
  };
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
