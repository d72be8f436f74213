import { describe, expect, it } from 'vitest';
import { inFile, renderComment } from '../../src/reporters/pull-request-comment.ts';
import { commentLimit, countCharacters } from '../../src/reporters/text-limit.ts';
import { describeAgreement, describeApproval, renderApproval } from '../../src/reporters/render-approval.ts';
import type { ApprovalReport, Finding, Report } from '../../src/report/report.ts';
import { makeFinding, makeReport } from '../reports/make-report.ts';

const set = { by: 'ada', at: '2026-11-21T14:03:59Z' };
const label = 'migration-approved';

function makeFindings(many: number, isAgreed: boolean): Finding[] {
  return Array.from({ length: many }, (_, index) =>
    makeFinding({
      check: 'destructive/drop-column',
      title: 'Column dropped',
      message: `Column \`t.c${String(index)}\` is dropped.`,
      approvable: [`${isAgreed ? 'a' : 'o'}${String(index)}`],
      ...(isAgreed ? { severity: 'note', approved: { ...set, label } } : {}),
    }),
  );
}

function makeAsked(approval: ApprovalReport | undefined, open: number, agreed = 0): Report {
  return makeReport({ proof: 'checked', findings: [...makeFindings(open, false), ...makeFindings(agreed, true)], ...(approval === undefined ? {} : { approval }) });
}

describe('what is said of the label', () => {
  it.for([
    [undefined, 2, 0, undefined],
    [{ label }, 2, 0, "2 operations wait for somebody's agreement. Where they are meant, set the label `migration-approved`, and run this job again where the workflow does not run on `labeled`. It agrees to these alone: what a later push adds is asked about again."],
    [{ label, set }, 0, 1, '@ada agreed to 1 operation by setting the label `migration-approved` on 2026-11-21 14:03 UTC.'],
    [{ label, set }, 2, 3, 'The label `migration-approved` was set by @ada on 2026-11-21 14:03 UTC for 3 operations. 2 are new since: remove the label and set it again to agree to them.'],
    [{ label, set }, 2, 0, 'The label `migration-approved` was set by @ada on 2026-11-21 14:03 UTC, before the pull-request comment showed the 2 operations found now, so it agrees to none of them. Where they are meant, remove the label and set it again.'],
    [{ label, problem: 'GitHub is away. Wait.' }, 1, 0, 'Whether the label `migration-approved` agrees to 1 operation is not known. GitHub is away. Wait.'],
  ] as const)('%j with %i that wait and %i agreed to', ([approval, open, agreed, said]) => {
    expect(describeApproval(makeAsked(approval, open, agreed))).toBe(said);
  });

  it('is inert, whoever set it and however it is called', () => {
    const hostile = { by: '`@team` <b>|[bot]', at: set.at, label: '`@team` <img> **x**' };
    expect(describeAgreement(hostile)).toBe("by the bot @'@team' <b>| on 2026-11-21 14:03 UTC, by the label `'@team' <img> **x**`");
    expect(renderApproval(makeAsked({ label: hostile.label, set: { by: hostile.by, at: set.at } }, 0, 1), [])).toBe("> 🤝 the bot @&#8203;'@&#8203;team' &lt;b&gt;&#124; agreed to 1 operation by setting the label `'@team' <img> **x**` on 2026-11-21 14:03 UTC.");
  });
});

describe('a comment', () => {
  const style = { key: 'default', links: undefined, limit: commentLimit, elsewhere: inFile };

  it('remembers what it shows, which is less than all where not all fits in', () => {
    const report = makeAsked({ label }, 400, 3);
    const render = (most: number): { readonly text: string; readonly remembered: string[]; readonly shown: number } => {
      const text = renderComment(report, { ...style, limit: { ...commentLimit, most }, writeHidden: (operations) => `<!-- ${operations.join(' ')} -->` });
      const remembered = /^<!-- (.*) -->$/.exec(text.split('\n')[1] ?? '')?.[1]?.split(' ').filter((one) => one !== '') ?? [];
      return { text, remembered, shown: text.match(/^#### /gm)?.length ?? 0 };
    };
    const whole = render(1_000_000);
    expect([whole.remembered.length, whole.shown]).toEqual([403, 403]);
    expect(whole.text).not.toContain('did not fit in');
    for (const limit of [65_536, 20_000, 5000]) {
      const { text, remembered, shown } = render(limit);
      expect(remembered).toEqual(Array.from({ length: shown }, (_, index) => `o${String(index)}`));
      expect(shown).toBeGreaterThan(0);
      expect(text).toContain(`${String(400 - shown)} operations did not fit in and come up when the others are agreed to.`);
      expect(countCharacters(text)).toBeLessThanOrEqual(limit);
    }
  });

  it('has no second hidden line without anything to remember', () => {
    for (const writeHidden of [undefined, (): string => '']) expect(renderComment(makeAsked(undefined, 0), { ...style, writeHidden }).split('\n').slice(0, 3)).toEqual(['<!-- alembic-gate:default -->', '', '## ✅ Alembic Gate: passed']);
  });
});
