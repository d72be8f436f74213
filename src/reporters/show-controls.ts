/**
 * Untrusted text for a terminal: control characters, escape sequences and marks that turn the reading direction are shown as `\xNN`
 * or `\u{NNNN}` and never sent. Line feeds and tabs stay.
 */
export function showControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- finding them is what it is for
  return text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}
