import { describe, expect, test } from 'vitest';
import type { ProjectReport, Report, RevisionReport } from '../../src/report/report.ts';
import { groupByProject } from '../../src/reporters/group-by-project.ts';
import { inSummaryAndFile, renderComment } from '../../src/reporters/pull-request-comment.ts';
import { commentLimit } from '../../src/reporters/text-limit.ts';
import { makeProjectReport, makeReport, makeRevision } from '../reports/make-report.ts';

type Conclusion = RevisionReport['conclusion'];

const targets: readonly Partial<ProjectReport>[] = [
  { target: 'PostgreSQL 18.4', dialect: 'postgresql' },
  { target: 'SQLite 3.40.1', dialect: 'sqlite' },
];

/** Sixty revisions on two databases; one of them fails on the second alone. */
function makeMany(failing: string): Report {
  const ids = Array.from({ length: 60 }, (_, index) => `r${String(index).padStart(2, '0')}`);
  const revisions = (isSecond: boolean): RevisionReport[] =>
    ids.map((id, index) => makeRevision(id, ids[index - 1] ?? 'base', `Add t${id}`, { up: [`CREATE TABLE t${id} (id INTEGER)`], down: [`DROP TABLE t${id}`] }, isSecond && id === failing ? { conclusion: 'failed', leavesTrace: true } : {}));
  return makeReport({ conclusion: 'failed', proof: 'checked 60 new revisions', projects: targets.map((words, index) => makeProjectReport(revisions(index === 1), words)) });
}

function render(report: Report, most: number): string {
  return renderComment(report, { key: 'default', links: undefined, limit: { ...commentLimit, most }, elsewhere: inSummaryAndFile });
}

describe('a shortened comment on two databases', () => {
  const comment = render(makeMany('r59'), 2000);
  const rows = comment.split('\n').filter((line) => line.startsWith('| `'));

  test('has room for the revision that fails on the second alone before those that passed', () => {
    expect(rows[0]).toBe('| `r00`<br>Add tr00 | ✅ | ✅ | nothing |');
    expect(rows.at(-1)).toBe('| `r59`<br>Add tr59 | ✅ | ❌ downgrade leaves a trace | nothing |');
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(50);
    expect(comment).toContain(`*and ${String(60 - rows.length)} more revisions, of which all passed*`);
  });

  test('counts each revision once among what is left out', () => {
    expect(comment.trimEnd().split('\n\n').at(-1)).toBe(`> **Shortened**, because GitHub takes nothing longer: left out are the SQL of 60 revisions and ${String(60 - rows.length)} rows of the table. ${inSummaryAndFile}`);
  });

  test('shows the SQL of a revision for both databases or for none', () => {
    const longer = render(makeMany('r59'), 7000);
    const shown = [...longer.matchAll(/^-- upgrade (r\d+)$/gm)].map(([, id]) => id);
    const first = shown.slice(0, shown.length / 2);
    expect(shown).toEqual([...first, ...first]);
    expect(first.length).toBeGreaterThan(3);
    expect(longer).toContain(`left out are the SQL of ${String(60 - first.length)} revisions. `);
  });

  test('does not call those that it hides passed where one of them failed on the second', () => {
    const smallest = render(makeMany('r59'), 450);
    expect(smallest.split('\n').filter((line) => line.startsWith('| `'))).toEqual([]);
    expect(smallest).toContain('*60 revisions, of which 59 passed*');
  });
});

test('the graph draws in red what fails on the second database alone', () => {
  const [first, second] = [makeRevision('c1', 'b1', 'Add', { up: [], down: [] }), makeRevision('c1', 'b1', 'Add', { up: [], down: [] }, { conclusion: 'failed' })];
  const report = makeReport({ proof: 'x', projects: targets.map((words, index) => makeProjectReport([index === 0 ? first : second], words)) });
  expect(render(report, 65_000)).toContain('  r0["c1<br/>Add<br/>new"]:::bad\n');
});

describe('a revision of several databases', () => {
  test.each<[Conclusion, readonly Conclusion[]]>([
    ['failed', ['passed', 'failed', 'skipped']],
    ['failed', ['failed', 'passed']],
    ['skipped', ['passed', 'skipped', 'not-walked']],
    ['not-walked', ['warned', 'not-walked']],
    ['warned', ['passed', 'warned']],
    ['passed', ['passed', 'passed']],
  ])('is %s where it is %j', (expected, each) => {
    const projects = each.map((conclusion, index) => makeProjectReport([makeRevision('c1', 'b1', 'Add', { up: [], down: [] }, { conclusion })], { target: String(index) }));
    const [first] = projects[0]?.revisions ?? [];
    expect(groupByProject(makeReport({ proof: 'x', projects }))).toEqual([{ targets: projects, revisions: [{ ...first, conclusion: expected }] }]);
  });
});
