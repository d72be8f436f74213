/** As JavaScript writes them within a class. https://www.postgresql.org/docs/18/functions-matching.html#POSIX-BRACKET-EXPRESSIONS */
const posixClasses: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '\\d',
  alnum: '\\p{L}\\d',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
  cntrl: '\\0-\\x1f\\x7f',
};

/** Constraint escapes of PostgreSQL, ICU and PCRE. */
const constraints: Readonly<Record<string, string>> = { A: '^', Z: '$', z: '$', y: '\\b', Y: '\\B', b: '\\b', B: '\\B', m: '\\b(?=\\w)', M: '\\b(?<=\\w)', '<': '\\b(?=\\w)', '>': '\\b(?<=\\w)' };

export interface TranslatedRegex {
  /** For the flags `us`. */
  readonly source: string;
  readonly ignoresCase: boolean;
}

const maxLength = 2000;

/** A regular expression of a server (PostgreSQL's ARE, ICU, PCRE) as JavaScript writes it; undefined where that cannot be done. */
export function translateRegex(pattern: string): TranslatedRegex | undefined {
  if (pattern.length > maxLength || pattern.startsWith('***')) return undefined;
  const [options, letters = ''] = /^\(\?([a-z]+)\)/.exec(pattern) ?? [''];
  if (/[^ismnpwtcu]/.test(letters)) return undefined;
  let source = '';
  for (let at = options.length; at < pattern.length; ) {
    const piece = translatePiece(pattern, at);
    if (piece === undefined) return undefined;
    source += piece.source;
    at = piece.end;
  }
  return { source, ignoresCase: letters.includes('i') };
}

interface Piece {
  readonly source: string;
  readonly end: number;
}

function translatePiece(pattern: string, at: number): Piece | undefined {
  const letter = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  if (letter === '\\') return translateEscape(pattern, at, false);
  if (letter === '[') return pattern.startsWith('[[:<:]]', at) ? { source: '\\b(?=\\w)', end: at + 7 } : pattern.startsWith('[[:>:]]', at) ? { source: '\\b(?<=\\w)', end: at + 7 } : translateClass(pattern, at);
  if (letter === '{') {
    const quantifier = /^\{\d{1,5}(?:,\d{0,5})?\}/.exec(pattern.slice(at, at + 20))?.[0];
    return quantifier === undefined ? { source: '\\{', end: at + 1 } : { source: quantifier, end: at + quantifier.length };
  }
  if (letter === '}' || letter === ']') return { source: `\\${letter}`, end: at + 1 };
  if (letter === '(' && pattern[at + 1] === '?') {
    const opening = /^\(\?(?::|=|!|<=|<!)/.exec(pattern.slice(at, at + 5))?.[0];
    return opening === undefined ? undefined : { source: opening, end: at + opening.length };
  }
  // Possessive quantifiers never give back; JavaScript has none.
  if (letter === '+' && /[*+?}]/.test(pattern[at - 1] ?? '') && pattern[at - 2] !== '\\') return undefined;
  return { source: letter === '/' ? '\\/' : letter, end: at + letter.length };
}

function translateEscape(pattern: string, at: number, isInClass: boolean): Piece | undefined {
  const letter = pattern[at + 1];
  if (letter === undefined) return undefined;
  const end = at + 2;
  if (/[dDwWsStnrfv]/.test(letter)) return { source: `\\${letter}`, end };
  if (letter === 'p' || letter === 'P') {
    const name = /^\{[A-Za-z_=]+\}/.exec(pattern.slice(end, end + 40))?.[0];
    return name === undefined ? undefined : { source: `\\${letter}${name}`, end: end + name.length };
  }
  if (letter === 'x') {
    const digits = /^[0-9A-Fa-f]{2}/.exec(pattern.slice(end, end + 2))?.[0];
    return digits === undefined ? undefined : { source: `\\x${digits}`, end: end + 2 };
  }
  if (letter === 'u') {
    const digits = /^[0-9A-Fa-f]{4}/.exec(pattern.slice(end, end + 4))?.[0];
    return digits === undefined ? undefined : { source: `\\u${digits}`, end: end + 4 };
  }
  if (letter === 'h') return { source: isInClass ? ' \\t' : '[ \\t]', end };
  if (!isInClass && /[1-9]/.test(letter)) return { source: `\\${letter}`, end };
  if (!isInClass && Object.hasOwn(constraints, letter)) return { source: constraints[letter] ?? '', end };
  return /[A-Za-z0-9]/.test(letter) ? undefined : { source: writeLetter(letter, isInClass), end };
}

function translateClass(pattern: string, start: number): Piece | undefined {
  let at = start + 1;
  let source = '[';
  if (pattern[at] === '^') {
    source += '^';
    at += 1;
  }
  for (let isFirst = true; ; isFirst = false) {
    const letter = pattern[at];
    if (letter === undefined) return undefined;
    if (letter === ']' && !isFirst) return { source: `${source}]`, end: at + 1 };
    if (pattern.startsWith('[:', at)) {
      const [written, name = ''] = /^\[:(\w+):\]/.exec(pattern.slice(at, at + 20)) ?? [];
      if (written === undefined || !Object.hasOwn(posixClasses, name)) return undefined;
      source += posixClasses[name] ?? '';
      at += written.length;
    } else if (pattern.startsWith('[.', at) || pattern.startsWith('[=', at) || pattern.startsWith('&&', at)) return undefined;
    else if (letter === '\\') {
      const piece = translateEscape(pattern, at, true);
      if (piece === undefined) return undefined;
      source += piece.source;
      at = piece.end;
    } else if (letter === '-' && !isFirst && pattern[at + 1] !== ']' && /[^\\]$/.test(source) && !/\\[dwsDWS]$|\\p\{\w+\}$/.test(source)) {
      source += '-';
      at += 1;
    } else {
      const whole = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
      source += writeLetter(whole, true);
      at += whole.length;
    }
  }
}

/** A letter that stands for itself, however special it may be. */
export function writeLetter(letter: string, isInClass = false): string {
  if (isInClass) return /[\\\]^[-]/.test(letter) ? `\\${letter}` : letter;
  return /[\\^$.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter;
}
