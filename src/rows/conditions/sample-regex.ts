import type { AST } from '@eslint-community/regexpp';
import type { LetterNode, ReadPattern } from './match-text.ts';
import { isLetter } from './match-text.ts';

type Random = (below: number) => number;

export interface SampleSize {
  /** In characters: about as long as that where the pattern lets one choose. */
  readonly size: number;
  readonly max: number;
}

/** In this order of liking: what people use in such values. */
const letterGroups = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '-_.', ' ', '!#$%&()*+,/:;<=>?@[]^{|}~"\'`\\'];
/** Only where there is no other, as not every column can hold them. */
const rareLetters = '\t\n\r\0äéßøñłαΩжЖאあ中😀€';
/** What a dot may be; nothing that would need quoting anywhere. */
const dotLetters = `${letterGroups[0] ?? ''}${letterGroups[1] ?? ''}${letterGroups[2] ?? ''}`;
const maxDepth = 200;
/** What a class of letters accepts, found out once. */
const groupsOfNodes = new WeakMap<LetterNode, readonly (readonly string[])[]>();

/**
 * A text of which a pattern is likely to be met: what looks ahead or back is left out of account, so whoever asks must see whether it is.
 * Undefined where it would be too long or a class has no letter that we know.
 */
export function sampleRegex(pattern: ReadPattern, size: SampleSize, random: Random): string | undefined {
  return new Sample(pattern, size, random).make();
}

class Sample {
  private readonly pattern: ReadPattern;
  private readonly random: Random;
  private readonly max: number;
  private readonly groups = new Map<AST.CapturingGroup, string>();
  /** How many letters are still wanted beyond those that must be. */
  private spare: number;
  private length = 0;

  constructor(pattern: ReadPattern, { size, max }: SampleSize, random: Random) {
    this.pattern = pattern;
    this.random = random;
    this.max = max;
    this.spare = size - Math.min(...pattern.root.alternatives.map((alternative) => minLengthOf(alternative.elements)));
  }

  make(): string | undefined {
    return this.pick(this.pattern.root.alternatives, 0);
  }

  private pick(alternatives: readonly AST.Alternative[], depth: number): string | undefined {
    const chosen = alternatives[this.random(alternatives.length)];
    return chosen === undefined || depth > maxDepth ? undefined : this.join(chosen.elements, depth);
  }

  private join(elements: readonly AST.Element[], depth: number): string | undefined {
    let text = '';
    for (const element of elements) {
      const part = this.makeElement(element, depth + 1);
      if (part === undefined || this.length > this.max) return undefined;
      text += part;
    }
    return text;
  }

  private makeElement(element: AST.Element, depth: number): string | undefined {
    if (isLetter(element)) return this.chooseLetter(element);
    switch (element.type) {
      case 'Group':
        return this.pick(element.alternatives, depth);
      case 'CapturingGroup': {
        const text = this.pick(element.alternatives, depth);
        if (text !== undefined) this.groups.set(element, text);
        return text;
      }
      case 'Quantifier':
        return this.repeat(element, depth);
      case 'Backreference':
        return Array.isArray(element.resolved) ? undefined : (this.groups.get(element.resolved) ?? '');
      case 'Assertion':
        return '';
      default:
        return undefined;
    }
  }

  private repeat({ element, min, max }: AST.Quantifier, depth: number): string | undefined {
    if (min > this.max) return undefined;
    const each = Math.max(1, minLengthOf([element]));
    const room = Math.min(max - min, Math.max(0, Math.floor(this.spare / each)));
    // One more where there is no need, so that what may be left out is there at times.
    const more = room > 0 ? (this.random(3) === 0 ? this.random(room + 1) : room) : Math.min(max - min, this.random(3) === 0 ? 1 : 0);
    this.spare -= more * each;
    let text = '';
    for (let count = 0; count < min + more; count += 1) {
      const part = this.makeElement(element, depth + 1);
      if (part === undefined || this.length > this.max) return undefined;
      text += part;
    }
    return text;
  }

  private chooseLetter(node: LetterNode): string | undefined {
    this.length += 1;
    if (node.type === 'Character') return String.fromCodePoint(node.value);
    if (node.type === 'CharacterSet' && node.kind === 'any') return dotLetters.charAt(this.random(dotLetters.length));
    const groups = this.listGroups(node);
    if (groups.length === 0) return this.chooseRare(node);
    // Mostly of the first kinds; now and then any, as a pattern that looks ahead may want.
    const group = groups[this.random(4) > 0 ? this.random(Math.min(groups.length, 3)) : this.random(groups.length)];
    return group?.[this.random(group.length)];
  }

  private listGroups(node: LetterNode): readonly (readonly string[])[] {
    const known = groupsOfNodes.get(node);
    if (known !== undefined) return known;
    const groups = letterGroups.map((group) => Array.from(group).filter((letter) => this.pattern.accepts(node, letter))).filter((group) => group.length > 0);
    groupsOfNodes.set(node, groups);
    return groups;
  }

  private chooseRare(node: LetterNode): string | undefined {
    const known = Array.from(rareLetters).filter((letter) => this.pattern.accepts(node, letter));
    if (known.length > 0) return known[this.random(known.length)];
    const first = node.type === 'CharacterClass' ? node.elements[0] : undefined;
    if (first?.type === 'Character') return String.fromCodePoint(first.value);
    return first?.type === 'CharacterClassRange' ? String.fromCodePoint(first.min.value) : undefined;
  }
}

function minLengthOf(elements: readonly AST.Element[]): number {
  let length = 0;
  for (const element of elements) {
    if (isLetter(element)) length += 1;
    else if (element.type === 'Group' || element.type === 'CapturingGroup') length += Math.min(...element.alternatives.map((alternative) => minLengthOf(alternative.elements)));
    else if (element.type === 'Quantifier') length += element.min * minLengthOf([element.element]);
  }
  return length;
}
