import type { Report } from '../../../src/report/report.ts';
import { makeOldRevision, makeReport, makeRevision } from '../make-report.ts';

/** Docker does not answer, so nothing was looked at but the files. */
export const incomplete: Report = makeReport({
  conclusion: 'incomplete',
  proof: 'checked 1 new revision on no database, 0 brought up before it, 0 round-trip steps, 1 skipped',
  problems: [
    {
      code: 'no-docker',
      what: 'Docker does not answer, so no container can be started.',
      where: 'option `database`',
      remedy: 'Start Docker, or set the option `database` to `embedded`, `local` or the URL of a server.',
      details: 'connect ENOENT /var/run/docker.sock',
    },
  ],
  projects: [
    {
      config: 'alembic.ini',
      dialect: 'postgresql',
      base: 'main',
      heads: ['4f2a8c1b9d3e'],
      bases: ['0c9d1e2f3a4b'],
      revisions: [
        makeRevision('4f2a8c1b9d3e', '8d1e2f3a4b5c', 'Add topic', { up: [], down: [] }, { isHead: true, conclusion: 'not-walked', steps: [] }),
        makeOldRevision('8d1e2f3a4b5c', 'Add note'),
      ],
      drift: 'not-compared',
    },
  ],
  coverage: { newRevisions: 1, broughtUp: 0, steps: 0, rowSteps: 0, filledTables: 0, skipped: 1, statements: 0, unparsed: 0, notLookedAt: [] },
  timings: [{ what: 'alembic.ini', durationMs: 210 }],
});
