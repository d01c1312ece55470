import type { ValueUse } from '../../model/types';

const placeholders: readonly RegExp[] = [
  /\{\{.*\}\}/s,
  /^<.*>$/s,
  /\$\{.*\}/s,
  /^%.*%$/s,
  /^\*{3,}$/,
  /^x{3,}$/i,
  /^change[_-]?me$/i,
  /^redacted$/i,
  /^your[_ -].*$/is,
  /^(?:auto|none)$/i,
];

/** Does the text only hold a secret's place (templates, `<PASSWORD>`, `***`, `CHANGE_ME`)? An empty text does too. */
export function isPlaceholder(text: string): boolean {
  return text === '' || placeholders.some((pattern) => pattern.test(text));
}

/** Is the value a secret written out: a constant that is neither empty nor a placeholder? */
export function isLiteralSecret(value: ValueUse | undefined): boolean {
  if (value === undefined || (value.kind !== 'word' && value.kind !== 'string')) return false;
  return value.text !== undefined && !isPlaceholder(value.text);
}
