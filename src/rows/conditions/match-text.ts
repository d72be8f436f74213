import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';
import type { TextPattern } from './demand.ts';
import { writeRegex } from './translate-pattern.ts';

/** Steps after which a pattern is given up: JavaScript's own matching of `(a+)+$` cannot be interrupted. */
const maxSteps = 20_000;
const maxTextLength = 5000;
/** Longer or with more brackets than anyone writes: it could be nested deeper than the stack is. */
const maxPatternLength = 5000;
const maxBrackets = 200;

/** A pattern read, with what tells which letters its classes have. */
export interface ReadPattern {
  readonly root: AST.Pattern;
  readonly accepts: (node: LetterNode, letter: string) => boolean;
}

/** A part of a pattern that stands for one letter. */
export type LetterNode = AST.Character | AST.CharacterSet | AST.CharacterClass;

const readPatterns = new WeakMap<TextPattern, ReadPattern | { readonly root: undefined }>();

/** Undefined where the pattern is none that JavaScript knows. */
export function readPattern(pattern: TextPattern): ReadPattern | undefined {
  const read = readPatterns.get(pattern) ?? parsePattern(pattern);
  readPatterns.set(pattern, read);
  return read.root === undefined ? undefined : read;
}

function parsePattern(pattern: TextPattern): ReadPattern | { readonly root: undefined } {
  const letters = new Map<LetterNode, RegExp>();
  const accepts = (node: LetterNode, letter: string): boolean => {
    const test = letters.get(node) ?? new RegExp(`^(?:${node.raw})$`, pattern.ignoresCase ? 'usi' : 'us');
    letters.set(node, test);
    return test.test(letter);
  };
  const source = writeRegex(pattern);
  if (source.length > maxPatternLength || source.split('(').length > maxBrackets) return { root: undefined };
  try {
    const root = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, undefined, undefined, { unicode: true });
    return { root, accepts };
  } catch (error) {
    if (error instanceof SyntaxError) return { root: undefined };
    throw error;
  }
}

/** Whether a pattern is met (one that is negated: by not matching). Undefined where that takes too long to tell, or cannot be told. */
export function matchesText(pattern: TextPattern, text: string): boolean | undefined {
  if (text.length > maxTextLength) return undefined;
  const read = readPattern(pattern);
  if (read === undefined) return undefined;
  try {
    return new Matching(read, Array.from(text)).isFound() !== pattern.isNegated;
  } catch (error) {
    if (error instanceof GivenUpError) return undefined;
    throw error;
  }
}

class GivenUpError extends Error {}

type Next = (at: number) => boolean;

/** Matches by trying, as JavaScript does it, and counts its steps. */
class Matching {
  private readonly pattern: ReadPattern;
  private readonly letters: readonly string[];
  private readonly groups = new Map<AST.CapturingGroup, readonly [number, number]>();
  private steps = 0;
  private depth = 0;

  constructor(pattern: ReadPattern, letters: readonly string[]) {
    this.pattern = pattern;
    this.letters = letters;
  }

  isFound(): boolean {
    for (let at = 0; at <= this.letters.length; at += 1) {
      if (this.matchAny(this.pattern.root.alternatives, at, () => true)) return true;
    }
    return false;
  }

  private matchAny(alternatives: readonly AST.Alternative[], at: number, next: Next): boolean {
    return alternatives.some(({ elements }) => this.matchAll(elements, 0, at, next));
  }

  private matchAll(elements: readonly AST.Element[], index: number, at: number, next: Next): boolean {
    const element = elements[index];
    if (element === undefined) return next(at);
    this.steps += 1;
    this.depth += 1;
    // Deeper than this the stack would run out.
    if (this.steps > maxSteps || this.depth > 1500) throw new GivenUpError();
    const isMatched = this.matchOne(element, at, (end) => this.matchAll(elements, index + 1, end, next));
    this.depth -= 1;
    return isMatched;
  }

  private matchOne(element: AST.Element, at: number, next: Next): boolean {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return this.accepts(element, at) && next(at + 1);
      case 'Group':
        if (element.modifiers !== null) throw new GivenUpError();
        return this.matchAny(element.alternatives, at, next);
      case 'CapturingGroup':
        return this.matchAny(element.alternatives, at, (end) => {
          const before = this.groups.get(element);
          this.groups.set(element, [at, end]);
          if (next(end)) return true;
          if (before === undefined) this.groups.delete(element);
          else this.groups.set(element, before);
          return false;
        });
      case 'Quantifier':
        return isLetter(element.element) ? this.repeatLetter(element, element.element, at, next) : this.repeat(element, 0, at, next);
      case 'Assertion':
        return this.isMet(element, at) && next(at);
      case 'Backreference':
        return this.matchBackreference(element, at, next);
      default:
        throw new GivenUpError();
    }
  }

  private accepts(node: LetterNode, at: number): boolean {
    const letter = this.letters[at];
    return letter !== undefined && this.pattern.accepts(node, letter);
  }

  /** Without a step deeper for each letter. */
  private repeatLetter({ min, max, greedy }: AST.Quantifier, node: LetterNode, at: number, next: Next): boolean {
    let end = at;
    const reach = (count: number): void => {
      while (end - at < count && this.accepts(node, end)) end += 1;
      this.steps += end - at;
    };
    reach(greedy ? max : min);
    if (end - at < min) return false;
    if (!greedy) {
      for (;;) {
        if (next(end)) return true;
        if (end - at >= max || !this.accepts(node, end)) return false;
        end += 1;
      }
    }
    for (; end >= at + min; end -= 1) if (next(end)) return true;
    return false;
  }

  private repeat(quantifier: AST.Quantifier, count: number, at: number, next: Next): boolean {
    const { min, max, greedy, element } = quantifier;
    this.steps += 1;
    if (this.steps > maxSteps) throw new GivenUpError();
    const again = (): boolean =>
      count < max && this.matchAll([element], 0, at, (end) => (end > at || count < min) && this.repeat(quantifier, count + 1, end, next));
    if (count < min) return again();
    return greedy ? again() || next(at) : next(at) || again();
  }

  private isMet(assertion: AST.Assertion, at: number): boolean {
    switch (assertion.kind) {
      case 'start':
        return at === 0;
      case 'end':
        return at === this.letters.length;
      case 'word':
        return (isWordLetter(this.letters[at - 1]) !== isWordLetter(this.letters[at])) !== assertion.negate;
      case 'lookahead':
        return this.matchAny(assertion.alternatives, at, () => true) !== assertion.negate;
      case 'lookbehind': {
        for (let from = 0; from <= at; from += 1) if (this.matchAny(assertion.alternatives, from, (end) => end === at)) return !assertion.negate;
        return assertion.negate;
      }
    }
  }

  private matchBackreference({ resolved }: AST.Backreference, at: number, next: Next): boolean {
    const group = Array.isArray(resolved) ? undefined : this.groups.get(resolved);
    if (Array.isArray(resolved)) throw new GivenUpError();
    const captured = group === undefined ? [] : this.letters.slice(...group);
    return captured.every((letter, offset) => this.letters[at + offset] === letter) && next(at + captured.length);
  }
}

export function isLetter(node: AST.Node): node is LetterNode {
  return node.type === 'Character' || node.type === 'CharacterSet' || node.type === 'CharacterClass';
}

function isWordLetter(letter: string | undefined): boolean {
  return letter !== undefined && /\w/.test(letter);
}
