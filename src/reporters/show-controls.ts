/**
 * Untrusted text for people: control characters, escape sequences, marks that turn the reading direction, what cannot be seen and
 * halves of characters are shown as `\xNN` or `\u{NNNN}` and never sent. Line feeds, tabs and the style of an emoji stay; the line ends of
 * Windows become line feeds. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function showControls(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/(?![\n\t]|\u{FE0E}|\u{FE0F})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}
