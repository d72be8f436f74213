import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/report/report.ts';
import { listAnnotations } from '../../src/reporters/annotations.ts';
import { makeFinding, makeReport } from '../reports/make-report.ts';

const list = (findings: readonly Finding[], problems: Parameters<typeof makeReport>[0]['problems'] = []) => listAnnotations(makeReport({ proof: '', findings, problems }));
const find = (words: Partial<Finding> = {}): Finding => makeFinding({ check: 'models/drift', title: 'Model drift', message: 'It differs.', ...words });

describe('annotations', () => {
  test('have the kind of the severity, the place, what happened and what to write', () => {
    const place = { file: 'versions/b1.py', line: 7 };
    expect(list([find({ ...place, remedy: { text: 'Write:', code: 'op.x()\nop.y()' } }), find({ ...place, severity: 'warning' }), find({ severity: 'note', file: 'a.py' })])).toEqual([
      { kind: 'error', title: 'Alembic Gate: Model drift', message: 'It differs.\nWrite:\nop.x()\nop.y()', ...place },
      { kind: 'warning', title: 'Alembic Gate: Model drift', message: 'It differs.\nCorrect it.', ...place },
      { kind: 'notice', title: 'Alembic Gate: Model drift', message: 'It differs.\nCorrect it.', file: 'a.py' },
    ]);
  });

  test('are made of problems, and not of what is agreed to', () => {
    expect(list([find({ suppressed: { reason: 'known', line: 1 } })], [{ code: 'no-docker', what: 'Docker does not answer.', where: 'here', remedy: 'Start it.', details: 'long' }])).toEqual([
      { kind: 'error', title: 'Alembic Gate could not check', message: 'Docker does not answer.\nStart it.' },
    ]);
  });

  test('are at most ten of a kind, and the last counts the rest', () => {
    const many = (severity: Finding['severity'], count: number): Finding[] => Array.from({ length: count }, (_, index) => find({ severity, message: String(index) }));
    const annotations = list([...many('error', 10), ...many('warning', 11), ...many('note', 30)]);
    expect(annotations.map(({ kind, message }) => `${kind} ${message.split('\n')[0] ?? ''}`)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `error ${String(index)}`),
      ...Array.from({ length: 9 }, (_, index) => `warning ${String(index)}`),
      'warning 2 more of this kind are in the job summary.',
      ...Array.from({ length: 9 }, (_, index) => `notice ${String(index)}`),
      'notice 21 more of this kind are in the job summary.',
    ]);
  });

  test('name a file with control characters in words, because the runner prints a path as it is', () => {
    expect(list([find({ file: 'versions/\u001b[31mb1.py', line: 7 })])).toEqual([{ kind: 'error', title: 'Alembic Gate: Model drift', message: 'versions/\\x1b[31mb1.py: It differs.\nCorrect it.' }]);
  });

  test('are cut after a line', () => {
    const [annotation] = list([find({ remedy: { text: 'Write:', code: Array.from({ length: 300 }, (_, index) => `op.execute("${String(index)}")`).join('\n') } })]);
    expect(annotation?.message.length).toBeLessThan(4100);
    expect(annotation?.message.split('\n').at(-1)).toMatch(/^… \d+ more lines$/);
  });
});
