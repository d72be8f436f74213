import { isOrderOnly } from '../catalog/diff.ts';
import type { Direction, ProjectObservation, RevisionObservation, StepObservation } from '../observe/observation.ts';
import { compareFingerprints } from '../rows/compare-fingerprints.ts';
import type { TableDifference } from '../rows/compare-fingerprints.ts';
import type { Revision } from '../revisions/revision.ts';
import type { RoundTripGrade } from './report.ts';

/**
 * What a revision's way back is worth. `exact`: catalog and rows come back; `shape`: the catalog does, and data is lost or other data;
 * `partial`: the catalog does not wholly, or rows stay; `none`: there is no way back that works; `irreversible`: the revision says so itself.
 * Undefined where it was not gone, or not with rows.
 */
export function gradeRoundTrip({ id, downgradeBody }: Pick<Revision, 'id' | 'downgradeBody'>, observation: ProjectObservation): RoundTripGrade | undefined {
  const empty = observation.revisions.find(({ revision }) => revision === id);
  const rows = observation.rows?.revisions.find(({ revision }) => revision === id);
  const downs = [empty, rows].flatMap((trip) => find(trip, 'downgrade') ?? []);
  if (downs.some(({ error }) => error?.isIrreversible === true)) return 'irreversible';
  if (find(empty, 'upgrade')?.outcome !== 'applied') return undefined;
  if (downgradeBody === 'missing') return 'irreversible';
  if (downs.some(({ outcome }) => outcome === 'failed' || outcome === 'timed-out')) return 'none';
  if (find(empty, 'downgrade') === undefined) return undefined;
  const isTraced = (trip: RevisionObservation | undefined): boolean => (trip?.trace ?? []).some((change) => !isOrderOnly(change));
  if (isTraced(rows) && !isTraced(empty)) return 'partial';
  if (isTraced(empty)) return downgradeBody === 'empty' ? 'none' : 'partial';
  return rows === undefined ? undefined : gradeRows(rows);
}

function gradeRows({ rows, losses = [] }: RevisionObservation): RoundTripGrade | undefined {
  if (rows?.downgraded === undefined) return undefined;
  const isByClock = (difference: TableDifference, column: string): boolean =>
    losses.some((one) => one.isByClock === true && one.lost === 0 && one.schema === difference.schema && one.table === difference.name && one.column === column);
  const differences = compareFingerprints(rows.before, rows.downgraded)
    .map((difference) => ({ ...difference, columns: difference.columns.filter(({ column }) => !isByClock(difference, column)) }))
    .filter(({ before, after, columns }) => before !== after || columns.length > 0);
  if (differences.length === 0) return 'exact';
  return losses.every((one) => one.isByClock === true) && differences.every(({ before, after, columns }) => after > before && columns.length === 0) ? 'partial' : 'shape';
}

function find(trip: RevisionObservation | undefined, direction: Direction): StepObservation | undefined {
  return trip?.steps.find((step) => step.direction === direction && step.attempt === 1);
}
