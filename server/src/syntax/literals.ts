import { Char, isDigit, isHexDigit, isLetter, isNameCharacter } from './characters';

/**
 * End of a literal or name of an expression that starts at `offset`, or `offset` where none does. Numbers, addresses, prefixes, times and
 * MAC addresses are one word (`10/2` is an IP prefix: facts, language.md 1.1); names may hold hyphens.
 * `glued` tells that an operand stands directly before, so that `.` and `-` are operators.
 */
export function literalEnd(text: string, offset: number, glued: boolean): number {
  const length = text.length;
  const first = text.charCodeAt(offset);
  let end: number;
  if (isDigit(first) || (first === Char.Star && !glued && isHexDigit(text.charCodeAt(offset + 1)))) {
    let onlyDigitsAndDots = first !== Char.Star;
    let dotted = false;
    let colon = false;
    let hyphen = false;
    for (end = offset + 1; end < length; end++) {
      const code = text.charCodeAt(end);
      if (isDigit(code)) continue;
      const next = text.charCodeAt(end + 1);
      if (isLetter(code)) {
        onlyDigitsAndDots = false;
        continue;
      }
      if (code === Char.Dot && isDigit(next)) {
        dotted = true;
        continue;
      }
      if (code === Char.Colon && (isHexDigit(next) || next === Char.Colon || text.charCodeAt(end - 1) === Char.Colon)) {
        onlyDigitsAndDots = false;
        colon = true;
        continue;
      }
      if (code === Char.Slash && isDigit(next) && (onlyDigitsAndDots || colon)) continue;
      if (code === Char.Minus && dotted && !hyphen && isDigit(next)) {
        hyphen = true;
        continue;
      }
      break;
    }
    return end;
  }
  if (
    isLetter(first) ||
    first === Char.Underscore ||
    first > 0x7f ||
    (first === Char.Dot && !glued && isLetter(text.charCodeAt(offset + 1)))
  ) {
    let colon = false;
    for (end = offset + 1; end < length; end++) {
      const code = text.charCodeAt(end);
      if (isNameCharacter(code) || code === Char.Underscore || code > 0x7f) continue;
      const next = text.charCodeAt(end + 1);
      if (code === Char.Minus && (isNameCharacter(next) || next === Char.Underscore)) continue;
      if (code === Char.Dot && isNameCharacter(next)) continue;
      if (
        code === Char.Colon &&
        (isHexDigit(next) || next === Char.Colon || (colon && text.charCodeAt(end - 1) === Char.Colon))
      ) {
        colon = true;
        continue;
      }
      if (code === Char.Slash && isDigit(next) && colon) continue;
      break;
    }
    return end;
  }
  // IPv6 that begins with `::`.
  if (first === Char.Colon && text.charCodeAt(offset + 1) === Char.Colon) {
    for (end = offset + 2; end < length; end++) {
      const code = text.charCodeAt(end);
      if (!isHexDigit(code) && code !== Char.Colon && code !== Char.Dot && code !== Char.Slash) break;
    }
    return end;
  }
  return offset;
}

/** Length of the operator at `offset`, 0 where there is none (operators: facts, language.md 1.4). */
export function operatorLength(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  const next = text.charCodeAt(offset + 1);
  switch (code) {
    case Char.Minus:
      return next === Char.Greater ? 2 : 1;
    case Char.Less:
      if (next === Char.Percent && text.charCodeAt(offset + 2) === Char.Percent) return 3;
      return next === Char.Less || next === Char.Equals ? 2 : 1;
    case Char.Greater:
      return next === Char.Greater || next === Char.Equals ? 2 : 1;
    case Char.Bang:
      return next === Char.Equals ? 2 : 1;
    case Char.Ampersand:
      return next === Char.Ampersand ? 2 : 1;
    case Char.Bar:
      return next === Char.Bar ? 2 : 1;
    case Char.Plus:
    case Char.Star:
    case Char.Slash:
    case Char.Percent:
    case Char.Equals:
    case Char.Tilde:
    case Char.Caret:
    case Char.Dot:
    case Char.Comma:
      return 1;
    default:
      return 0;
  }
}
