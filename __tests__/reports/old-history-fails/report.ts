import type { Report } from '../../../src/report/report.ts';
import { makeOldRevision, makeProjectReport, makeReport, makeRevision } from '../make-report.ts';

/** The history before the pull request does not come up, so nothing new could be walked. */
export const oldHistoryFails: Report = makeReport({
  conclusion: 'incomplete',
  proof: 'checked 1 new revision on PostgreSQL 17.2 (container), 3 brought up before it, 0 round-trip steps, 1 skipped',
  problems: [
    {
      code: 'old-history',
      what: 'The history before the new revisions does not upgrade from an empty database at revision 2ed8d1118e4f: (psycopg2.errors.InvalidSchemaName) schema "mar7schema" does not exist\nLINE 2: CREATE TABLE mar7schema.employee_data (.',
      where: 'migrations/versions/2ed8d1118e4f_create_employee_data.py:24',
      remedy: 'This is not the new revisions\' doing. The schema mar7schema is made by no revision; set `setup-sql: CREATE SCHEMA mar7schema`.',
      details: 'Traceback (most recent call last):\n  File "migrations/versions/2ed8d1118e4f_create_employee_data.py", line 24, in upgrade\n    op.create_table(\npsycopg2.errors.InvalidSchemaName: schema "mar7schema" does not exist\n',
    },
  ],
  projects: [
    makeProjectReport(
      [
        makeRevision('4f2a8c1b9d3e', '8d1e2f3a4b5c', 'Add topic', { up: [], down: [] }, { isHead: true, conclusion: 'not-walked', steps: [] }),
        makeOldRevision('8d1e2f3a4b5c', 'Add note'),
      ],
      { drift: 'not-compared' },
    ),
  ],
  coverage: { newRevisions: 1, broughtUp: 3, steps: 0, rowSteps: 0, filledTables: 0, skipped: 1, statements: 0, unparsed: 0, notLookedAt: ['Models were not compared: the heads were not reached.'] },
  timings: [{ what: 'alembic.ini', durationMs: 2900 }],
});
