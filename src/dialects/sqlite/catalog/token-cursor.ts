import { findClosing, isSign, isWord } from './normal-sql.ts';
import { UnreadableSql } from './tokenize.ts';
import type { Token } from './tokenize.ts';

/** Goes through tokens from left to right. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new UnreadableSql('incomplete input');
    this.#at += 1;
    return token;
  }

  /** Whether the next tokens are these keywords, in a row. */
  startsWith(...words: readonly string[]): boolean {
    return words.every((word, ahead) => isWord(this.peek(ahead), word));
  }

  /** Takes these keywords where they come next, and says whether they did. */
  take(...words: readonly string[]): boolean {
    if (!this.startsWith(...words)) return false;
    this.#at += words.length;
    return true;
  }

  takeSign(sign: string): boolean {
    if (!isSign(this.peek(), sign)) return false;
    this.#at += 1;
    return true;
  }

  /** One of several keywords, in capitals. */
  takeOneOf(...words: readonly string[]): string | undefined {
    return words.find((word) => this.take(word));
  }

  /** A name, quoted in any way or not; SQLite takes a text for one as well. */
  takeName(): string {
    const token = this.next();
    if (token.kind === 'word' || token.kind === 'name' || token.kind === 'string') return token.value;
    throw new UnreadableSql(`near ${JSON.stringify(token.text)}: a name was expected`);
  }

  /** What stands between the parentheses that come next. */
  takeParenthesised(): readonly Token[] {
    const close = isSign(this.peek(), '(') ? findClosing(this.#tokens, this.#at) : -1;
    if (close === -1) throw new UnreadableSql(`near ${JSON.stringify(this.peek()?.text ?? '')}: a parenthesis was expected`);
    const inner = this.#tokens.slice(this.#at + 1, close);
    this.#at = close + 1;
    return inner;
  }

  takeRest(): readonly Token[] {
    const rest = this.#tokens.slice(this.#at);
    this.#at = this.#tokens.length;
    return rest;
  }
}

/** The parts of a list, cut at the commas that stand in no parentheses. */
export function splitList(tokens: readonly Token[]): (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
    if (depth === 0 && isSign(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
