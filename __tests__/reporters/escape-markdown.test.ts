import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeBlock, codeSpan, encodePath, escapeHtml, escapeMermaid, escapeSentence, escapeText } from '../../src/reporters/escape-markdown.ts';
import { showControls } from '../../src/reporters/show-controls.ts';
import { attacks, hostileText } from '../reports/hostile/report.ts';
import { readPage, renderMarkdown, walkPage } from './render-markdown.ts';
import type { PageNode } from './render-markdown.ts';

/** What GitLab makes into something, and GitHub does not. https://docs.gitlab.com/user/markdown/#gitlab-specific-references */
const gitLabAttacks = ['!12', 'a/b!12', '%3', '%"1.0"', '%{project_name}', '~bug', '~"a b"', '&7', '&amp;7', '^alert#3', '*iteration:4', '[vulnerability:5]', '[[page]]', '[[_TOC_]]', '[+ a +]', '{+ a +}', '[- a -]', '{- a -}', 'GL-8', 'smb://host/share', '$`a`$', '/merge', '\n/approve', '>>>', ':::'];

/** Texts made of what means something to Markdown, HTML or GitHub. */
const hostileFragment = fc.constantFrom(
  ...attacks, ...gitLabAttacks, '`', '``', '```', '~~~', '*', '**', '_', '__', '~~', '[', ']', '(', ')', '](', '![', '<', '>', '&', '&amp;', '&#64;', '\\', '|', '\\|', '\\\\|', '#', '# ', '- ', '+ ', '1. ', '1) ', '=', '---', '>', '> ',
  '\n', '\r\n', '\t', ' ', '    ', 'a', '1', '7', 'deadbee1', '@', '@a', '#1', 'GH-1', 'http://a.b', 'www.a.b', 'a@b.cd', ':', ':a:', '$', '$a$', '^', '[^1]', '[x]: y', '<b>', '</b>', '<!--', '-->', '<br/>', '{', '}', '!', '"', "'", 'é', '😀', '\u202e', '\u0000', '\u001b[31m', '\ud83d',
); // prettier-ignore
const hostileString = fc.oneof(fc.array(hostileFragment, { maxLength: 12 }).map((parts) => parts.join('')), fc.string({ unit: 'grapheme', maxLength: 30 }));

/** As a reader sees it: one line, without the joints of ours. */
const oneLine = (text: string): string => showControls(text).replaceAll(/\s+/g, ' ').trim();
const seen = (page: PageNode): string => readPage(page).replaceAll('\u200b', '');

/** The elements of a page, and its text that is not code. */
function analyse(markdown: string): { readonly elements: string[]; readonly plain: string[]; readonly page: PageNode } {
  const page = renderMarkdown(markdown);
  const pieces = walkPage(page);
  return {
    page,
    elements: [...new Set(pieces.flatMap(({ node }) => (node.tagName === undefined ? (node.type === 'comment' || node.type === 'raw' ? [node.type] : []) : [node.tagName])))].sort(),
    plain: pieces.filter(({ node, above }) => node.type === 'text' && !above.some(({ tagName }) => tagName === 'code')).map(({ node }) => node.value ?? ''),
  };
}

const active = [/!\d/, /%["\w{]/, /~["\w]/, /&\d/, /\*iteration:/, /\[(?:[+\-[]|\w+:)/, /\{[+-]/, /\bgl-\d/i, /:\/\//, /@[a-z\d]/i, /#\d/, /\bgh-\d/i, /(?:https?|ftp|mailto|xmpp):/i, /www\./i, /:[\w+-]+:/, /(?<!\w)(?=[a-f]*\d)[\da-f]{7,40}(?!\w)/i, /\$\S.*\$/];
const isInert = (plain: readonly string[]): boolean => plain.every((text) => active.every((pattern) => !pattern.test(text)));

describe('escapeText', () => {
  test.each([
    ['plain words, 1.5 s (container) - 3 + 4 = 7!', 'plain words, 1.5 s (container) - 3 + 4 = 7!'],
    ['round-trip step', 'round-trip step'],
    ['- a list', '\\- a list'],
    ['+ a list', '\\+ a list'],
    ['1. a list', '1\\. a list'],
    ['12) a list', '12\\) a list'],
    ['# a heading', '\\# a heading'],
    ['=== a rule', '\\=== a rule'],
    ['employee_data', 'employee\\_data'],
    ['a | b', 'a &#124; b'],
    ['costs $5', 'costs <span>\\$</span>5'],
    ['/merge', '\\/merge'],
    ['!12 %"1.0" %{project_name} ~bug ~"a b" &7 GL-3', '\\!&#8203;12 \\%&#8203;"1.0" \\%&#8203;{project\\_name} \\~&#8203;bug \\~&#8203;"a b" \\&&#8203;7 GL\\-&#8203;3'],
    ['[+ a +] {- b -} [[page]] [vulnerability:1] x[0]', '\\[&#8203;+ a +\\] \\{&#8203;- b -} \\[&#8203;\\[page\\]\\] \\[&#8203;vulnerability:1\\] x\\[0\\]'],
    ['smb://host/share *iteration:3', 'smb:&#8203;//host/share \\*iteration&#8203;:3'],
    ['wait! 5 % of a & b', 'wait! 5 % of a &amp; b'],
    ['@ada, see #12 and GH-12', '@&#8203;ada, see \\#&#8203;12 and GH\\-&#8203;12'],
    ['in 1a2b3c4 by Ada', 'in `1a2b3c4` by Ada'],
    ['defaced, a1b2c3, 550e8400-e29b-41d4', 'defaced, a1b2c3, 550e84&#8203;00-e29b-41d4'],
    ['one\n  two\tthree', 'one two three'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });

  test.each([...attacks, ...gitLabAttacks])('shows an attack in words: %j', (attack) => {
    const { page, elements, plain } = analyse(`Before ${escapeText(attack)} after`);
    expect(seen(page)).toBe(`Before ${oneLine(attack)} after`);
    expect(elements.filter((element) => !['p', 'code', 'span'].includes(element))).toEqual([]);
    expect(plain.filter((text) => !isInert([text]))).toEqual([]);
  });

  test('is one paragraph that says the text, whatever it is', () => {
    fc.assert(
      fc.property(hostileString, (text) => {
        const { page, elements, plain } = analyse(escapeText(text));
        expect(seen(page)).toBe(oneLine(text));
        expect(elements.filter((element) => !['p', 'code', 'span'].includes(element))).toEqual([]);
        expect(isInert(plain)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);
});

describe('escapeSentence', () => {
  test('makes code of names in backticks', () => {
    expect(escapeSentence('column `a_b.c` is_not `d|e`')).toBe('column `a_b.c` is\\_not `d|e`');
    expect(escapeSentence('`a``b`')).toBe('`a`&#8203;`b`');
    expect(escapeSentence('an odd ` backtick')).toBe('an odd \\` backtick');
    expect(escapeSentence('index `ix` of `t` added', 'cell')).toBe('index `ix` of `t` added');
  });

  test('is one paragraph without anything active, whatever it holds', () => {
    fc.assert(
      fc.property(hostileString, (text) => {
        const { elements, plain } = analyse(escapeSentence(`table \`a\` ${text} \`b\``));
        expect(elements.filter((element) => !['p', 'code', 'span'].includes(element))).toEqual([]);
        expect(isInert(plain)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);

  test('stays in its cell of a table', () => {
    fc.assert(
      fc.property(hostileString, hostileString, (text, name) => {
        const { page, elements, plain } = analyse(`| x | y | z |\n|---|---|---|\n| ${codeSpan(name, 'cell')} | ${escapeSentence(`${text} \`${name}\``, 'cell')} | last |`);
        const cells = walkPage(page).flatMap(({ node }) => (node.tagName === 'td' ? [node] : []));
        expect(cells.map(seen).filter((_, index) => index !== 1)).toEqual([seen(renderMarkdown(codeSpan(name))), 'last']);
        expect(elements.filter((element) => !['code', 'span', 'table', 'tbody', 'td', 'th', 'thead', 'tr'].includes(element))).toEqual([]);
        expect(isInert(plain)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);
});

/** GitLab carries out a line that begins with a slash. https://docs.gitlab.com/user/project/quick_actions/ */
test('no line begins with a slash, whatever the text is', () => {
  const hostileLines = fc.array(fc.oneof(hostileString, fc.constantFrom('/merge', '/close now', '```', '````', '`', '>>>')), { maxLength: 8 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(hostileLines, (text) => {
      for (const written of [escapeText(text), escapeSentence(text), codeSpan(text), codeBlock(text, 'sql')]) expect(written).not.toMatch(/^\//m);
    }),
    { numRuns: 1000 },
  );
}, 30_000);

describe('codeSpan', () => {
  test.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['``', '``` `` ```'],
    [' a ', '`  a  `'],
    ['', '` `'],
    ['a|b', '`a|b`'],
    ['a\\', '`a\\`'],
  ])('%j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test('in a cell a bar is no end of it', () => {
    expect(codeSpan('a|b', 'cell')).toBe('<code>a&#124;b</code>');
  });

  test('is code that holds the text and nothing more', () => {
    fc.assert(
      fc.property(hostileString, (text) => {
        const { page, elements } = analyse(`Before ${codeSpan(text)} after \`last\``);
        const [first] = walkPage(page).filter(({ node }) => node.tagName === 'code');
        expect(elements).toEqual(['code', 'p']);
        expect(seen(page).endsWith(' after last')).toBe(true);
        const shown = showControls(text).replaceAll(/\s*\n\s*/g, ' ');
        expect(readPage(first!.node)).toBe(shown.trim() === '' ? ' ' : shown);
      }),
      { numRuns: 1000 },
    );
  }, 30_000);
});

describe('codeBlock', () => {
  test('ends with its own fence and not before', () => {
    fc.assert(
      fc.property(fc.oneof(hostileString, fc.constant(hostileText)), fc.constantFrom('', 'sql', 'diff'), (text, language) => {
        const { page, elements } = analyse(`<details><summary>${escapeHtml(text)}</summary>\n\n${codeBlock(text, language)}\n\n</details>\n\nafter`);
        expect(elements.filter((element) => element !== 'span')).toEqual(['code', 'details', 'p', 'pre', 'summary']);
        const read = (tag: string): string[] => walkPage(page).flatMap(({ node }) => (node.tagName === tag ? [readPage(node)] : []));
        expect(read('p')).toEqual(['after']);
        expect(read('code').map((code) => code.trim())).toEqual([showControls(text).replaceAll(/^\//gm, ' /').trim()]);
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});

test('escapeHtml is text that GitHub makes nothing of', () => {
  fc.assert(
    fc.property(hostileString, (text) => {
      const { page, elements, plain } = analyse(`<details><summary>${escapeHtml(text)}</summary>\n\nafter\n\n</details>`);
      expect(elements).toEqual(text.includes('$') ? ['details', 'p', 'span', 'summary'] : ['details', 'p', 'summary']);
      expect(seen(page).replace(/\s*after\s*$/, '')).toBe(oneLine(text));
      expect(isInert(plain)).toBe(true);
    }),
    { numRuns: 500 },
  );
}, 30_000);

describe('encodePath', () => {
  test('leads to the file and nowhere else', () => {
    expect(encodePath("a b/c)d'(e!*#?%/ü.py")).toBe('a%20b/c%29d%27%28e%21%2A%23%3F%25/%C3%BC.py');
    fc.assert(
      fc.property(hostileString, (path) => {
        const address = `https://github.com/ada/shop/blob/x/${encodePath(path)}`;
        const page = walkPage(renderMarkdown(`[\`name\`](${address})`));
        expect(page.flatMap(({ node }) => (node.tagName === 'a' ? [node.properties?.['href']] : []))).toEqual([address]);
        expect(/[^\w%./~-]/.test(encodePath(path))).toBe(false);
      }),
    );
  });
});

describe('escapeMermaid', () => {
  test.each([
    ['Add topic, twice', 'Add topic, twice'],
    ['a_b.c-d', 'a_b.c-d'],
    ['1. Add', '1#46; Add'],
    ['- Add_', '#45; Add#95;'],
    ['"]; click r0', '#34;#93;#59; click r0'],
    ['%%{init}%%', '#37;#37;#123;init#125;#37;#37;'],
    ['ü 😀 語', 'ü #128512; 語'],
    ['two\nlines', 'two lines'],
    ['a\u0000b', 'a#92;x00b'],
  ])('%j', (text, expected) => {
    expect(escapeMermaid(text)).toBe(expected);
  });
});

describe('showControls', () => {
  test.each([
    ['tab\tand\nline', 'tab\tand\nline'],
    ['Windows\r\nline', 'Windows\nline'],
    ['return\rhome', 'return\\x0dhome'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['\u009b2J', '\\x9b2J'],
    ['\u202eabc', '\\u{202e}abc'],
    ['a\u200bb', 'a\\u{200b}b'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['half \ud83d', 'half \\u{d83d}'],
    ['filler \u3164', 'filler \\u{3164}'],
    ['whole 😀 and ⚠️', 'whole 😀 and ⚠️'],
  ])('%j', (text, expected) => {
    expect(showControls(text)).toBe(expected);
  });
});
