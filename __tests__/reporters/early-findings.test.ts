import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '../../src/report/report.ts';
import { createEarlyFindings, renderConsole } from '../../src/reporters/console.ts';

function makeFinding(id: string, more: Partial<Finding> = {}): Finding {
  return {
    check: `revisions/${id}`,
    title: id,
    severity: 'error',
    project: 'alembic.ini',
    file: `versions/${id}.py`,
    line: 3,
    message: `What ${id} is.`,
    why: `Why ${id} matters.`,
    remedy: { text: `What to write for ${id}.` },
    evidence: {},
    fingerprint: id,
    ...more,
  };
}

const [early, agreed, late] = [makeFinding('early'), makeFinding('agreed', { suppressed: { reason: 'on purpose', line: 1 } }), makeFinding('late')];
const report: Report = {
  schemaVersion: 1,
  tool: { name: 'alembic-gate', version: '0' },
  conclusion: 'failed',
  proof: 'checked 1 new revision',
  problems: [],
  projects: [],
  findings: [early, late],
  coverage: { newRevisions: 1, broughtUp: 0, steps: 1, rowSteps: 0, filledTables: 0, skipped: 0, statements: 0, unparsed: 0, notLookedAt: [] },
  timings: [],
};
const whole = (id: string): string => `error revisions/${id}  versions/${id}.py:3\n  What ${id} is.\n  Why: Why ${id} matters.\n  Write: What to write for ${id}.`;

describe('createEarlyFindings', () => {
  it('shows findings that are not agreed to, which the report then names in a line', () => {
    let written = '';
    const findings = createEarlyFindings((text) => (written += `${text}\n`), { hasColor: false });
    findings.show([early, agreed]);
    expect(written).toBe(`\n${whole('early')}\n`);
    expect(renderConsole(report, { hasColor: false }, findings.shown)).toBe(
      ['error revisions/early  versions/early.py:3  (above)', whole('late'), 'failed: 2 errors\nchecked 1 new revision'].join('\n\n'),
    );
  });

  it('leaves the report whole where nothing was shown before', () => {
    expect(renderConsole(report, { hasColor: false })).toBe([whole('early'), whole('late'), 'failed: 2 errors\nchecked 1 new revision'].join('\n\n'));
  });
});
