import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryPages, validateXML } from 'xmllint-wasm';
import type { Finding } from '../../src/report/report.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { makeFinding, makeProjectReport, makeReport, makeRevision, makeStep } from '../reports/make-report.ts';
import { reports } from '../reports/reports.ts';
import { arbitraryReport } from './arbitrary-report.ts';

/** By which Jenkins' xUnit plugin reads such files. */
const schema = readFileSync(new URL('schemas/junit-10.xsd', import.meta.url), 'utf8');

async function listErrors(...documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${String(index)}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [schema], maxMemoryPages: memoryPages.GiB });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** Longer than anyone reads. */
const unshown = new Set(['huge']);

describe.each(Object.entries(reports))('the report %s', (name, report) => {
  test('is JUnit XML', async () => {
    const xml = renderJunit(report, 'error');
    expect(await listErrors(xml)).toEqual([]);
    if (!unshown.has(name)) await expect(xml).toMatchFileSnapshot(`../reports/${name}/junit.xml`);
  });
});

test('what is no JUnit XML is refused by the schema', async () => {
  const xml = renderJunit(reports['failing']!, 'error');
  expect(await listErrors(xml.replace('<testsuite name=', '<testsuite label='))).not.toEqual([]);
  expect(await listErrors(xml.replace('</testsuites>', ''))).not.toEqual([]);
});

test('any report is JUnit XML', async () => {
  const documents = fc.sample(arbitraryReport, 60).map((report) => renderJunit(report, 'warning'));
  expect(await listErrors(...documents)).toEqual([]);
});

const places = { revision: 'b1', file: 'versions/b1.py', line: 9 };
const drop = makeFinding({ ...places, check: 'destructive/drop-column', title: 'Column dropped', message: 'Column `a.b` is dropped.' });

function renderCases(findings: readonly Finding[], failOn: 'error' | 'warning' = 'error', steps = [makeStep('upgrade', 1, [], 'versions/b1.py')]): string[] {
  const revision = makeRevision('b1', 'a1', 'Drop 1.2', { up: [], down: [] }, { steps });
  const xml = renderJunit(makeReport({ proof: 'p', findings, projects: [makeProjectReport([revision])] }), failOn);
  return [...xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)" time="[\d.]+"(?:\/>|>\s*<([\w-]+)(?: type="([^"]*)")?)/g)].map(([, ...parts]: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join(' | '));
}

describe('findings', () => {
  test('of severity error are failures, and none of their dots makes a package', () => {
    expect(renderCases([drop])).toEqual(['alembic_ini.b1 Drop 1_2 | upgrade', 'alembic_ini.b1 Drop 1_2 | destructive/drop-column | failure | destructive/drop-column']);
  });

  test('of severity warning are where they fail the run', () => {
    const warning = { ...drop, severity: 'warning' as const };
    expect(renderCases([warning])[1]).toBe('alembic_ini.b1 Drop 1_2 | destructive/drop-column | system-out');
    expect(renderCases([warning], 'warning')[1]).toBe('alembic_ini.b1 Drop 1_2 | destructive/drop-column | failure | destructive/drop-column');
  });

  test('that are suppressed pass, with their reason', () => {
    const xml = renderJunit(makeReport({ proof: 'p', findings: [{ ...drop, suppressed: { reason: 'unused', line: 8 } }], projects: [makeProjectReport([makeRevision('b1', 'a1', 'Drop', { up: [], down: [] })])] }), 'warning');
    expect(xml).toContain('<system-out>suppressed (unused): Column `a.b` is dropped.\n\nat versions/b1.py:9');
  });

  test('of one check are numbered', () => {
    expect(renderCases([drop, { ...drop, message: 'Column `a.c` is dropped.' }]).map((line) => line.split(' | ')[1])).toEqual(['upgrade', 'destructive/drop-column', 'destructive/drop-column (2)']);
  });

  test('about a step that failed stand at it', () => {
    const error = { type: 'sqlalchemy.exc.ProgrammingError', message: 'no such table' };
    const steps = [makeStep('upgrade', 1, [], 'versions/b1.py', { outcome: 'failed', error })];
    const fails = makeFinding({ ...places, check: 'round-trip/upgrade-fails', title: 'Upgrade fails', message: 'The upgrade of `b1` fails: no such table' });
    expect(renderCases([fails, drop], 'error', steps)).toEqual(['alembic_ini.b1 Drop 1_2 | upgrade | failure | round-trip/upgrade-fails', 'alembic_ini.b1 Drop 1_2 | destructive/drop-column | failure | destructive/drop-column']);
    expect(renderCases([drop], 'error', steps)[0]).toBe('alembic_ini.b1 Drop 1_2 | upgrade | failure | sqlalchemy.exc.ProgrammingError');
  });

  test('about a step that failed are no failure of it where they fail no run', () => {
    const error = { type: 'sqlalchemy.exc.IntegrityError', message: 'NOT NULL constraint failed' };
    const steps = [makeStep('upgrade', 1, [], 'versions/b1.py', { walk: 'rows', outcome: 'failed', error })];
    const fails = makeFinding({ ...places, check: 'rows/upgrade-fails', severity: 'warning', title: 'Upgrade fails on rows', message: 'The upgrade of `b1` fails on rows: NOT NULL constraint failed' });
    const skipped = 'alembic_ini.b1 Drop 1_2 | upgrade with rows | skipped | sqlalchemy.exc.IntegrityError';
    const told = 'alembic_ini.b1 Drop 1_2 | rows/upgrade-fails | system-out';
    expect(renderCases([fails], 'error', steps)).toEqual([skipped, told]);
    expect(renderCases([{ ...fails, severity: 'error', suppressed: { reason: 'few rows', line: 8 } }], 'error', steps)).toEqual([skipped, told]);
    expect(renderCases([], 'error', steps)).toEqual([skipped]);
    expect(renderCases([fails, drop], 'error', steps)[0]).toBe(skipped);
    expect(renderCases([fails], 'warning', steps)).toEqual(['alembic_ini.b1 Drop 1_2 | upgrade with rows | failure | rows/upgrade-fails']);
  });

  test('a way back that a revision declares not to have is no failure where it fails no run', () => {
    const error = { type: 'NotImplementedError', message: 'no way back' };
    const steps = [makeStep('downgrade', 1, [], 'versions/b1.py', { outcome: 'failed', error })];
    const irreversible = makeFinding({ ...places, check: 'round-trip/irreversible', severity: 'warning', title: 'Irreversible', message: '`b1` declares that it cannot be downgraded (NotImplementedError).' });
    expect(renderCases([irreversible, drop], 'error', steps)[0]).toBe('alembic_ini.b1 Drop 1_2 | downgrade | skipped | NotImplementedError');
    expect(renderCases([drop], 'error', steps)[0]).toBe('alembic_ini.b1 Drop 1_2 | downgrade | skipped | NotImplementedError');
    expect(renderCases([irreversible], 'warning', steps)).toEqual(['alembic_ini.b1 Drop 1_2 | downgrade | failure | round-trip/irreversible']);
  });
});

test('what one of several databases gave stands in its suite alone', () => {
  const projects = ['PostgreSQL 15.6', 'SQLite 3.46'].map((target) => makeProjectReport([makeRevision('b1', 'a1', 'Drop', { up: [], down: [] })], { target }));
  const xml = renderJunit(makeReport({ proof: 'p', projects, findings: [{ ...drop, targets: ['SQLite 3.46'] }] }), 'error');
  expect([...xml.matchAll(/<testsuite name="([^"]*)" tests="(\d+)" failures="(\d+)"/g)].map(([, ...parts]) => parts)).toEqual([
    ['alembic.ini on PostgreSQL 15.6', '3', '0'],
    ['alembic.ini on SQLite 3.46', '4', '1'],
    ['Alembic Gate', '0', '0'],
  ]);
});

test('a run with nothing new has a case that passes', () => {
  expect(renderJunit(makeReport({ proof: 'p', projects: [makeProjectReport([])] }), 'error')).toContain('<testcase classname="alembic_ini" name="new revisions" time="0.000">\n      <system-out>There are none.</system-out>');
});
