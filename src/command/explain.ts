import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Help } from 'commander';
import pc from 'picocolors';
import { categories, categoryOf } from '../checks/categories.ts';
import type { Check } from '../checks/check.ts';
import { checks } from '../checks/registry.ts';
import { UserError } from '../errors.ts';
import { countEdits } from '../options/definitions.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** What `explain` needs of the command line. */
export interface ExplainTools {
  /** Absolute path of the folder with a page for every check, `<category>/<name>.md`. */
  readonly checkPages: string;
  readonly write: (text: string) => void;
}

/** Lines longer than this are hard to read, however wide the terminal is. */
const mostColumns = 80;

/**
 * `alembic-gate explain`: the page of a check, the checks of a category, or all checks.
 * @param word a check's id, its name alone, or a category; undefined for all
 * @throws UserError where there is no such check, with the nearest id
 */
export function runExplain(word: string | undefined, { checkPages, write }: ExplainTools, { hasColor }: { readonly hasColor: boolean }): void {
  const colors = pc.createColors(hasColor);
  if (word === undefined) {
    write(`${listCategories().map((category) => renderCategory(category, colors)).join('\n\n')}\n\nalembic-gate explain <check> shows its page.\n`);
  } else if (listCategories().includes(word)) write(`${renderCategory(word, colors)}\n`);
  else write(`${renderPage(readFileSync(join(checkPages, `${findCheck(word).id}.md`), 'utf8'), colors)}\n`);
}

function listCategories(): readonly string[] {
  return [...new Set(checks.map(({ id }) => categoryOf(id)))];
}

function nameOf({ id }: Check): string {
  return id.slice(categoryOf(id).length + 1);
}

/** By its id, or by its name where only one check has it. */
function findCheck(word: string): Check {
  const [found, other] = checks.filter((check) => check.id === word || nameOf(check) === word);
  if (found !== undefined && other === undefined) return found;
  // An abbreviation is nearer than any slip.
  const distance = (check: Check): number => Math.min(...[check.id, nameOf(check)].map((name) => (name.startsWith(word) ? 0 : countEdits(word, name))));
  const nearest = checks.toSorted((a, b) => distance(a) - distance(b))[0]?.id ?? '';
  throw new UserError('unknown-check', {
    what: `There is no check or category \`${word}\`.`,
    remedy: `The nearest is \`${nearest}\`; \`alembic-gate explain\` without a name lists them all.`,
  });
}

function renderCategory(category: string, colors: Colors): string {
  const own = checks.filter(({ id }) => categoryOf(id) === category);
  const width = Math.max(...own.map(({ id }) => id.length));
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan };
  return [
    colors.bold(category),
    ...wrap(`${categories[category] ?? ''}.`, 2),
    ...own.map(({ id, severity, title }) => `  ${colors.bold(id.padEnd(width))}  ${paint[severity](severity.padEnd('warning'.length))}  ${title}`),
  ].join('\n');
}

/** A page of docs/checks for a terminal: headings stand out, text is wrapped, code is set off. */
function renderPage(page: string, colors: Colors): string {
  let isCode = false;
  const lines = page.trimEnd().split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [line === '' ? '' : `    ${colors.green(line)}`];
    const [, level, heading] = /^(#+) (.*)$/.exec(line) ?? [];
    if (heading !== undefined) return [level === '#' ? colors.bold(colors.underline(heading)) : colors.bold(heading)];
    return line === '' ? [''] : wrap(writeLinks(line), 2).map((text) => paintCode(text, colors));
  });
  return lines.join('\n');
}

/** A link with its address after its words; one to another page has its words alone. */
function writeLinks(line: string): string {
  return line.replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, words: string, address: string) => (/^https?:/.test(address) ? `${words} (${address})` : words));
}

/** Colour stands for the backticks; without it they stay. */
function paintCode(text: string, colors: Colors): string {
  return colors.isColorSupported ? text.replaceAll(/`([^`]+)`/g, (_, code: string) => colors.cyan(code)) : text;
}

/** Lines of words, indented; code in backticks stays on one line, its spaces held by a character that no page has. */
function wrap(text: string, indent: number): string[] {
  const unbroken = text.replaceAll(/`[^`]+`/g, (code) => code.replaceAll(' ', '\uE000'));
  return new Help().boxWrap(unbroken, mostColumns - indent).split('\n').map((line) => `${' '.repeat(indent)}${line.replaceAll('\uE000', ' ')}`);
}
