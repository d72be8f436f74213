/** How a dialect writes names, texts and comments. */
export interface Lexis {
  /** What `"…"` is. A name may be asked for where a text stands, so this only matters to what is not a name. */
  readonly doubleQuotes: 'name' | 'text';
  /** `[name]`, as SQLite takes it. */
  readonly hasBrackets: boolean;
  /** `\'` does not end a text. */
  readonly hasBackslashEscapes: boolean;
  /** `# …` is a comment, and `--` is one only before white space. */
  readonly hasHashComments: boolean;
  /** `$$…$$` and `$tag$…$tag$` are texts, where they are closed. */
  readonly hasDollarQuotes?: boolean;
  /** Whether what stands in a comment is code: it is given what follows `/*`, such as `!50100 ` or `M!`, and gives how much of that is no code. */
  readonly versionMark: ((afterOpening: string) => number | undefined) | undefined;
}

/** A piece of SQL: `word` is a bare name, keyword or number, `name` a quoted one, `mark` the beginning or end of a comment that is code. */
export interface Lexeme {
  readonly type: 'space' | 'comment' | 'mark' | 'word' | 'name' | 'text' | 'symbol';
  /** Without quotes, where there are any, and with what backslash escapes stand for. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The text ends before the quote or comment does. */
  readonly isOpen: boolean;
}

const space = /[\0-\x20]+/y;
/** Bare names may begin with a digit in MySQL; numbers need no other treatment. https://dev.mysql.com/doc/refman/8.4/en/identifiers.html */
const word = /[0-9A-Za-z_$\u0080-\u{10FFFF}]+/uy;
/** https://dev.mysql.com/doc/refman/9.7/en/string-literals.html */
const dollarMark = /\$(?:[A-Za-z_\u0080-\u{10FFFF}][0-9A-Za-z_\u0080-\u{10FFFF}]*)?\$/uy;
/** What letters stand for after a backslash; others for themselves. https://dev.mysql.com/doc/refman/9.7/en/string-literals.html */
const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', Z: '\x1a', '0': '\0' };
/** These are a pattern's, which reads them with their backslash. */
const patternSigns: ReadonlySet<string> = new Set(['%', '_']);
/** Longest form of what follows `/*`: `M!100100`. */
const versionMarkLength = 10;

/** Cuts SQL into pieces, one after the other, in time that grows with its length. `at` may be set to go on elsewhere. */
export class Lexer {
  readonly text: string;
  readonly lexis: Lexis;
  at: number;
  private openMarks = 0;

  constructor(text: string, lexis: Lexis, at = 0) {
    this.text = text;
    this.lexis = lexis;
    this.at = at;
  }

  /** Whether the last piece stands in a comment that is code. */
  get isInMark(): boolean {
    return this.openMarks > 0;
  }

  /** The next piece, or undefined at the end. */
  next(): Lexeme | undefined {
    if (this.at >= this.text.length) return undefined;
    const lexeme = this.read(this.at);
    this.at = lexeme.end;
    return lexeme;
  }

  private read(start: number): Lexeme {
    const { text, lexis } = this;
    const matched = match(space, text, start);
    if (matched !== undefined) return { type: 'space', value: matched, start, end: start + matched.length, isOpen: false };
    const dollars = lexis.hasDollarQuotes === true ? this.readDollarQuoted(start) : undefined;
    if (dollars !== undefined) return dollars;
    const bare = match(word, text, start);
    if (bare !== undefined) return { type: 'word', value: bare, start, end: start + bare.length, isOpen: false };
    const [first = '', second = ''] = [text[start], text[start + 1]];
    if (first === "'") return this.readQuoted('text', start, "'");
    if (first === '"') return this.readQuoted(lexis.doubleQuotes, start, '"');
    if (first === '`') return this.readQuoted('name', start, '`');
    if (first === '[' && lexis.hasBrackets) return this.readUntil('name', start, ']', 1);
    if (first === '/' && second === '*') return this.readComment(start);
    if (first === '*' && second === '/' && this.openMarks > 0) {
      this.openMarks -= 1;
      return { type: 'mark', value: '*/', start, end: start + 2, isOpen: false };
    }
    if (this.beginsLineComment(start)) {
      const end = text.indexOf('\n', start);
      return this.cut('comment', start, end < 0 ? text.length : end, false);
    }
    return { type: 'symbol', value: first, start, end: start + 1, isOpen: false };
  }

  private beginsLineComment(start: number): boolean {
    const { text, lexis } = this;
    if (!lexis.hasHashComments) return text.startsWith('--', start);
    return text[start] === '#' || (text.startsWith('--', start) && /^[\0-\x20]?$/.test(text.slice(start + 2, start + 3)));
  }

  private readComment(start: number): Lexeme {
    const markLength = this.lexis.versionMark?.(this.text.slice(start + 2, start + 2 + versionMarkLength));
    if (markLength === undefined) return this.readUntil('comment', start, '*/', 2);
    this.openMarks += 1;
    return this.cut('mark', start, start + 2 + markLength, false);
  }

  private readUntil(type: Lexeme['type'], start: number, closing: string, openingLength: number): Lexeme {
    const at = this.text.indexOf(closing, start + openingLength);
    const [inner, end] = at < 0 ? [this.text.length, this.text.length] : [at, at + closing.length];
    return { type, value: this.text.slice(start + openingLength, inner), start, end, isOpen: at < 0 };
  }

  private readQuoted(type: 'text' | 'name', start: number, quote: string): Lexeme {
    const { text, lexis } = this;
    const escape = type === 'text' && lexis.hasBackslashEscapes ? '\\' : quote;
    const parts: string[] = [];
    let from = start + 1;
    for (let at = from; at < text.length; at += 1) {
      const letter = text[at];
      if (letter !== quote && letter !== escape) continue;
      if (letter === quote && text[at + 1] !== quote) {
        parts.push(text.slice(from, at));
        return { type, value: parts.join(''), start, end: at + 1, isOpen: false };
      }
      const second = text[at + 1] ?? '';
      const sign = letter === quote ? undefined : patternSigns.has(second) ? `${escape}${second}` : escaped[second];
      parts.push(text.slice(from, at), sign ?? '');
      from = sign === undefined ? at + 1 : at + 2;
      at += 1;
    }
    return { type, value: parts.join('') + text.slice(from), start, end: text.length, isOpen: true };
  }

  /** Undefined where it is none, as a delimiter `$$` is not. */
  private readDollarQuoted(start: number): Lexeme | undefined {
    const mark = match(dollarMark, this.text, start);
    if (mark === undefined || this.text.indexOf(mark, start + mark.length) < 0) return undefined;
    return this.readUntil('text', start, mark, mark.length);
  }

  private cut(type: Lexeme['type'], start: number, end: number, isOpen: boolean): Lexeme {
    return { type, value: this.text.slice(start, end), start, end, isOpen };
  }
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The pieces that mean something, and whether a quote or comment is left open at the end. */
export interface Tokens {
  readonly tokens: readonly Lexeme[];
  readonly isOpen: boolean;
}

/** Cuts a whole text into the pieces that mean something: without space, comments and their marks. */
export function tokenize(text: string, lexis: Lexis): Tokens {
  const lexer = new Lexer(text, lexis);
  const tokens: Lexeme[] = [];
  let isOpen = false;
  for (let lexeme = lexer.next(); lexeme !== undefined; lexeme = lexer.next()) {
    isOpen = lexeme.isOpen;
    if (lexeme.type !== 'space' && lexeme.type !== 'comment' && lexeme.type !== 'mark') tokens.push(lexeme);
  }
  return { tokens, isOpen };
}
