import { describe, expect, test } from 'vitest';
import { createConsoleProgress, createEarlyFindings, renderConsole } from '../../src/reporters/console.ts';
import { hostileText } from '../reports/hostile/report.ts';
import { makeFinding } from '../reports/make-report.ts';
import { reports } from '../reports/reports.ts';

const plain = { hasColor: false };

describe('progress', () => {
  test('is one line a chapter, a step and a detail', () => {
    const lines: string[] = [];
    const progress = createConsoleProgress((line) => lines.push(line), plain);
    progress.phase('Bringing up 214 revisions');
    progress.step({ revision: '4f2a', label: 'upgrade', outcome: 'applied', durationMs: 12, index: 0, total: 2 });
    progress.step({ revision: '5a3b', label: 'downgrade', outcome: 'failed', durationMs: 1200, index: 1, total: 2 });
    progress.detail('postgres:17 is there');
    expect(lines).toEqual(['… Bringing up 214 revisions', '✓ 1/2 4f2a upgrade 12 ms', '✗ 2/2 5a3b downgrade 1.2 s', '  postgres:17 is there']);
  });

  test('sends nothing that a terminal obeys', () => {
    const lines: string[] = [];
    const progress = createConsoleProgress((line) => lines.push(line), plain);
    progress.phase(hostileText);
    progress.step({ revision: hostileText, label: 'upgrade', outcome: 'applied', durationMs: 1, index: 0, total: 1 });
    progress.detail(hostileText);
    expect([...new Set([...lines.join('').matchAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)].map(([character]) => character))]).toEqual(['\n']);
  });
});

describe('findings that come out early', () => {
  const finding = makeFinding({ check: 'revisions/multiple-heads', title: 'Multiple heads', message: 'The history has 2 heads.', file: 'a.py', line: 3, fingerprint: 'aaaa' });
  const agreed = makeFinding({ check: 'revisions/new-base', title: 'New base', message: 'It is a base.', fingerprint: 'bbbb', suppressed: { reason: 'meant', line: 1 } });

  test('are shown whole, but for those agreed to, and in the report by one line', () => {
    const written: string[] = [];
    const early = createEarlyFindings((text) => written.push(text), plain);
    early.show([finding, agreed]);
    expect(written.join('').trim()).toBe('error revisions/multiple-heads  a.py:3\n  The history has 2 heads.\n  Why: It matters.\n  Write: Correct it.');
    expect([...early.shown]).toEqual(['aaaa']);
    const report = { ...reports['clean']!, findings: [finding, agreed] };
    expect(renderConsole(report, plain, early.shown).split('\n\n')[0]).toBe('error revisions/multiple-heads  a.py:3  (above)');
    expect(renderConsole(report, plain).split('\n\n')[0]).toBe(written.join('').trim());
  });
});

describe('a report of much that failed', () => {
  const { projects, ...rest } = reports['failing']!;
  const [project] = projects;
  const revision = project!.revisions.find(({ steps }) => steps.some(({ outcome }) => outcome === 'skipped'))!;
  const listRows = (skipped: number): string[] => {
    const walked = project!.revisions.filter(({ steps }) => !steps.some(({ outcome }) => outcome === 'skipped'));
    const revisions = [...walked, ...Array.from({ length: skipped }, (_, index) => ({ ...revision, id: `s${String(index)}` }))];
    return renderConsole({ ...rest, projects: [{ ...project!, revisions }] }, plain).split('\n').filter((line) => /^ {2}(?:s\d+ |…)/.test(line)).map((line) => line.trim().split(/ {2,}/)[0] ?? '');
  };

  test('folds a long run of skipped revisions', () => {
    expect(listRows(5)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(listRows(500)).toEqual(['s0', 's1', 's2', 's3', '… and 496 more skipped']);
  });

  test('shows of a long traceback the end', () => {
    const details = ['Traceback (most recent call last):', ...Array.from({ length: 40 }, (_, index) => `  File ${String(index)}`), 'KeyError: 1'].join('\n');
    const report = { ...reports['incomplete']!, problems: [{ code: 'env-py' as const, what: 'What.', remedy: 'Do it.', details }] };
    const shown = renderConsole(report, plain).split('\n');
    expect(shown.slice(shown.indexOf('    …'), shown.indexOf('    KeyError: 1') + 1)).toHaveLength(14);
  });
});
