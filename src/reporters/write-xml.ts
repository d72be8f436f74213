import { showControls } from './show-controls.ts';

/** An element: its name, attributes (undefined ones are left out), and text or elements inside. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly content?: string | readonly XmlElement[];
}

/** A document of XML 1.0. Untrusted text may stand in attributes and contents; what XML cannot hold is shown by its code. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}`;
}

function writeElement({ name, attributes = {}, content = [] }: XmlElement, indent: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeAttribute(value)}"`]));
  const opening = `${indent}<${name}${written.join('')}`;
  if (content.length === 0) return `${opening}/>\n`;
  if (typeof content === 'string') return `${opening}>${escapeContent(content)}</${name}>\n`;
  return `${opening}>\n${content.map((element) => writeElement(element, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };

/** Readers make spaces of line ends in attributes that are no entities. https://www.w3.org/TR/xml/#AVNormalize */
function escapeAttribute(text: string): string {
  return toCharacters(text).replaceAll(/[&<>"\n\t]/g, (character) => entities[character] ?? '');
}

function escapeContent(text: string): string {
  return toCharacters(text).replaceAll(/[&<>]/g, (character) => entities[character] ?? '');
}

/** https://www.w3.org/TR/xml/#charsets allows all but control characters, halves of characters and these two. */
function toCharacters(text: string): string {
  return showControls(text).replaceAll(/[\uFFFE\uFFFF]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}
