import { tokenize } from '../../sql/lexer.ts';
import type { Lexeme, Lexis } from '../../sql/lexer.ts';
import type { Comparison, Condition } from './condition.ts';
import { listParts, negate } from './condition.ts';
import { ConditionReader, UnreadableError } from './condition-reader.ts';
import { readPrimary } from './read-primary.ts';

/** Longer than what anyone writes; a longer one is left to the server. */
const maxLength = 50_000;
/** Of brackets and of operators in a row, so that no stack runs out. */
const maxDepth = 150;
const maxTreeDepth = 400;

/**
 * Reads a condition as a server writes it or as a person typed it: with or without `CHECK` before and `NOT VALID` after it. What is not
 * understood becomes an opaque part.
 * @returns undefined where it is no expression at all: nothing, or a quote or bracket that is not closed
 */
export function parseCondition(sql: string, lexis: Lexis): Condition | undefined {
  if (sql.length > maxLength) return { kind: 'opaque', sql };
  const { tokens, isOpen } = tokenize(sql, lexis);
  const own = withoutFrame(tokens);
  if (isOpen || own.length === 0 || !isBalanced(own)) return undefined;
  const parser = new ConditionParser(new ConditionReader(sql, own), lexis);
  const condition = parser.readCondition();
  return parser.reader.peek() === undefined && !isTooDeep(condition) ? condition : { kind: 'opaque', sql };
}

/** Whoever goes over it does so part by part, each a step deeper. */
function isTooDeep(condition: Condition): boolean {
  let level: readonly Condition[] = [condition];
  for (let depth = 0; depth < maxTreeDepth && level.length > 0; depth += 1) level = level.flatMap(listParts);
  return level.length > 0;
}

function withoutFrame(tokens: readonly Lexeme[]): readonly Lexeme[] {
  const isWord = (token: Lexeme | undefined, word: string): boolean => token?.type === 'word' && token.value.toUpperCase() === word;
  const start = isWord(tokens[0], 'CHECK') && tokens[1]?.value === '(' ? 1 : 0;
  let end = tokens.length;
  for (const [first, second] of [['NOT', 'ENFORCED'], ['NOT', 'VALID'], ['NO', 'INHERIT']] as const) {
    if (isWord(tokens[end - 2], first) && isWord(tokens[end - 1], second)) end -= 2;
  }
  return tokens.slice(start, end);
}

function isBalanced(tokens: readonly Lexeme[]): boolean {
  const open: string[] = [];
  for (const { type, value } of tokens) {
    if (type !== 'symbol') continue;
    if (value === '(' || value === '[') open.push(value === '(' ? ')' : ']');
    if ((value === ')' || value === ']') && open.pop() !== value) return false;
  }
  return open.length === 0;
}

/** By falling precedence; that of PostgreSQL, from which the others differ in nothing that conditions are written with. */
export class ConditionParser {
  readonly reader: ConditionReader;
  readonly lexis: Lexis;
  private depth = 0;

  constructor(reader: ConditionReader, lexis: Lexis) {
    this.reader = reader;
    this.lexis = lexis;
  }

  /** Everything up to a closing bracket, a comma or a keyword that belongs to something around it. */
  readCondition(): Condition {
    return this.readChain('or', 'OR', () => this.readExclusive());
  }

  /** An expression that binds closer than comparisons. */
  readOperand(): Condition {
    return this.readOperations([['||', '->', '->>', '#>', '#>>', '@>', '<@', '&&', '^@', '?', '&', '|', '#', '<<', '>>'], ['+', '-'], ['*', '/', '%'], ['^']]);
  }

  private readChain(kind: 'and' | 'or', keyword: string, read: () => Condition): Condition {
    const operands = [read()];
    while (this.reader.accept(keyword)) operands.push(read());
    return operands.length === 1 && operands[0] !== undefined ? operands[0] : { kind, operands };
  }

  /** MySQL's XOR: one of them is true and one is not. */
  private readExclusive(): Condition {
    const read = (): Condition => this.readChain('and', 'AND', () => this.readUnit());
    let left = read();
    for (let count = 0; count < maxDepth && this.reader.accept('XOR'); count += 1) left = { kind: 'comparison', operator: '<>', left, right: read() };
    return left;
  }

  /** One operand of AND, XOR and OR; where it cannot be read it is skipped. */
  private readUnit(): Condition {
    const { reader } = this;
    const start = reader.at;
    this.depth += 1;
    try {
      if (this.depth > maxDepth) throw new UnreadableError();
      const read = this.readNegated();
      if (this.isAtEnd()) return read;
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
    } finally {
      this.depth -= 1;
    }
    reader.at = start;
    do reader.skipItem();
    while (!this.isAtEnd());
    return { kind: 'opaque', sql: reader.sql.slice(tokenAt(reader, start - reader.at).start, tokenAt(reader, -1).end) };
  }

  private isAtEnd(): boolean {
    const { reader } = this;
    const token = reader.peek();
    if (token === undefined) return true;
    if (token.type === 'symbol') return token.value === ')' || token.value === ']' || token.value === ',';
    return ['AND', 'OR', 'XOR', 'WHEN', 'THEN', 'ELSE', 'END', 'AS', 'FROM', 'FOR'].some((word) => reader.isAt(word));
  }

  private readNegated(): Condition {
    let isNegated = false;
    while (this.reader.accept('NOT') || this.reader.acceptSymbol('!') !== undefined) isNegated = !isNegated;
    const operand = this.readPredicates();
    return isNegated ? negate(operand) : operand;
  }

  private readPredicates(): Condition {
    let left = this.readOperand();
    for (let count = 0; count < maxDepth; count += 1) {
      const next = this.readPredicate(left);
      if (next === undefined) return left;
      left = next;
    }
    throw new UnreadableError();
  }

  private readPredicate(left: Condition): Condition | undefined {
    const { reader } = this;
    if (reader.accept('IS')) return this.readTest(left);
    if (reader.accept('ISNULL')) return { kind: 'is', operand: left, test: 'null' };
    if (reader.accept('NOTNULL') || reader.accept('NOT', 'NULL')) return negate({ kind: 'is', operand: left, test: 'null' });
    const before = reader.at;
    const isNegated = reader.accept('NOT');
    const worded = this.readWorded(left);
    if (worded !== undefined) return isNegated ? negate(worded) : worded;
    reader.at = before;
    const operator = this.acceptOperator();
    if (operator === undefined) return undefined;
    const quantifier = reader.accept('ANY') || reader.accept('SOME') ? 'any' : reader.accept('ALL') ? 'all' : undefined;
    if (quantifier === undefined) return apply(operator, left, this.readOperand());
    reader.expectSymbol('(');
    const array = this.readCondition();
    reader.expectSymbol(')');
    if (quantifier === 'any' && operator === '=' && array.kind === 'column') return { kind: 'operation', operator: '@>', left: array, right: { kind: 'array', elements: [left] } };
    const elements = listElements(array);
    if (quantifier === 'any' && operator === '=') return { kind: 'in', operand: left, choices: elements };
    if (quantifier === 'all' && operator === '<>') return negate({ kind: 'in', operand: left, choices: elements });
    return { kind: quantifier === 'any' ? 'or' : 'and', operands: elements.map((element) => apply(operator, left, element)) };
  }

  private acceptOperator(): string | undefined {
    const { reader } = this;
    if (reader.isAt('OPERATOR') && reader.peek(1)?.value === '(') {
      reader.at += 2;
      while (reader.symbol !== undefined ? reader.acceptSymbol('.') !== undefined : reader.peek() !== undefined) if (reader.symbol === undefined) reader.next();
      const operator = reader.acceptSymbol(...predicateOperators);
      if (operator === undefined) throw new UnreadableError();
      reader.expectSymbol(')');
      return operator;
    }
    return reader.acceptSymbol(...predicateOperators);
  }

  /** What follows IS. */
  private readTest(left: Condition): Condition {
    const { reader } = this;
    const isNegated = reader.accept('NOT');
    const wrap = (condition: Condition): Condition => (isNegated ? negate(condition) : condition);
    if (reader.accept('DISTINCT', 'FROM')) return wrap({ kind: 'comparison', operator: 'distinct', left, right: this.readOperand() });
    if (reader.accept('NULL') || reader.accept('UNKNOWN')) return wrap({ kind: 'is', operand: left, test: 'null' });
    if (reader.accept('TRUE')) return wrap({ kind: 'is', operand: left, test: 'true' });
    if (reader.accept('FALSE')) return wrap({ kind: 'is', operand: left, test: 'false' });
    // SQLite compares any two values so.
    return wrap({ kind: 'comparison', operator: 'same', left, right: this.readOperand() });
  }

  /** Predicates that are words; any of them may have NOT before it. */
  private readWorded(operand: Condition): Condition | undefined {
    const { reader } = this;
    if (reader.accept('IN')) return { kind: 'in', operand, choices: this.readList() };
    if (reader.accept('BETWEEN')) {
      const isSymmetric = reader.accept('SYMMETRIC');
      const low = this.readOperand();
      reader.expect('AND');
      const high = this.readOperand();
      const lie = (from: Condition, to: Condition): Condition => ({
        kind: 'and',
        operands: [
          { kind: 'comparison', operator: '>=', left: operand, right: from },
          { kind: 'comparison', operator: '<=', left: operand, right: to },
        ],
      });
      return isSymmetric ? { kind: 'or', operands: [lie(low, high), lie(high, low)] } : lie(low, high);
    }
    if (reader.accept('LIKE')) return this.readLike(operand, false);
    if (reader.accept('ILIKE')) return this.readLike(operand, true);
    if (reader.accept('GLOB')) return { kind: 'match', form: 'glob', operand, pattern: this.readOperand(), ignoresCase: false };
    if (reader.accept('REGEXP', 'BINARY')) return { kind: 'match', form: 'regex', operand, pattern: this.readOperand(), ignoresCase: false };
    if (reader.accept('REGEXP') || reader.accept('RLIKE')) return { kind: 'match', form: 'regex', operand, pattern: this.readOperand(), ignoresCase: false };
    return undefined;
  }

  private readLike(operand: Condition, ignoresCase: boolean): Condition {
    const pattern = this.readOperand();
    // SQLite knows no escape of its own accord. https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators
    const own = this.lexis.hasBrackets ? '' : '\\';
    if (!this.reader.accept('ESCAPE')) return { kind: 'match', form: 'like', operand, pattern: withBackslashes(pattern, own), ignoresCase };
    const escape = this.readOperand();
    if (escape.kind !== 'literal' || escape.value.kind !== 'text') throw new UnreadableError();
    return { kind: 'match', form: 'like', operand, pattern: withBackslashes(pattern, escape.value.value), ignoresCase };
  }

  /** `(a, b)`; the arguments of a call too. */
  readList(): readonly Condition[] {
    const { reader } = this;
    reader.expectSymbol('(');
    const items: Condition[] = [];
    if (reader.acceptSymbol(')') !== undefined) return items;
    do {
      if (reader.isAt('SELECT')) throw new UnreadableError();
      items.push(this.readCondition());
    } while (reader.acceptSymbol(',') !== undefined);
    reader.expectSymbol(')');
    return items;
  }

  private readOperations(levels: readonly (readonly string[])[]): Condition {
    const [own, ...closer] = levels;
    if (own === undefined) return readPrimary(this);
    let left = this.readOperations(closer);
    for (let count = 0; count < maxDepth; count += 1) {
      const operator = this.reader.acceptSymbol(...own) ?? this.acceptWordOperator(own);
      if (operator === undefined) return left;
      left = { kind: 'operation', operator, left, right: this.readOperations(closer) };
    }
    throw new UnreadableError();
  }

  private acceptWordOperator(level: readonly string[]): string | undefined {
    if (!level.includes('%')) return undefined;
    if (this.reader.accept('MOD')) return '%';
    return this.reader.accept('DIV') ? 'div' : undefined;
  }
}

const predicateOperators = ['=', '==', '<>', '!=', '<', '<=', '>', '>=', '<=>', '~', '~*', '!~', '!~*', '~~', '~~*', '!~~', '!~~*'];

function apply(operator: string, left: Condition, right: Condition): Condition {
  if (operator.includes('~')) {
    const form = operator.includes('~~') ? 'like' : 'regex';
    const match: Condition = { kind: 'match', form, operand: left, pattern: right, ignoresCase: operator.endsWith('*') };
    return operator.startsWith('!') ? negate(match) : match;
  }
  return { kind: 'comparison', operator: comparisonOperators[operator] ?? '=', left, right };
}

const comparisonOperators: Readonly<Record<string, Comparison['operator']>> = { '!=': '<>', '<>': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=', '<=>': 'same' };

/** What stands in an array; a value that is not written out cannot be read. */
function listElements(array: Condition): readonly Condition[] {
  if (array.kind === 'cast') return listElements(array.operand);
  if (array.kind === 'array') return array.elements;
  if (array.kind !== 'literal' || array.value.kind !== 'text' || !/^\{[^"\\{}]*\}$/.test(array.value.value)) throw new UnreadableError();
  const inner = array.value.value.slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((text): Condition => ({ kind: 'literal', value: /^null$/i.test(text) ? { kind: 'null' } : { kind: 'text', value: text.trim() } }));
}

/** The pattern as if a backslash were its escape. */
function withBackslashes(pattern: Condition, escape: string): Condition {
  if (escape === '\\') return pattern;
  if (pattern.kind !== 'literal' || pattern.value.kind !== 'text') throw new UnreadableError();
  let written = '';
  let isEscaped = false;
  for (const letter of pattern.value.value) {
    if (letter === escape && !isEscaped) isEscaped = true;
    else {
      written += isEscaped || letter === '\\' ? `\\${letter}` : letter;
      isEscaped = false;
    }
  }
  return { kind: 'literal', value: { kind: 'text', value: written } };
}

function tokenAt(reader: ConditionReader, offset: number): Lexeme {
  const token = reader.peek(offset);
  if (token === undefined) throw new UnreadableError();
  return token;
}
