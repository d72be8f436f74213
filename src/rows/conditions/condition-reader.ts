import type { Lexeme } from '../../sql/lexer.ts';

/** Thrown by the reader where a part cannot be read; it is caught where that part becomes opaque. */
export class UnreadableError extends Error {}

/** Longest first. */
const operators = ['!~~*', '->>', '#>>', '<=>', '!~~', '!~*', '~~*', '<>', '!=', '<=', '>=', '==', '||', '->', '#>', '@>', '<@', '&&', '::', '!~', '~~', '~*', '^@', '<<', '>>'];

const operatorStarts = new Set(operators.map((operator) => operator.charAt(0)));

/** Goes over the pieces of a condition; reads operators and numbers, of which the lexer knows nothing. */
export class ConditionReader {
  at = 0;
  readonly sql: string;
  private readonly tokens: readonly Lexeme[];

  constructor(sql: string, tokens: readonly Lexeme[]) {
    this.sql = sql;
    this.tokens = tokens;
  }

  peek(offset = 0): Lexeme | undefined {
    return this.tokens[this.at + offset];
  }

  next(): Lexeme {
    const token = this.peek();
    if (token === undefined) throw new UnreadableError();
    this.at += 1;
    return token;
  }

  /** Whether the keywords come next; they stand in capitals. */
  isAt(...keywords: readonly string[]): boolean {
    return keywords.every((keyword, offset) => {
      const token = this.peek(offset);
      return token?.type === 'word' && token.value.toUpperCase() === keyword;
    });
  }

  accept(...keywords: readonly string[]): boolean {
    const isThere = this.isAt(...keywords);
    if (isThere) this.at += keywords.length;
    return isThere;
  }

  expect(...keywords: readonly string[]): void {
    if (!this.accept(...keywords)) throw new UnreadableError();
  }

  /** The operator, bracket or comma that comes next; undefined before anything else. */
  get symbol(): string | undefined {
    const token = this.peek();
    if (token?.type !== 'symbol') return undefined;
    if (!operatorStarts.has(token.value)) return token.value;
    return operators.find((operator) => this.sql.startsWith(operator, token.start)) ?? token.value;
  }

  acceptSymbol(...choices: readonly string[]): string | undefined {
    const symbol = this.symbol;
    if (symbol === undefined || !choices.includes(symbol)) return undefined;
    this.at += symbol.length;
    return symbol;
  }

  expectSymbol(symbol: string): void {
    if (this.acceptSymbol(symbol) === undefined) throw new UnreadableError();
  }

  /** `12`, `.5`, `1.5e-7`; undefined before anything else. */
  acceptNumber(): string | undefined {
    const start = this.peek();
    if (start === undefined || !(isDigits(start) || (start.value === '.' && isDigits(this.peek(1)) && this.isAdjacent(1)))) return undefined;
    const written = /^(?:0x[0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/i.exec(this.sql.slice(start.start, start.start + 1000))?.[0] ?? '';
    const end = start.start + written.length;
    let last = this.next();
    while (last.end < end) last = this.next();
    if (last.end !== end) throw new UnreadableError();
    return /^0x/i.test(written) ? BigInt(written).toString() : written;
  }

  /** Steps over one piece, or over everything from an opening bracket to the one that closes it. */
  skipItem(): void {
    let depth = 0;
    do {
      const { type, value } = this.next();
      if (type === 'symbol' && (value === '(' || value === '[')) depth += 1;
      if (type === 'symbol' && (value === ')' || value === ']')) depth -= 1;
    } while (depth > 0);
  }

  /** Whether the piece at this offset begins where the one before it ends. */
  isAdjacent(offset: number): boolean {
    return this.peek(offset)?.start === this.peek(offset - 1)?.end;
  }
}

function isDigits(token: Lexeme | undefined): boolean {
  return token?.type === 'word' && /^\d/.test(token.value);
}
