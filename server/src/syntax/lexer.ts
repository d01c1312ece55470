import {
  Char,
  isBlank,
  isDigit,
  isHexDigit,
  isHexEscape,
  isLetter,
  isLineEnd,
  isNameCharacter,
  lineEndLength,
} from './characters';
import { TokenKind, type TokenBuffer } from './tokens';

/** So often a text is read again after a string without an end; then every string ends with its line. Keeps the time linear. */
const maximumRewinds = 4;

/** Which characters end a bare word. */
const enum Stop {
  Never,
  /** The name of an argument only. */
  Equals,
  Always,
}

const wordStops = new Uint8Array(0x80);
for (const character of ' \t\r\n;"$()[]{}\\') wordStops[character.charCodeAt(0)] = Stop.Always;
wordStops[Char.Equals] = Stop.Equals;

/** What encloses the place that is being read. */
const enum Mode {
  /** A command line at the top or directly inside `{}`: a line end separates commands. */
  Block,
  /** Inside `[ ]`: a command line, a line end is an error. */
  Bracket,
  /** Inside `( )`: an expression, a line end is an error. */
  Paren,
  String,
}

/** Where in a command line the next token stands. */
const enum Place {
  /** Nothing of a command yet: a comment may start here. */
  CommandStart,
  /** After blanks: a new word or argument. */
  WordStart,
  /** Directly behind a word, string, variable or bracket. */
  Glued,
  /** Directly behind `name=`: the value, in which `=` is an ordinary character. */
  Value,
}

/**
 * Cuts a text into tokens, in one pass and linear time, for any text. Nothing of the command tree is known here: what needs it is
 * left to the resolver (docs/architecture.md, "Two phases of reading"). Lexis: facts, language.md section 1.1.
 */
export function lex(text: string): TokenBuffer {
  const length = text.length;
  let capacity = Math.max(64, length >> 1);
  let kinds = new Uint8Array(capacity);
  let ends = new Int32Array(capacity);
  let count = 0;
  let statementCapacity = Math.max(16, length >> 5);
  let statementStarts = new Int32Array(statementCapacity + 1);
  let statementTokens = new Int32Array(statementCapacity + 1);
  let statementCount = 0;
  let statementStart = 0;

  const modes: Mode[] = [Mode.Block];
  let mode: Mode = Mode.Block;
  let place: Place = Place.CommandStart;
  let offset = 0;

  /** The string that opens here ends with its line: it ran to the end of the text when it was read first. */
  let endsWithLineAt = -1;
  let rewinds = 0;
  /** One entry a string that is open: offset, tokens, statements, start of the statement, depth of the modes. */
  const openStrings: number[] = [];

  function push(kind: TokenKind, end: number): void {
    if (count === capacity) {
      capacity *= 2;
      const moreKinds = new Uint8Array(capacity);
      moreKinds.set(kinds);
      kinds = moreKinds;
      const moreEnds = new Int32Array(capacity);
      moreEnds.set(ends);
      ends = moreEnds;
    }
    kinds[count] = kind;
    ends[count] = end - statementStart;
    count++;
    offset = end;
  }

  function beginStatement(): void {
    if (statementCount === statementCapacity) {
      statementCapacity *= 2;
      const moreStarts = new Int32Array(statementCapacity + 1);
      moreStarts.set(statementStarts);
      statementStarts = moreStarts;
      const moreTokens = new Int32Array(statementCapacity + 1);
      moreTokens.set(statementTokens);
      statementTokens = moreTokens;
    }
    statementStarts[statementCount] = offset;
    statementTokens[statementCount] = count;
    statementCount++;
    statementStart = offset;
  }

  function enter(next: Mode): void {
    modes.push(next);
    mode = next;
    place = next === Mode.Block || next === Mode.Bracket ? Place.CommandStart : Place.WordStart;
  }

  function leave(): void {
    modes.pop();
    mode = modes[modes.length - 1] ?? Mode.Block;
    place = Place.Glued;
  }

  /** A line end, `;` or `}` ends whatever parentheses and brackets are still open: the parser reports them. */
  function closeParenthesesAndBrackets(): void {
    while (mode === Mode.Paren || mode === Mode.Bracket) {
      modes.pop();
      mode = modes[modes.length - 1] ?? Mode.Block;
    }
  }

  /** End of `\`, blanks and a line end at `at`, or -1 where there is no join. */
  function joinEnd(at: number): number {
    let next = at + 1;
    while (next < length && isBlank(text.charCodeAt(next))) next++;
    const lineEnd = lineEndLength(text, next);
    return lineEnd > 0 ? next + lineEnd : -1;
  }

  function lineEndFrom(at: number): number {
    let end = at;
    while (end < length && !isLineEnd(text.charCodeAt(end))) end++;
    return end;
  }

  function endOfCommand(kind: TokenKind, end: number): void {
    closeParenthesesAndBrackets();
    push(kind, end);
    place = Place.CommandStart;
    if (modes.length === 1) beginStatement();
  }

  function variable(): void {
    const next = text.charCodeAt(offset + 1);
    if (next === Char.Quote || next === Char.OpenParen || next === Char.OpenBracket) {
      push(TokenKind.Dollar, offset + 1);
      place = Place.Glued;
      return;
    }
    let end = offset + 1;
    while (end < length && isNameCharacter(text.charCodeAt(end))) end++;
    push(TokenKind.Variable, end);
    place = Place.Glued;
  }

  function openString(): void {
    openStrings.push(offset, count, statementCount, statementStart, modes.length);
    push(TokenKind.Quote, offset + 1);
    modes.push(Mode.String);
    mode = Mode.String;
  }

  function stringPart(): void {
    const code = text.charCodeAt(offset);
    if (code === Char.Quote) {
      push(TokenKind.Quote, offset + 1);
      openStrings.length -= 5;
      leave();
      return;
    }
    if (code === Char.Dollar) {
      const next = text.charCodeAt(offset + 1);
      if (next === Char.Quote && !quotedNameFollows(offset + 1)) {
        push(TokenKind.StringText, offset + 1);
        return;
      }
      if (next === Char.OpenParen || next === Char.OpenBracket || next === Char.Quote) {
        push(TokenKind.Dollar, offset + 1);
        if (next === Char.Quote) {
          openString();
        } else {
          push(next === Char.OpenParen ? TokenKind.OpenParen : TokenKind.OpenBracket, offset + 1);
          enter(next === Char.OpenParen ? Mode.Paren : Mode.Bracket);
        }
        return;
      }
      if (isNameCharacter(next)) {
        variable();
        return;
      }
      push(TokenKind.StringText, offset + 1);
      return;
    }
    if (code === Char.Backslash) {
      const join = joinEnd(offset);
      if (join > 0) {
        // The indentation of the following line is dropped as well.
        let end = join;
        while (end < length && isBlank(text.charCodeAt(end))) end++;
        push(TokenKind.Join, end);
        return;
      }
      const hex = isHexEscape(text, offset + 1);
      push(TokenKind.Escape, Math.min(length, offset + (hex ? 3 : 2)));
      return;
    }
    const endsWithLine = rewinds > maximumRewinds || openStrings[openStrings.length - 5] === endsWithLineAt;
    let end = offset;
    for (; end < length; end++) {
      const next = text.charCodeAt(end);
      if (next === Char.Quote || next === Char.Dollar || next === Char.Backslash) break;
      if (endsWithLine && isLineEnd(next)) break;
    }
    if (end > offset) {
      push(TokenKind.StringText, end);
      return;
    }
    // Only a line end stops here, and only after a rewind: the string is not closed, its line is over.
    leaveStrings();
  }

  /** A quoted variable name inside a string is short and on one line: `$"my-var"`; `"5$"` is a string that ends in `$`. */
  function quotedNameFollows(at: number): boolean {
    let end = at + 1;
    while (
      end < length &&
      (isNameCharacter(text.charCodeAt(end)) ||
        text.charCodeAt(end) === Char.Minus ||
        text.charCodeAt(end) === Char.Underscore)
    )
      end++;
    return end > at + 1 && text.charCodeAt(end) === Char.Quote;
  }

  function leaveStrings(): void {
    while (mode === Mode.String || mode === Mode.Paren || mode === Mode.Bracket) {
      if (mode === Mode.String) openStrings.length -= 5;
      modes.pop();
      mode = modes[modes.length - 1] ?? Mode.Block;
    }
    place = Place.Glued;
  }

  function commandPart(): void {
    const code = text.charCodeAt(offset);
    if (code < 0x80 && wordStops[code] === Stop.Never && code !== Char.Hash) {
      word();
      return;
    }
    if (isBlank(code)) {
      let end = offset + 1;
      while (end < length && isBlank(text.charCodeAt(end))) end++;
      push(TokenKind.Blank, end);
      if (place !== Place.CommandStart) place = Place.WordStart;
      return;
    }
    switch (code) {
      case Char.LineFeed:
      case Char.CarriageReturn:
        // Directly behind `[` a line end is no more than a blank.
        if (mode === Mode.Bracket && place === Place.CommandStart && count > 0 && opensBrackets()) {
          push(TokenKind.LineEnd, offset + lineEndLength(text, offset));
          return;
        }
        endOfCommand(TokenKind.LineEnd, offset + lineEndLength(text, offset));
        return;
      case Char.Semicolon:
        if (mode === Mode.Bracket) {
          push(TokenKind.Semicolon, offset + 1);
          place = Place.CommandStart;
        } else {
          endOfCommand(TokenKind.Semicolon, offset + 1);
        }
        return;
      case Char.Hash:
        if (place === Place.CommandStart) {
          push(TokenKind.Comment, lineEndFrom(offset));
          return;
        }
        if (place === Place.WordStart) {
          push(TokenKind.StrayComment, lineEndFrom(offset));
          return;
        }
        break;
      case Char.Backslash: {
        const join = joinEnd(offset);
        if (join > 0) {
          push(TokenKind.Join, join);
          if (place !== Place.CommandStart && place !== Place.Value) place = Place.WordStart;
          return;
        }
        push(TokenKind.Backslash, offset + 1);
        place = Place.Glued;
        return;
      }
      case Char.Quote:
        openString();
        return;
      case Char.Dollar:
        variable();
        return;
      case Char.OpenParen:
        push(TokenKind.OpenParen, offset + 1);
        enter(Mode.Paren);
        return;
      case Char.OpenBracket:
        push(TokenKind.OpenBracket, offset + 1);
        enter(Mode.Bracket);
        return;
      case Char.OpenBrace:
        push(TokenKind.OpenBrace, offset + 1);
        enter(Mode.Block);
        return;
      case Char.CloseParen:
        push(TokenKind.CloseParen, offset + 1);
        place = Place.Glued;
        return;
      case Char.CloseBracket:
        push(TokenKind.CloseBracket, offset + 1);
        if (mode === Mode.Bracket) leave();
        else place = Place.Glued;
        return;
      case Char.CloseBrace:
        closeBrace();
        return;
      case Char.Equals:
        if (place === Place.Glued) {
          push(TokenKind.Equals, offset + 1);
          place = Place.Value;
          return;
        }
        break;
      case Char.ByteOrderMark:
        if (offset === 0) {
          push(TokenKind.ByteOrderMark, 1);
          return;
        }
        break;
    }
    word();
  }

  /** Is there nothing but blanks and line ends behind the last `[`? */
  function opensBrackets(): boolean {
    let token = count - 1;
    while (token >= 0 && (kinds[token] === TokenKind.Blank || kinds[token] === TokenKind.LineEnd)) token--;
    return kinds[token] === TokenKind.OpenBracket;
  }

  function closeBrace(): void {
    closeParenthesesAndBrackets();
    if (mode === Mode.String) {
      push(TokenKind.StringText, offset + 1);
      return;
    }
    push(TokenKind.CloseBrace, offset + 1);
    if (modes.length > 1) leave();
    else place = Place.Glued;
  }

  /** A bare word: up to a blank, `;`, bracket, quote or `$`; a name also ends at `=`. */
  function word(): void {
    const nameEndsAtEquals = place !== Place.Value;
    let end = offset + 1;
    for (; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code > 0x7f) continue;
      const stop = wordStops[code];
      if (stop === Stop.Always || (stop === Stop.Equals && nameEndsAtEquals)) break;
    }
    push(TokenKind.Word, end);
    place = nameEndsAtEquals ? Place.Glued : Place.Value;
  }

  function expressionPart(): void {
    const code = text.charCodeAt(offset);
    if (isBlank(code)) {
      let end = offset + 1;
      while (end < length && isBlank(text.charCodeAt(end))) end++;
      push(TokenKind.Blank, end);
      place = Place.WordStart;
      return;
    }
    switch (code) {
      case Char.LineFeed:
      case Char.CarriageReturn:
        endOfCommand(TokenKind.LineEnd, offset + lineEndLength(text, offset));
        return;
      case Char.Semicolon:
        endOfCommand(TokenKind.Semicolon, offset + 1);
        return;
      case Char.Hash:
        push(TokenKind.StrayComment, lineEndFrom(offset));
        return;
      case Char.Backslash: {
        const join = joinEnd(offset);
        if (join > 0) {
          push(TokenKind.Join, join);
          place = Place.WordStart;
          return;
        }
        push(TokenKind.Backslash, offset + 1);
        return;
      }
      case Char.Quote:
        openString();
        return;
      case Char.Dollar:
        variable();
        return;
      case Char.OpenParen:
        push(TokenKind.OpenParen, offset + 1);
        enter(Mode.Paren);
        return;
      case Char.OpenBracket:
        push(TokenKind.OpenBracket, offset + 1);
        enter(Mode.Bracket);
        return;
      case Char.OpenBrace:
        push(TokenKind.OpenBrace, offset + 1);
        enter(Mode.Block);
        return;
      case Char.CloseParen:
        push(TokenKind.CloseParen, offset + 1);
        leave();
        return;
      case Char.CloseBracket:
        closeParenthesesUpToBracket();
        push(TokenKind.CloseBracket, offset + 1);
        if (mode === Mode.Bracket) leave();
        else place = Place.Glued;
        return;
      case Char.CloseBrace:
        closeBrace();
        return;
    }
    const literal = literalEnd(text, offset, place === Place.Glued);
    if (literal > offset) {
      push(TokenKind.Word, literal);
      place = Place.Glued;
      return;
    }
    const operator = operatorLength(text, offset);
    if (operator > 0) {
      push(TokenKind.Operator, offset + operator);
      place = Place.WordStart;
      return;
    }
    push(TokenKind.Unknown, offset + 1);
    place = Place.Glued;
  }

  /** `]` inside an open `(`: the parenthesis was forgotten, the bracket is meant. Only when there is a bracket to close. */
  function closeParenthesesUpToBracket(): void {
    let index = modes.length - 1;
    while (modes[index] === Mode.Paren) index--;
    if (modes[index] !== Mode.Bracket) return;
    modes.length = index + 1;
    mode = Mode.Bracket;
  }

  beginStatement();
  for (;;) {
    while (offset < length) {
      if (mode === Mode.String) stringPart();
      else if (mode === Mode.Paren) expressionPart();
      else commandPart();
    }
    // A string ran to the end of the text: read again from it, ending it with its line, so that a missing quote costs one line.
    const [stringOffset, tokens, statements, start, depth] = openStrings;
    if (stringOffset === undefined || rewinds > maximumRewinds) break;
    rewinds++;
    endsWithLineAt = stringOffset;
    openStrings.length = 0;
    offset = stringOffset;
    count = tokens ?? 0;
    statementCount = statements ?? 1;
    statementStart = start ?? 0;
    modes.length = depth ?? 1;
    mode = modes[modes.length - 1] ?? Mode.Block;
    place = Place.WordStart;
  }
  // An empty last statement (the text ends with a line end) is kept only when it is the only one.
  if (statementCount > 1 && statementStarts[statementCount - 1] === length) statementCount--;
  statementStarts[statementCount] = length;
  statementTokens[statementCount] = count;
  return { count, kinds, ends, statementCount, statementStarts, statementTokens };
}

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
