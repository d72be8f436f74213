/** Numbers that look random and are the same for the same seed on every machine. */
export class Random {
  private state: number;

  constructor(...seed: readonly (string | number)[]) {
    this.state = hashText(seed.join('\u0000'));
  }

  /** From 0 on and below 1. SplitMix32, as in https://doi.org/10.1145/2714064.2660195 with 32 bits. */
  next(): number {
    this.state = (this.state + 0x9e37_79b9) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from 0 on and below `count`. */
  index(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** A whole number, both ends included. */
  between(low: bigint, high: bigint): bigint {
    const span = high - low + 1n;
    const wide = (BigInt(this.index(0x1_0000_0000)) << 64n) | (BigInt(this.index(0x1_0000_0000)) << 32n) | BigInt(this.index(0x1_0000_0000));
    return low + (span < 1n << 32n ? BigInt(this.index(Number(span))) : wide % span);
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.index(items.length)] ?? items[0];
  }

  /** Letters of an alphabet, which must not be empty. */
  word(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet.charAt(this.index(alphabet.length))).join('');
  }
}

/** A number of 32 bits for a text, the same everywhere (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash >>> 0;
}
