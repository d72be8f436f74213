import type { TextPattern } from './demand.ts';
import { translateRegex, writeLetter } from './translate-regex.ts';

/** A pattern of a server's as a demand has it; undefined for a regular expression that JavaScript cannot write. */
export function translatePattern(form: TextPattern['kind'], pattern: string, ignoresCase: boolean): TextPattern | undefined {
  if (form !== 'regex') return { kind: form, pattern, ignoresCase, isNegated: false };
  const translated = translateRegex(pattern);
  if (translated === undefined) return undefined;
  return { kind: 'regex', pattern: translated.source, ignoresCase: ignoresCase || translated.ignoresCase, isNegated: false };
}

/** Any pattern as a regular expression of JavaScript with the flags `us`. */
export function writeRegex({ kind, pattern }: TextPattern): string {
  if (kind === 'regex') return pattern;
  return `^(?:${kind === 'like' ? writeLike(pattern) : writeGlob(pattern)})$`;
}

function writeLike(pattern: string): string {
  let source = '';
  let isEscaped = false;
  for (const letter of pattern) {
    if (letter === '\\' && !isEscaped) isEscaped = true;
    else {
      source += isEscaped ? writeLetter(letter) : letter === '%' ? '.*' : letter === '_' ? '.' : writeLetter(letter);
      isEscaped = false;
    }
  }
  return source.replace(/(?:\.\*)+/g, '.*');
}

/** https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators */
function writeGlob(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length; ) {
    const letter = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    const [range, caret = '', inner = ''] = letter === '[' ? (/^\[(\^?)(\]?[^\]]*)\]/.exec(pattern.slice(at)) ?? []) : [];
    source += range !== undefined ? `[${caret}${inner.replace(/[\\\][]/g, '\\$&')}]` : letter === '*' ? '.*' : letter === '?' ? '.' : writeLetter(letter);
    at += range?.length ?? letter.length;
  }
  return source;
}
