import { TextDecoder } from 'node:util';

/** Python's names of encodings that the web's list spells otherwise. https://encoding.spec.whatwg.org/#names-and-labels */
const otherNames: Readonly<Record<string, string>> = { 'latin-1': 'latin1', 'iso-latin-1': 'latin1', l1: 'latin1', cp932: 'shift_jis', cp949: 'euc-kr' };

/**
 * A Python file's bytes as text: UTF-8, or what a `coding` comment in its first two lines says.
 * An encoding that is not known is read as UTF-8; names and ids are ASCII in all of those that Python takes for a source file.
 * https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations
 */
export function decodeSource(bytes: Uint8Array): string {
  const [first = '', second = ''] = new TextDecoder('latin1').decode(bytes.subarray(0, 1000)).split(/\r\n|\r|\n/);
  const isSecondToo = /^[ \t\f]*(#.*)?$/.test(first);
  const [, name] = declaration.exec(first) ?? (isSecondToo ? declaration.exec(second) : null) ?? [];
  return (name === undefined ? undefined : findDecoder(name))?.decode(bytes) ?? new TextDecoder('utf-8').decode(bytes);
}

const declaration = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

function findDecoder(name: string): TextDecoder | undefined {
  const label = name.toLowerCase().replaceAll('_', '-');
  try {
    return new TextDecoder(otherNames[label] ?? label);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
