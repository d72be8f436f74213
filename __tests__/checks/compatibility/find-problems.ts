import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import type { FoundProblem, ObservationCheck } from '../../../src/checks/check.ts';
import { changeType } from '../../../src/checks/compatibility/change-type.ts';
import { dropDefault } from '../../../src/checks/compatibility/drop-default.ts';
import { renameColumn } from '../../../src/checks/compatibility/rename-column.ts';
import { renameEnumValue } from '../../../src/checks/compatibility/rename-enum-value.ts';
import { renameTable } from '../../../src/checks/compatibility/rename-table.ts';
import { requiredColumn } from '../../../src/checks/compatibility/required-column.ts';
import { setNotNull } from '../../../src/checks/compatibility/set-not-null.ts';
import { tighterConstraint } from '../../../src/checks/compatibility/tighter-constraint.ts';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import { listRenames } from '../../../src/sql/list-renames.ts';
import { makeHistory, writeRevision } from '../../make-history.ts';
import { makeObservation, makeStep, makeTrip } from '../../report/make-observation.ts';

/** Those that the catalogs alone decide. */
const checks: readonly ObservationCheck[] = [renameTable, renameColumn, renameEnumValue, requiredColumn, setNotNull, dropDefault, changeType, tighterConstraint];
const ids = ['b1', 'b2'];
const files = { 'versions/a1.py': writeRevision('a1', null), 'versions/b1.py': writeRevision('b1', 'a1'), 'versions/b2.py': writeRevision('b2', 'b1') };

/** A revision: its statements, the first at line 1, and the catalog after it. */
export type Stage = readonly [statements: readonly string[], after: Catalog];

/** What the checks say of the revisions on top of the base; `old` names files that stand at the base. */
export function findProblems(dialect: Dialect, base: Catalog, stages: readonly Stage[], old: readonly string[] = []): (FoundProblem & { readonly check: string })[] {
  let before = base;
  const trips = stages.map(([sql, after], index) => {
    const id = ids[index] ?? '';
    const statements = sql.map((text, at) => ({
      sql: text, file: `versions/${id}.py`, line: at + 1, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: at + 1, isAutocommit: true, parsed: dialect.parseStatement(text),
    })); // prettier-ignore
    const step = makeStep(id, 'upgrade', 1, { statements, changes: diffCatalogs(before, after, { matchRenames: true, renames: listRenames(statements) }) });
    before = after;
    return makeTrip(id, { steps: [step] });
  });
  const context = {
    history: makeHistory(files, ['versions/a1.py', ...old]),
    downgrades: 'required' as const,
    expectedHeads: 1,
    smallTables: [],
    dialect,
    observation: makeObservation(trips, { base, heads: before }),
  };
  return checks.flatMap((check) => check.find(context).map((problem) => ({ check: check.id, ...problem })));
}

/** `check revision:line: message` of every finding. */
export function find(dialect: Dialect, base: Catalog, stages: readonly Stage[], old: readonly string[] = []): string[] {
  return findProblems(dialect, base, stages, old).map(({ check, revision = '', line, message }) => `${check} ${revision}:${String(line)}: ${message}`);
}
