/**
 * Pull requests in which everything that their author writes is an attack on who reads the report or runs it: messages, ids, names of
 * files, tables and columns, errors, SQL. None of it is markup, a mention or a command where the report arrives.
 */
import { describe, expect, it } from 'vitest';
import { identity } from '../../src/identity.ts';
import { readPage, renderMarkdown, walkPage } from '../reporters/render-markdown.ts';
import { openBench, writeRevision } from './action-bench.ts';
import type { Files, PullRequestRepository } from './pull-request-repository.ts';
import { token } from './run-action.ts';
import type { ActionRun } from './run-action.ts';

const bench = await openBench('sqlite');
const { github } = bench;

const escape = '\u001b';
/** By what each could work. */
const attacks = {
  markdown: '**bold** [click](https://evil.example) ![x](https://evil.example/x.png) # title\n\n# heading\n\n- item\n\n| a | b |\n|---|---|\n| c | d |\n\n> quote\n\n---',
  html: '<img src=x onerror=alert(1)><script>alert(1)</script></details></td></table><!-- alembic-gate:default --><a href="https://evil.example">x</a>&lt;',
  mentions: '@octocat @octo/security, octo/shop#12 #12 GH-12 https://github.com/octo/shop/issues/12 closes #1 1a2b3c4d5e6f www.evil.example :tada: $x^2$',
  commands: '\n::error::forged\n::set-output name=conclusion::passed\n  ::add-mask::a\n##[error]forged\n::stop-commands::x\r::warning::forged\u2028::error::forged%0A::error::forged',
  outputs: '\nconclusion=passed\nEOF\nconclusion<<EOF\npassed\nEOF\n',
  ansi: `${escape}[2J${escape}[31mred${escape}]8;;https://evil.example${escape}\\link${escape}[0m\b\b\u009b31m`,
  direction: '\u202eright to left\u202c \u2066isolated\u2069 \u200bzero\u200d width \ufeff\u{e0041}',
  backticks: '``` ` `` ```` ~~~ `````python',
  nul: 'a\u0000b\u0001c\u007f',
} as const;
const all = Object.values(attacks).join(' ');
const python = (text: string): string => JSON.stringify(text).replaceAll(/\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})/gi, (_, high: string, low: string) => `\\U${((Number.parseInt(high, 16) - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00) + 0x10000).toString(16).padStart(8, '0')}`);

/** The revision `b1` with other words in it. */
function write(parts: { readonly upgrade?: string; readonly message?: string; readonly id?: string; readonly file?: string }): Files {
  const { upgrade = 'op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True))', message = 'topics', id = 'b1', file = 'b1_topics.py' } = parts;
  const [text = ''] = Object.values(writeRevision(upgrade, 'pass'));
  return { [`migrations/versions/${file}`]: text.replace('"""topics"""', python(message)).replace('revision = "b1"', `revision = ${python(id)}`) };
}

/** Everything that a run leaves is harmless. */
function expectHarmless(done: ActionRun, repository: PullRequestRepository): void {
  const [comment] = github.comments;
  expect(github.comments, done.log).toHaveLength(1);
  const links = `https://github.com/octo/shop/blob/${repository.headSha}/`;
  for (const text of [comment?.body ?? '', done.summary]) {
    const pieces = walkPage(renderMarkdown(text));
    const known = ['a', 'blockquote', 'br', 'code', 'details', 'em', 'h2', 'h3', 'h4', 'input', 'li', 'p', 'pre', 'span', 'strong', 'sub', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'];
    expect([...new Set(pieces.flatMap(({ node }) => node.tagName ?? []))].filter((tag) => !known.includes(tag))).toEqual([]);
    expect(pieces.flatMap(({ node }) => Object.keys(node.properties ?? {})).filter((name) => /^on|^src|^style/i.test(name))).toEqual([]);
    // Who is mentioned or which issue is named would be a link here.
    const addresses = pieces.flatMap(({ node }) => (node.tagName === 'a' ? [String(node.properties?.['href'])] : []));
    expect(addresses.filter((address) => !address.startsWith(links) && !address.startsWith(`${identity.checkPagesUrl}/`))).toEqual([]);
    const marks = pieces.flatMap(({ node }) => (node.type === 'comment' ? [node.value ?? ''] : []));
    expect(marks.filter((mark) => !/^ alembic-gate(?:-run|-approval)?[: ]/.test(mark))).toEqual([]);
    expect(marks.filter((mark) => mark === ' alembic-gate:default ')).toHaveLength(1);
    const plain = pieces.filter(({ node, above }) => node.type === 'text' && !above.some(({ tagName }) => tagName === 'code' || tagName === 'pre')).map(({ node }) => node.value ?? '');
    for (const active of [/@[a-z\d]/i, /#\d/, /\bgh-\d/i, /https?:/i, /www\./i, /:[a-z]+:/]) expect(plain.filter((each) => active.test(each)), String(active)).toEqual([]);
    expect([...new Set([...text.matchAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)].map(([character]) => character))].filter((character) => !'\n\r\t'.includes(character))).toEqual([]);
    expect(readPage(renderMarkdown(text))).toMatch(/Alembic Gate: (?:failed|not everything could be checked)\n/);
  }

  // Every command is one of ours, and none of theirs stands in it as one.
  const forms = [/^::add-mask::ghs_/, /^::group::[\w ,().]+$/, /^::endgroup::$/, /^::(?:error|warning|notice) title=Alembic Gate(?:%3A [\w ]+| could not check)(?:,file=[^,:]*,line=\d+)?::[^\n\r]*$/, /^::error::Alembic Gate (?:found what must not be merged|could not check everything)\.$/];
  expect(done.commands.filter((command) => !forms.some((form) => form.test(command)))).toEqual([]);
  expect(done.commands.filter((command) => command.startsWith('::add-mask::'))).toEqual([`::add-mask::${token}`]);
  // eslint-disable-next-line no-control-regex -- finding them is what it is for
  const log = done.log.replaceAll(/\u001b\[\d+m/g, '');
  expect([...new Set([...log.matchAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)].map(([character]) => character))].filter((character) => !'\n\t'.includes(character))).toEqual([]);

  const outputs = readOutputs(done.outputs);
  expect([...outputs.keys()]).toEqual(['conclusion', 'new-revisions', 'findings', 'errors', 'warnings', 'heads', 'json-file', 'comment-url']);
  expect([outputs.get('conclusion'), outputs.get('comment-url')]).toEqual([done.commands.at(-1)?.includes('everything') === true ? 'incomplete' : 'failed', comment?.html_url]);
}

/** As the runner reads the file: https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs; a name given twice is refused here. */
function readOutputs(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = text.split('\n');
  for (let index = 0; index < lines.length - 1; index += 1) {
    const [, name = '', end = ''] = /^([^<=]+)<<(.+)$/.exec(lines[index] ?? '') ?? [];
    expect(name, `line ${String(index)} of ${text}`).not.toBe('');
    const last = lines.indexOf(end, index + 1);
    expect([last > index, values.has(name)]).toEqual([true, false]);
    values.set(name, lines.slice(index + 1, last).join('\n'));
    index = last;
  }
  return values;
}

async function run(files: Files): Promise<void> {
  const repository = await bench.openPullRequest(files);
  const done = await bench.run(repository, { 'comment-key': 'default' });
  expect(done.exitCode, done.log).toBe(1);
  expectHarmless(done, repository);
}

describe('a revision with an attack in it', () => {
  it.each(Object.entries(attacks))('as its message, and in the error that it raises: %s', async (_, attack) => {
    await run(write({ message: attack, upgrade: `raise RuntimeError(${python(attack)})` }));
  });

  it('as names of tables, columns and indexes', async () => {
    const name = (attack: string): string => python(attack.replaceAll('\u0000', ''));
    const table = `op.create_table(${name(all)}, sa.Column(${name(attacks.mentions)}, sa.Integer, primary_key=True), sa.Column(${name(attacks.html)}, sa.Integer, index=True))`;
    await run(write({ upgrade: table }));
  });

  it('as SQL, with comments and literals', async () => {
    const sql = `CREATE TABLE topic (id INTEGER) /* ${all.replaceAll('*/', '').replaceAll('\u0000', '')} */`;
    await run(write({ upgrade: `op.get_bind().exec_driver_sql(${python(sql)}); op.get_bind().exec_driver_sql("SELECT ''" + ${python(attacks.commands)} + "no such")` }));
  });

  it.each([
    ['Markdown and HTML', 'b1 [x](https://evil.example) <img src=x> `code` **b** |'],
    ['mentions', 'b1 octo/shop#12 GH-12 #12 www.evil.example'],
    ['commands', 'b1\n::error::forged\nconclusion=passed'],
    ['what cannot be seen', 'b1\u202e\u200b\u001b[31m'],
  ])('as its id: %s', async (_, id) => {
    await run(write({ id }));
  });

  it.each([
    ['Markdown and HTML', 'b1 [x](javascript:alert(1)) <img src=x> `code` ![y](z) |.py'],
    ['mentions', 'b1 @octocat octo#12 www.evil.example.py'],
    ['commands', 'b1,line=1::forged ##[error]forged %0A::error::.py'],
    ['what cannot be seen', 'b1\u202e\u200b\u001b[31m\u0007.py'],
  ])('as the name of its file: %s', async (_, file) => {
    await run(write({ file }));
  });

  it('everywhere at once, and printed', async () => {
    const prints = `print(${python(all)}); __import__("sys").stderr.write(${python(all)}); os.write(1, ${python(attacks.commands)}.encode()); raise RuntimeError(${python(all)})`;
    await run(write({ message: all, upgrade: prints, file: 'b1 @octocat <b> `x` [y](z).py' }));
  });
});
