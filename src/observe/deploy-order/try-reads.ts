import type { ModelTable } from '../../alembic/protocol.ts';
import type { RowSession } from '../../rows/row-session.ts';

/** A column that a model maps and the server does not give; undefined: the table as a whole. */
export interface RefusedRead {
  readonly column: string | undefined;
  readonly message: string;
}

/** Reads all that a model maps of its table at once; where that is refused, finds out which columns it is about. */
export async function tryReads(session: RowSession, table: ModelTable): Promise<readonly RefusedRead[]> {
  const columns = table.columns.map(({ name }) => name);
  if (columns.length === 0) return [];
  const whole = await session.tryRead(table, columns);
  if (whole === undefined || whole.tookTooLong === true) return [];
  const refused: RefusedRead[] = [];
  for (const column of columns) {
    const refusal = await session.tryRead(table, [column]);
    if (refusal === undefined) continue;
    // What is said of two columns alike is said of the table.
    if (refused.some(({ message }) => message === refusal.message)) return [{ column: undefined, message: refusal.message }];
    refused.push({ column, message: refusal.message });
  }
  if (refused.length === 0 || (refused.length === 1 && columns.length === 1)) return [{ column: undefined, message: whole.message }];
  return refused;
}
