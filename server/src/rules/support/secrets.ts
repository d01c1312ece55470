import type { ValueUse } from '../../model/types';

const placeholders: readonly RegExp[] = [
  // Holes of templates, and words in the brackets that stand for "put it here".
  /\{\{.*\}\}/s,
  /\$\{.*\}/s,
  /^<.*>$/s,
  /^%.*%$/s,
  /^@@?\w+@@?$/,
  /^__\w+__$/,
  /^\[[a-z_ -]+\]$/i,
  /^\{[a-z_ -]+\}$/i,
  // Blackened.
  /^\*{3,}$/,
  /^\.{3,}$/,
  /^x{3,}$/i,
  /^redacted$/i,
  // Spoken to who fills it in.
  /^change[_ -]?(?:me|it|this)$/i,
  /^(?:your|edit)[_ -].*$/is,
  /^(?:replace|insert|paste|put|enter|fill)[_ -](?:in|it|me|password|secret|the|this|with|your)(?![a-z]).*$/is,
  /^(?:auto|none)$/i,
  /^(?:(?:some|my|the|a|ftp|user|mail|edit|insert)[_ -]?)*(?:password|passwd|passphrase|secret|token|api[_ -]?key)$/i,
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
