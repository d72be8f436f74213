/** One word of SQLite's SQL, or an own sign. Comments and white space are no tokens. */
export interface Token {
  /** `name` is a quoted identifier of any of the three ways; `word` an identifier or keyword without quotes. */
  readonly kind: 'word' | 'name' | 'string' | 'blob' | 'number' | 'variable' | 'sign';
  /** As it stands in the text. */
  readonly text: string;
  /** What a name or string holds without its quotes; else the text. */
  readonly value: string;
  /** Where it begins in the text, in UTF-16 units. */
  readonly start: number;
}

/** A text that is no SQL as SQLite reads it. */
export class UnreadableSql extends Error {
  override readonly name = 'UnreadableSql';
}

/** The lexical rules of SQLite's own tokenizer: https://sqlite.org/src/file/src/tokenize.c, https://sqlite.org/lang_keywords.html */
const pattern = new RegExp(
  [
    String.raw`([ \t\n\f\r\uFEFF]+|--[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|$))`,
    String.raw`([xX]'[0-9a-fA-F]*')`,
    String.raw`('(?:[^']|'')*')`,
    String.raw`("(?:[^"]|"")*"|${'`'}(?:[^${'`'}]|${'``'})*${'`'}|\[[^\]]*\])`,
    String.raw`(0[xX][0-9a-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)`,
    String.raw`([A-Za-z_\u0080-\uFFFF][A-Za-z0-9_$\u0080-\uFFFF]*)`,
    String.raw`(\?\d*|[:@#$][A-Za-z0-9_$\u0080-\uFFFF]+)`,
    String.raw`(->>|->|\|\||<<|>>|<=|>=|==|<>|!=|[-+*/%&|~<>=(),;.])`,
  ].join('|'),
  'y',
);

/** What each group of the pattern reads; the first is what is no token. */
const kinds: readonly (Token['kind'] | undefined)[] = [undefined, 'blob', 'string', 'name', 'number', 'word', 'variable', 'sign'];

/** Reads SQL into tokens. Throws `UnreadableSql` where SQLite itself would read none. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < sql.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(sql);
    if (match === null) throw new UnreadableSql(`unrecognized token: ${JSON.stringify(sql.slice(start, start + 20))}`);
    const [text] = match;
    const kind = kinds[match.indexOf(text, 1) - 1];
    if (kind !== undefined) tokens.push({ kind, text, value: unquote(kind, text), start });
  }
  return tokens;
}

function unquote(kind: Token['kind'], text: string): string {
  if (kind !== 'name' && kind !== 'string') return text;
  const inner = text.slice(1, -1);
  const quote = text.charAt(0);
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote);
}
