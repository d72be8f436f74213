import { renderDiff } from '../../catalog/describe.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { StepObservation } from '../../observe/observation.ts';
import { listKept } from '../../sql/list-kept.ts';
import { listRowChanges } from '../../sql/list-row-changes.ts';
import type { RowChange } from '../../sql/list-row-changes.ts';
import type { Evidence } from '../check.ts';
import { sayCount } from '../../say-count.ts';
import { listTrace, summarize } from './downgrade-leaves-trace.ts';

/**
 * What a failed step had committed before it failed, in sentences; nothing where the database took it back. Rows are not read: of them its
 * statements tell.
 */
export function tellWhatStays({ changes, statements }: StepObservation, dialect: Pick<Dialect, 'commitsItself'>): string {
  const staying = listTrace(changes);
  const rows = listRowChanges(listKept(statements, dialect));
  const sentences = [
    ...(staying.length === 0 ? [] : [`What it did before stays: ${summarize(staying, 'upgrade')}.`]),
    ...(rows.length === 0 ? [] : [`What it did to rows before may have stayed: ${summarizeRows(rows)}.`]),
  ];
  return sentences.join(' ');
}

const shownRows = 3;
const deeds: Readonly<Record<RowChange['kind'], string>> = { insert: 'inserted into', update: 'updated in', delete: 'deleted from', truncate: 'truncated from' };

function summarizeRows(rows: readonly RowChange[]): string {
  const told = rows.slice(0, shownRows).map(({ kind, target, count }) => `${count === undefined ? 'rows' : sayCount(count, 'row')} ${deeds[kind]} \`${target.name}\``);
  return `${told.join(', ')}${rows.length > shownRows ? ` and ${String(rows.length - shownRows)} more` : ''}`;
}

/** The same, line by line. */
export function showWhatStays({ changes }: StepObservation): Evidence {
  const staying = listTrace(changes);
  return staying.length === 0 ? {} : { diff: renderDiff(staying, 'upgrade') };
}
