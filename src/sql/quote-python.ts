/** A string literal for Python, several lines in triple quotes, what has double quotes in single ones. JSON's escapes mean the same there. */
export function quotePython(text: string): string {
  if (text.includes('\n') && !text.includes('"""') && !text.includes('\\') && !text.endsWith('"')) return `"""${text}"""`;
  return text.includes('"') && /^[^'\\\p{Cc}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text);
}
