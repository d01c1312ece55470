/** Character classes of the RouterOS lexis (facts: language.md section 1.1), as tests on UTF-16 code units. */

export const enum Char {
  Tab = 0x09,
  LineFeed = 0x0a,
  VerticalTab = 0x0b,
  FormFeed = 0x0c,
  CarriageReturn = 0x0d,
  Space = 0x20,
  Bang = 0x21,
  Quote = 0x22,
  Hash = 0x23,
  Dollar = 0x24,
  Percent = 0x25,
  Ampersand = 0x26,
  OpenParen = 0x28,
  CloseParen = 0x29,
  Star = 0x2a,
  Plus = 0x2b,
  Comma = 0x2c,
  Minus = 0x2d,
  Dot = 0x2e,
  Slash = 0x2f,
  Zero = 0x30,
  Nine = 0x39,
  Colon = 0x3a,
  Semicolon = 0x3b,
  Less = 0x3c,
  Equals = 0x3d,
  Greater = 0x3e,
  Question = 0x3f,
  OpenBracket = 0x5b,
  Backslash = 0x5c,
  CloseBracket = 0x5d,
  Caret = 0x5e,
  Underscore = 0x5f,
  OpenBrace = 0x7b,
  Bar = 0x7c,
  CloseBrace = 0x7d,
  Tilde = 0x7e,
  ByteOrderMark = 0xfeff,
}

export function isBlank(code: number): boolean {
  return code === Char.Space || code === Char.Tab;
}

export function isLineEnd(code: number): boolean {
  return code === Char.LineFeed || code === Char.CarriageReturn;
}

export function isDigit(code: number): boolean {
  return code >= Char.Zero && code <= Char.Nine;
}

export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Letters and digits: what a variable's name may be made of without quotes. */
export function isNameCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

export function isHexDigit(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x66);
}

/** Two hexadecimal digits in capitals: one byte of a string (facts, language.md 1.1). */
export function isHexEscape(text: string, offset: number): boolean {
  const first = text.charCodeAt(offset);
  const second = text.charCodeAt(offset + 1);
  return isHexDigit(first) && isHexDigit(second) && first < 0x61 && second < 0x61;
}

/** Length of the line end at `offset`: 2 for CRLF, 1 for LF or a lone CR, 0 where there is none. */
export function lineEndLength(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code === Char.CarriageReturn) return text.charCodeAt(offset + 1) === Char.LineFeed ? 2 : 1;
  return code === Char.LineFeed ? 1 : 0;
}
