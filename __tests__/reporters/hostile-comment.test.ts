import { describe, expect, test } from 'vitest';
import { disarmCommands } from '../../src/github/job-log.ts';
import { identity } from '../../src/identity.ts';
import { listAnnotations } from '../../src/reporters/annotations.ts';
import { renderConsole } from '../../src/reporters/console.ts';
import { renderGraph } from '../../src/reporters/graph.ts';
import { inFile, renderComment } from '../../src/reporters/pull-request-comment.ts';
import { commentLimit, summaryLimit } from '../../src/reporters/text-limit.ts';
import { attacks, hostile, hostileText } from '../reports/hostile/report.ts';
import { reports } from '../reports/reports.ts';
import { readPage, renderMarkdown, walkPage } from './render-markdown.ts';

const links = 'https://github.com/ada/shop/blob/1a2b3c4d';
const style = { key: 'default', links, limit: summaryLimit, elsewhere: inFile };
const render = (report: typeof hostile): string => renderComment(report, style);
/** So many that warnings are folded, and a label asked for. */
const crowded: typeof hostile = {
  ...hostile,
  approval: { label: hostileText },
  findings: [...hostile.findings, ...hostile.findings.flatMap((finding) => [3, 4].map((line) => ({ ...finding, severity: 'warning' as const, line, suppressed: undefined, approvable: ['x'] })))].map(({ suppressed, ...finding }) => (suppressed === undefined ? finding : { ...finding, suppressed })),
};

/** What GitHub makes active is not active in code. */
const isInCode = (above: ReturnType<typeof walkPage>[number]['above']): boolean => above.some(({ tagName }) => tagName === 'code' || tagName === 'pre');

describe.each([
  ['', hostile],
  [', with so many findings that some are folded', crowded],
])('the comment of a report in which every string is an attack%s', (_, attacking) => {
  const comment = render(attacking);
  const pieces = walkPage(renderMarkdown(comment));

  test('has only elements of ours, without attributes that others wrote', () => {
    const elements = new Set(pieces.flatMap(({ node }) => (node.tagName === undefined ? [] : [`${node.tagName} ${Object.keys(node.properties ?? {}).sort().join(' ')}`.trim()])));
    expect([...elements].filter((element) => element !== 'blockquote').sort()).toEqual([
      'a href',
      'br',
      'code',
      'code className',
      'details',
      'details open',
      'em',
      'h2',
      'h3',
      'h4',
      'li',
      'p',
      'pre',
      'strong',
      'sub',
      'summary',
      'table',
      'tbody',
      'td',
      'td align',
      'th',
      'th align',
      'thead',
      'tr',
      'ul',
    ]);
  });

  test('has as many of each as a harmless report of the same shape', () => {
    const count = (page: typeof pieces): Record<string, number> =>
      Object.fromEntries(
        ['table', 'tr', 'td', 'th', 'details', 'summary', 'pre', 'h2', 'h3', 'h4', 'li', 'em', 'br'].map((tag) => [tag, page.filter(({ node }) => node.tagName === tag).length]),
      );
    const harmless = JSON.parse(JSON.stringify(attacking), (__, value: unknown) => (typeof value === 'string' ? value.replaceAll(hostileText, 'plain') : value)) as typeof hostile;
    expect(count(pieces)).toEqual(count(walkPage(renderMarkdown(render(harmless)))));
  });

  test('has links only to files of the checked commit and to pages of checks', () => {
    const addresses = pieces.flatMap(({ node }) => (node.tagName === 'a' ? [String(node.properties?.['href'])] : []));
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.startsWith(`${links}/versions/`) && !address.startsWith(`${identity.checkPagesUrl}/`))).toEqual([]);
    expect(addresses.map((address) => new URL(address)).filter(({ hash, search, hostname }) => !/^(#L\d+)?$/.test(hash) || search !== '' || hostname !== 'github.com')).toEqual([]);
  });

  test('has one comment of ours, and no other', () => {
    expect(pieces.filter(({ node }) => node.type === 'comment').map(({ node }) => node.value)).toEqual([' alembic-gate:default ']);
  });

  test('has no mention, issue, commit, address, emoji or formula in its text', () => {
    const plain = pieces.filter(({ node, above }) => node.type === 'text' && !isInCode(above)).map(({ node }) => node.value ?? '');
    expect(plain.join('').length).toBeGreaterThan(1000);
    for (const active of [/@[a-z\d]/i, /#\d/, /\bgh-\d/i, /(?:https?|ftp|mailto):/i, /www\./i, /:[\w+-]+:/, /(?<!\w)(?=[a-f]*\d)[\da-f]{7,40}(?!\w)/i, /\$\S.*\$/]) {
      expect(plain.filter((text) => active.test(text)), String(active)).toEqual([]);
    }
  });

  test('has no character that cannot be seen or that turns the reading direction, but the joints of ours', () => {
    const characters = new Set([...comment.matchAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)].map(([character]) => character));
    expect([...characters]).toEqual(['\n']);
  });

  test('says the attacks in words, so that a reviewer sees them', () => {
    const seen = readPage(renderMarkdown(comment)).replaceAll('\u200b', '');
    for (const attack of attacks.filter((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}`]/u.test(text))) expect(seen).toContain(attack);
    for (const shown of ['\\x1b[31mred', '\\x00', '\\u{202e}right to left', '\\u{2028}line', '\\u{d83d} character']) expect(seen).toContain(shown);
  });
});

test.each(Object.entries(reports))('the comment of the report %s has no other elements, links or references', (_, report) => {
  const page = walkPage(renderMarkdown(renderComment(report, { key: 'default', links, limit: commentLimit, elsewhere: inFile })));
  const known = new Set(walkPage(renderMarkdown(render(hostile))).map(({ node }) => node.tagName));
  expect(page.filter(({ node }) => !known.has(node.tagName) && node.tagName !== 'blockquote')).toEqual([]);
  expect(page.flatMap(({ node }) => (node.tagName === 'a' ? [String(node.properties?.['href'])] : [])).filter((address) => !address.startsWith(`${links}/`) && !address.startsWith(`${identity.checkPagesUrl}/`))).toEqual([]);
});

test('every line of its graph is one of ours', () => {
  const lines = hostile.projects.flatMap((project) => (renderGraph(project.revisions) ?? '').split('\n'));
  const label = String.raw`(?:[\p{L}\p{N} ,._-]|#\d+;|<br/>)*`;
  const forms = [String.raw`flowchart BT`, String.raw`  r\d+\["${label}"\]:::(?:new|bad|warned|old)`, String.raw`  r\d+ (?:-->|-\. needed by \.->) r\d+`, String.raw`  older\(\["earlier revisions"\]\):::old`, String.raw`  older --> r\d+`, String.raw`  class r\d+(?:,r\d+)* head`, String.raw`  classDef (?:new|bad|warned|old|head) [\w:#,-]+`];
  const known = new RegExp(`^(?:${forms.join('|')})$`, 'u');
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => !known.test(line))).toEqual([]);
});

describe('its output on a terminal', () => {
  test.each([false, true])('has only escape sequences of ours: colour %s', (hasColor) => {
    // eslint-disable-next-line no-control-regex -- finding them is what it is for
    const text = renderConsole(hostile, { hasColor }).replaceAll(/\u001b\[\d+m/g, hasColor ? '' : '$&');
    expect([...new Set([...text.matchAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)].map(([character]) => character))]).toEqual(['\n']);
  });

  test('has no command to the runner when the action writes it', () => {
    const lines = disarmCommands(renderConsole(hostile, { hasColor: true })).split('\n');
    expect(lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['))).toEqual([]);
  });

  test('keeps every row of the table in its line', () => {
    const text = renderConsole(hostile, { hasColor: false });
    const table = text.slice(text.indexOf('  revision  '), text.indexOf('\n\nNot looked at'));
    expect(table.split('\n')).toHaveLength(6);
  });
});

test('its annotations have only line feeds', () => {
  const text = listAnnotations(hostile).map(({ title, message }) => `${title} ${message}`).join('');
  expect([...new Set([...text.matchAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)].map(([character]) => character))]).toEqual(['\n']);
});
