import type { WorkflowRun } from '../host/host.ts';
import { identity } from '../identity.ts';
import type { Report } from '../report/report.ts';

/** What is known of a run that left no report: nothing, which must not look like the last good one. */
export function reportNoReport({ headSha, conclusion }: WorkflowRun, artifact: string): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'alembic-gate', version: identity.version },
    conclusion: 'incomplete',
    proof: `Nothing is known of commit ${headSha}.`,
    problems: [
      {
        code: 'no-report',
        what: `The run of this commit ended with \`${conclusion ?? 'no conclusion'}\` before it left a report.`,
        remedy: `Look at the run's log, and run it again. Where it went well, its workflow has to upload the file of \`json-file\` as the artifact \`${artifact}\`.`,
      },
    ],
    projects: [],
    findings: [],
    coverage: { newRevisions: 0, broughtUp: 0, steps: 0, rowSteps: 0, filledTables: 0, skipped: 0, statements: 0, unparsed: 0, notLookedAt: [] },
    timings: [],
  };
}
