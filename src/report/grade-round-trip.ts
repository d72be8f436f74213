import { isDifference } from '../catalog/diff.ts';
import type { Direction, ProjectObservation, RevisionObservation, StepObservation, ValueLoss } from '../observe/observation.ts';
import { compareFingerprints } from '../rows/compare-fingerprints.ts';
import type { TableDifference } from '../rows/compare-fingerprints.ts';
import type { Revision } from '../revisions/revision.ts';
import type { RoundTripGrade } from './report.ts';

/**
 * What a revision's way back is worth. `exact`: catalog and rows come back; `shape`: the catalog does, and data is lost or other data;
 * `partial`: the catalog does not wholly, or rows or values stay; `none`: there is no way back that works; `irreversible`: the revision says so itself.
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
  const isTraced = (trip: RevisionObservation | undefined): boolean => (trip?.trace ?? []).some(isDifference);
  if (isTraced(rows) && !isTraced(empty)) return 'partial';
  if (isTraced(empty)) return downgradeBody === 'empty' ? 'none' : 'partial';
  return rows === undefined ? undefined : gradeRows(rows);
}

function gradeRows({ rows, losses = [] }: RevisionObservation): RoundTripGrade | undefined {
  if (rows?.downgraded === undefined) return undefined;
  const differences = compareFingerprints(rows.before, rows.downgraded);
  const find = ({ schema, name }: TableDifference, column: string): ValueLoss | undefined => losses.find((one) => one.schema === schema && one.table === name && one.column === column);
  const kept = differences.map((difference) => ({ ...difference, columns: difference.columns.filter(({ column }) => !isSetByClock(find(difference, column))) }));
  const left = kept.filter(({ before, after, columns }) => before !== after || columns.length > 0);
  if (left.length === 0) return 'exact';
  if (losses.some((loss) => isLoss(loss) && !isSetByClock(loss))) return 'shape';
  // Where values were read, a column without a loss has some in place of NULL.
  return left.every((difference) => difference.after >= difference.before && difference.columns.every(({ column }) => find(difference, column) !== undefined)) ? 'partial' : 'shape';
}

function isLoss({ lost, changed }: ValueLoss): boolean {
  return lost + changed > 0;
}

function isSetByClock(loss: ValueLoss | undefined): boolean {
  return loss?.isByClock === true && loss.lost === 0;
}

function find(trip: RevisionObservation | undefined, direction: Direction): StepObservation | undefined {
  return trip?.steps.find((step) => step.direction === direction && step.attempt === 1);
}
