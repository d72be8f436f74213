import type { Report } from '../../../src/report/report.ts';
import { makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision, makeStep } from '../make-report.ts';

/** Each would be something else than text somewhere. All are in every string that comes from the repository or the database. */
export const attacks: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '</details></summary></code></pre></td></table>',
  '<!-- alembic-gate:default -->',
  '<a href="javascript:alert(1)">a</a>',
  '@mention @org/team',
  '#123 GH-123 owner/repo#123 owner/repo@1a2b3c4d5e6f',
  'https://evil.example www.evil.example mail@evil.example mailto:a@evil.example',
  '[link](https://evil.example) ![image](https://evil.example/x.png) [ref]: https://evil.example',
  '<https://evil.example>',
  '**bold** _em_ ~~gone~~ `code` ``more`` ```` fence ````',
  '| cell | cell | \\| \\\\|',
  '$x^2$ $$y$$ :tada: 1a2b3c4d5e6f',
  '\u0000\u0007\u001b[31mred\u001b[0m\u001b]8;;https://evil.example\u0007link\u009b2J',
  '\u202eright to left\u202c \u2066isolate\u2069 \u200bzero \u00ad \u2028line\u2029',
  '"]; click a "https://evil.example" %%{init: {"theme": "dark"}}%%',
  'half \ud83d character',
];

const block = [
  '',
  '```',
  '~~~',
  '::error file=x::fake',
  '  ::set-output name=conclusion::passed',
  '##[error]fake',
  '# heading',
  '- [ ] task',
  '1. list',
  '> quote',
  '---',
  '===',
  '| a | b |',
  '|---|---|',
  '| c | d |',
  '    code',
  '[ref]: https://evil.example',
  '[^1]: note',
  '<details open><summary>more</summary>',
  '\r\nlast\r',
].join('\n');

/** A string that holds every attack, in one line and as lines of its own. */
export const hostileText = `${attacks.join(' ')}\n${attacks.join('\n')}${block}`;
/** The same, as a name of something and part of a sentence of ours. */
const named = `column \`${hostileText}\` of \`x\``;
const file = `versions/${hostileText}.py`;

const steps = [
  makeStep('upgrade', 1, [hostileText], file),
  makeStep('downgrade', 1, [hostileText], file, { outcome: 'failed', error: { type: hostileText, message: hostileText, code: hostileText, traceback: hostileText } }),
  makeStep('upgrade', 2, [], file, { outcome: 'skipped', skippedBecause: hostileText }),
];

/** Every string that others wrote is an attack. */
export const hostile: Report = makeReport({
  conclusion: 'failed',
  proof: `checked 1 new revision on PostgreSQL ${hostileText} (url), 0 brought up before it, 2 round-trip steps, 1 skipped`,
  problems: [{ code: 'env-py', what: hostileText, where: hostileText, remedy: hostileText, details: hostileText }],
  projects: [
    makeProjectReport(
      [
        makeRevision(hostileText, `parent ${hostileText}`, hostileText, { up: [], down: [] }, { file, isHead: true, conclusion: 'failed', grade: 'none', dependsOn: [`need ${hostileText}`], changes: [`${named} added`, hostileText, hostileText], steps }),
        makeRevision('plain', hostileText, hostileText, { up: [], down: [] }, { file, conclusion: 'warned', steps: [] }),
        makeOldRevision(`parent ${hostileText}`, hostileText, { file }),
        makeOldRevision(`need ${hostileText}`, hostileText, { file, isHead: true }),
      ],
      { config: hostileText, rows: { filled: [{ table: hostileText, rows: 5 }], unfilled: [{ table: hostileText, reason: hostileText }] }, server: { provider: 'url', version: hostileText, image: hostileText, title: 'PostgreSQL' }, base: hostileText, python: { version: hostileText, alembic: hostileText, sqlalchemy: hostileText, origin: hostileText } },
    ),
    makeProjectReport([makeRevision('b1', 'a1', hostileText, { up: [hostileText], down: [] }, { file, changes: [named] })], { config: `two ${hostileText}` }),
  ],
  findings: [
    makeFinding({
      check: 'round-trip/downgrade-fails',
      title: 'Downgrade fails',
      project: hostileText,
      revision: hostileText,
      file,
      line: 3,
      message: `The downgrade of ${named} fails: ${hostileText}`,
      why: 'When the release has to be taken back, the database cannot follow.',
      remedy: { text: `${hostileText} ${named}:`, code: hostileText, language: 'python' },
      evidence: { diff: [`+ ${hostileText}`, `- ${named}`], sql: hostileText, error: hostileText },
      fingerprint: '1111111111111111',
      excerpt: { firstLine: 1, lines: hostileText.split('\n') },
    }),
    makeFinding({
      check: 'destructive/drop-column',
      title: 'Column dropped',
      severity: 'warning',
      project: hostileText,
      file: hostileText,
      message: hostileText,
      remedy: { text: hostileText },
      fingerprint: '2222222222222222',
      suppressed: { reason: hostileText, line: 1 },
    }),
  ],
  coverage: { newRevisions: 3, broughtUp: 0, steps: 2, rowSteps: 0, filledTables: 0, skipped: 1, statements: 3, unparsed: 3, notLookedAt: [`Revision ${named} was not walked: ${hostileText}.`, `No rows could be made for ${named}: ${hostileText}`] },
  timings: [{ what: hostileText, durationMs: 1000 }],
});
