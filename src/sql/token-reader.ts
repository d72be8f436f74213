import type { Lexeme } from './lexer.ts';
import type { ObjectName } from './operation.ts';

/** Goes over the tokens of one statement from left to right; never past its end. */
export class TokenReader {
  private readonly tokens: readonly Lexeme[];
  private at = 0;

  constructor(tokens: readonly Lexeme[]) {
    this.tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Where the reader stands, to come back to with `goTo`. */
  get place(): number {
    return this.at;
  }

  goTo(place: number): void {
    this.at = place;
  }

  peek(offset = 0): Lexeme | undefined {
    return this.tokens[this.at + offset];
  }

  skip(): void {
    this.at += 1;
  }

  /** Whether these words or symbols come next, in any case; several words may stand in one string. */
  isAt(words: string): boolean {
    return splitWords(words).every((word, offset) => isWord(this.peek(offset), word));
  }

  /** Steps over these words where they come next. */
  accept(words: string): boolean {
    if (!this.isAt(words)) return false;
    this.at += splitWords(words).length;
    return true;
  }

  /** Steps over the first of these that comes next, and gives it. */
  acceptAny<T extends string>(...choices: readonly T[]): T | undefined {
    return choices.find((words) => this.accept(words));
  }

  /** Steps over all of these, as often as they come. */
  acceptAll(...choices: readonly string[]): void {
    while (this.acceptAny(...choices) !== undefined);
  }

  /** A name, quoted or not; MySQL and SQLite also take texts for names where only a name can stand. */
  readName(): string | undefined {
    const token = this.peek();
    if (token === undefined || token.type === 'symbol') return undefined;
    this.skip();
    return token.value;
  }

  /** `name` or `schema.name`; of more parts the last two. */
  readObjectName(): ObjectName | undefined {
    let schema: string | undefined;
    let name = this.readName();
    while (name !== undefined && this.accept('.')) {
      schema = name;
      name = this.readName();
    }
    return name === undefined ? undefined : { schema, name };
  }

  /** Steps over one token, or over everything from an opening parenthesis to the one that closes it. */
  skipItem(): void {
    let depth = 0;
    do {
      if (this.isAt('(')) depth += 1;
      if (this.isAt(')')) depth -= 1;
      this.skip();
    } while (depth > 0 && !this.isAtEnd);
  }

  /** Steps on until one of these words comes, outside of parentheses; false where the end comes first. */
  skipTo(...choices: readonly string[]): boolean {
    while (!this.isAtEnd) {
      if (choices.some((words) => this.isAt(words))) return true;
      this.skipItem();
    }
    return false;
  }

  /** The rest, cut at the commas that stand outside of parentheses. */
  splitRest(): TokenReader[] {
    const parts: TokenReader[] = [];
    while (!this.isAtEnd) {
      const from = this.at;
      this.skipTo(',');
      parts.push(new TokenReader(this.tokens.slice(from, this.at)));
      this.skip();
    }
    return parts;
  }

  /** What stands in the parentheses that come next, and steps over them. */
  readGroup(): TokenReader | undefined {
    if (!this.isAt('(')) return undefined;
    const from = this.at;
    this.skipItem();
    return new TokenReader(this.tokens.slice(from + 1, this.at - 1));
  }
}

const splits = new Map<string, readonly string[]>();

/** Readers ask for the same few words at every token. */
function splitWords(words: string): readonly string[] {
  const known = splits.get(words);
  if (known !== undefined) return known;
  const parts = words.split(' ');
  splits.set(words, parts);
  return parts;
}

function isWord(token: Lexeme | undefined, word: string): boolean {
  if (token === undefined || token.value.length !== word.length) return false;
  return (token.type === 'word' || token.type === 'symbol') && token.value.toUpperCase() === word;
}
