import type { Report } from '../../../src/report/report.ts';
import { makeOldRevision, makeProjectReport, makeReport, makeRevision } from '../make-report.ts';

/** Two new revisions, nothing to say. */
export const clean: Report = makeReport({
  proof: 'checked 2 new revisions on PostgreSQL 17.2 (container), 214 brought up before them, 10 round-trip steps, 0 skipped',
  projects: [
    makeProjectReport([
      makeRevision(
        '4f2a8c1b9d3e',
        '8d1e2f3a4b5c',
        'Add topic',
        {
          up: ['CREATE TABLE topic (\n\tid SERIAL NOT NULL, \n\tname VARCHAR(80) NOT NULL, \n\tPRIMARY KEY (id)\n)', 'CREATE INDEX ix_topic_name ON topic (name)'],
          down: ['DROP INDEX ix_topic_name', 'DROP TABLE topic'],
        },
        { changes: ['sequence `topic_id_seq` added', 'table `topic` added', 'index `ix_topic_name` of `topic` added'] },
      ),
      makeRevision(
        '5a3b9d2c0e4f',
        '4f2a8c1b9d3e',
        'Widen note',
        { up: ['ALTER TABLE note ALTER COLUMN text TYPE TEXT'], down: ['ALTER TABLE note ALTER COLUMN text TYPE VARCHAR(200) USING text::varchar(200)'] },
        { isHead: true, changes: ['column `note.text`: type `character varying(200)` became `text`'] },
      ),
      makeOldRevision('8d1e2f3a4b5c', 'Add note'),
    ]),
  ],
  coverage: { newRevisions: 2, broughtUp: 214, steps: 10, rowSteps: 0, filledTables: 0, skipped: 0, statements: 10, unparsed: 0, notLookedAt: [] },
  timings: [{ what: 'alembic.ini', durationMs: 3400 }],
});
