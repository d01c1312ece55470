import { Char, isBlank, isHexEscape, isLineEnd, isNameCharacter, lineEndLength } from './characters';
import { literalEnd, operatorLength } from './literals';
import { TokenKind, type TokenBuffer } from './tokens';

/** So often a text is read again after a string without an end; then every string ends with its line. Keeps the time linear. */
const maximumRewinds = 4;

/** At most so many tokens come of one turn of the loop: `$"` inside a string. */
const tokensPerTurn = 4;

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
 *
 * One loop on local variables: no closure holds them and no function is called for the tokens that most of a file is made of. That is worth a
 * factor of two (`npm run bench`).
 */
export function lex(text: string): TokenBuffer {
  const length = text.length;
  // Exports have a token every three characters or so.
  let capacity = Math.max(64, Math.ceil(length / 3));
  let kinds = new Uint8Array(capacity);
  let ends = new Int32Array(capacity);
  let count = 0;
  let statementCapacity = Math.max(16, length >> 5);
  let statementStarts = new Int32Array(statementCapacity + 1);
  let statementTokens = new Int32Array(statementCapacity + 1);
  // The first statement begins with the text.
  let statementCount = 1;
  let statementStart = 0;

  const modes: Mode[] = [Mode.Block];
  let depth = 0;
  let mode: Mode = Mode.Block;
  let place: Place = Place.CommandStart;
  let offset = 0;

  /** The string that opens here ends with its line: it ran to the end of the text when it was read first. */
  let endsWithLineAt = -1;
  let rewinds = 0;
  /** Offsets of the strings that are open, the outermost first. */
  const strings: number[] = [];
  let stringCount = 0;
  /** What was known where the outermost open string begins. */
  let outerCount = 0;
  let outerStatements = 1;
  let outerStart = 0;
  let outerDepth = 0;

  for (;;) {
    while (offset < length) {
      if (count + tokensPerTurn > capacity) {
        capacity = capacity * 2 + tokensPerTurn;
        kinds = grown(kinds, new Uint8Array(capacity));
        ends = grown(ends, new Int32Array(capacity));
      }
      const code = text.charCodeAt(offset);
      let end = offset + 1;
      let kind: TokenKind;
      let opensString = false;
      let endsCommand = false;

      if (mode === Mode.String) {
        if (code === Char.Quote) {
          kind = TokenKind.Quote;
          stringCount--;
          mode = modes[--depth] ?? Mode.Block;
          place = Place.Glued;
        } else if (code === Char.Dollar) {
          const next = text.charCodeAt(end);
          kind = TokenKind.StringText;
          if (isNameCharacter(next)) {
            kind = TokenKind.Variable;
            end = nameEnd(text, end);
            place = Place.Glued;
          } else if (next === Char.OpenParen || next === Char.OpenBracket) {
            kinds[count] = TokenKind.Dollar;
            ends[count++] = end - statementStart;
            end++;
            kind = next === Char.OpenParen ? TokenKind.OpenParen : TokenKind.OpenBracket;
            mode = next === Char.OpenParen ? Mode.Paren : Mode.Bracket;
            modes[++depth] = mode;
            place = mode === Mode.Paren ? Place.WordStart : Place.CommandStart;
          } else if (next === Char.Quote && quotedNameFollows(text, end)) {
            kinds[count] = TokenKind.Dollar;
            ends[count++] = end - statementStart;
            offset = end++;
            kind = TokenKind.Quote;
            opensString = true;
          }
        } else if (code === Char.Backslash) {
          const join = joinEnd(text, offset);
          if (join > 0) {
            kind = TokenKind.Join;
            // The indentation of the following line is dropped as well.
            end = join;
            while (end < length && isBlank(text.charCodeAt(end))) end++;
          } else {
            kind = TokenKind.Escape;
            end = Math.min(length, offset + (isHexEscape(text, offset + 1) ? 3 : 2));
          }
        } else {
          const endsWithLine = rewinds > 0 && (rewinds > maximumRewinds || strings[stringCount - 1] === endsWithLineAt);
          if (endsWithLine && isLineEnd(code)) {
            // The string is not closed, and its line is over.
            while (mode !== Mode.Block) {
              if (mode === Mode.String) stringCount--;
              mode = modes[--depth] ?? Mode.Block;
            }
            place = Place.Glued;
            continue;
          }
          kind = TokenKind.StringText;
          for (; end < length; end++) {
            const next = text.charCodeAt(end);
            if (next === Char.Quote || next === Char.Dollar || next === Char.Backslash) break;
            if (endsWithLine && isLineEnd(next)) break;
          }
        }
      } else if (code < 0x80 && wordStops[code] === Stop.Never && mode !== Mode.Paren && code !== Char.Hash) {
        kind = TokenKind.Word;
        const stop = place === Place.Value ? Stop.Always : Stop.Equals;
        while (end < length) {
          const next = text.charCodeAt(end);
          if (next < 0x80 && (wordStops[next] ?? 0) >= stop) break;
          end++;
        }
        if (place !== Place.Value) {
          place = Place.Glued;
          // A name: most words of an export are one, with `=` and a value behind.
          if (text.charCodeAt(end) === Char.Equals) {
            kinds[count] = TokenKind.Word;
            ends[count++] = end++ - statementStart;
            kind = TokenKind.Equals;
            place = Place.Value;
          }
        }
      } else {
        switch (code) {
          case Char.Space:
          case Char.Tab:
            kind = TokenKind.Blank;
            while (end < length && isBlank(text.charCodeAt(end))) end++;
            if (place !== Place.CommandStart) place = Place.WordStart;
            break;
          case Char.LineFeed:
          case Char.CarriageReturn:
            kind = TokenKind.LineEnd;
            end = offset + lineEndLength(text, offset);
            // Directly behind `[` a line end is no more than a blank.
            endsCommand = mode !== Mode.Bracket || place !== Place.CommandStart || !opensBrackets(kinds, count);
            break;
          case Char.Semicolon:
            kind = TokenKind.Semicolon;
            endsCommand = mode !== Mode.Bracket;
            place = Place.CommandStart;
            break;
          case Char.Backslash: {
            const join = joinEnd(text, offset);
            if (join > 0) {
              kind = TokenKind.Join;
              end = join;
              // Behind `name=` the value is still to come; behind a value the join is a blank.
              const awaitsValue = place === Place.Value && kinds[count - 1] === TokenKind.Equals;
              if (place !== Place.CommandStart && !awaitsValue) place = Place.WordStart;
            } else {
              kind = TokenKind.Backslash;
              if (mode !== Mode.Paren) place = Place.Glued;
            }
            break;
          }
          case Char.Quote:
            kind = TokenKind.Quote;
            opensString = true;
            break;
          case Char.Dollar: {
            const next = text.charCodeAt(end);
            place = Place.Glued;
            if (next === Char.Quote || next === Char.OpenParen || next === Char.OpenBracket) {
              kind = TokenKind.Dollar;
            } else {
              kind = TokenKind.Variable;
              end = nameEnd(text, end);
            }
            break;
          }
          case Char.OpenParen:
            kind = TokenKind.OpenParen;
            modes[++depth] = mode = Mode.Paren;
            place = Place.WordStart;
            break;
          case Char.OpenBracket:
            kind = TokenKind.OpenBracket;
            modes[++depth] = mode = Mode.Bracket;
            place = Place.CommandStart;
            break;
          case Char.OpenBrace:
            kind = TokenKind.OpenBrace;
            modes[++depth] = mode = Mode.Block;
            place = Place.CommandStart;
            break;
          case Char.CloseParen:
            kind = TokenKind.CloseParen;
            if (mode === Mode.Paren) mode = modes[--depth] ?? Mode.Block;
            place = Place.Glued;
            break;
          case Char.CloseBracket: {
            kind = TokenKind.CloseBracket;
            // Inside an open `(` the parenthesis was forgotten, and the bracket is meant. Only when there is a bracket to close.
            let open = depth;
            while (modes[open] === Mode.Paren) open--;
            if (modes[open] === Mode.Bracket) {
              depth = open - 1;
              mode = modes[depth] ?? Mode.Block;
            }
            place = Place.Glued;
            break;
          }
          case Char.CloseBrace:
            while (mode === Mode.Paren || mode === Mode.Bracket) mode = modes[--depth] ?? Mode.Block;
            if (mode === Mode.String) {
              kind = TokenKind.StringText;
              break;
            }
            kind = TokenKind.CloseBrace;
            if (depth > 0) mode = modes[--depth] ?? Mode.Block;
            place = Place.Glued;
            break;
          default:
            if (code === Char.Hash && (mode === Mode.Paren || place <= Place.WordStart)) {
              kind = place === Place.CommandStart ? TokenKind.Comment : TokenKind.StrayComment;
              while (end < length && !isLineEnd(text.charCodeAt(end))) end++;
            } else if (mode === Mode.Paren) {
              const literal = literalEnd(text, offset, place === Place.Glued);
              const operator = literal > offset ? 0 : operatorLength(text, offset);
              kind = literal > offset ? TokenKind.Word : operator > 0 ? TokenKind.Operator : TokenKind.Unknown;
              end = literal > offset ? literal : offset + Math.max(operator, 1);
              place = operator > 0 ? Place.WordStart : Place.Glued;
            } else if (code === Char.Equals && place === Place.Glued) {
              kind = TokenKind.Equals;
              place = Place.Value;
            } else if (code === Char.ByteOrderMark && offset === 0) {
              kind = TokenKind.ByteOrderMark;
            } else {
              // A word that begins with what is no part of a name: `=`, a letter outside ASCII.
              kind = TokenKind.Word;
              end = wordEnd(text, end, place === Place.Value ? Stop.Always : Stop.Equals);
              if (place !== Place.Value) place = Place.Glued;
            }
        }
      }

      if (opensString) {
        if (stringCount === 0) {
          outerCount = count;
          outerStatements = statementCount;
          outerStart = statementStart;
          outerDepth = depth;
        }
        strings[stringCount++] = offset;
        modes[++depth] = mode = Mode.String;
      } else if (endsCommand) {
        // Whatever parentheses and brackets are still open end here: the parser reports them.
        while (mode === Mode.Paren || mode === Mode.Bracket) mode = modes[--depth] ?? Mode.Block;
        place = Place.CommandStart;
      }
      kinds[count] = kind;
      ends[count++] = end - statementStart;
      offset = end;
      if (endsCommand && depth === 0) {
        if (statementCount === statementCapacity) {
          statementCapacity *= 2;
          statementStarts = grown(statementStarts, new Int32Array(statementCapacity + 1));
          statementTokens = grown(statementTokens, new Int32Array(statementCapacity + 1));
        }
        statementStarts[statementCount] = offset;
        statementTokens[statementCount++] = count;
        statementStart = offset;
      }
    }
    // A string ran to the end of the text: read again from it, ending it with its line, so that a missing quote costs one line.
    if (stringCount === 0 || rewinds > maximumRewinds) break;
    rewinds++;
    endsWithLineAt = offset = strings[0] ?? 0;
    stringCount = 0;
    count = outerCount;
    statementCount = outerStatements;
    statementStart = outerStart;
    depth = outerDepth;
    mode = modes[depth] ?? Mode.Block;
    place = Place.WordStart;
  }
  // An empty last statement (the text ends with a line end) is kept only when it is the only one.
  if (statementCount > 1 && statementStarts[statementCount - 1] === length) statementCount--;
  statementStarts[statementCount] = length;
  statementTokens[statementCount] = count;
  return { count, kinds, ends, statementCount, statementStarts, statementTokens };
}

/** The larger array with the smaller one's content at its start. */
function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** End of the letters and digits from `at` on. */
function nameEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++;
  return end;
}

/** End of a bare word: up to a blank, `;`, bracket, quote or `$`; a name also ends at `=`. */
function wordEnd(text: string, at: number, stop: Stop): number {
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code < 0x80 && (wordStops[code] ?? 0) >= stop) break;
  }
  return end;
}

/** End of `\`, blanks and a line end at `at`, or -1 where there is no join. */
function joinEnd(text: string, at: number): number {
  let next = at + 1;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  const lineEnd = lineEndLength(text, next);
  return lineEnd > 0 ? next + lineEnd : -1;
}

/** A quoted variable name inside a string is short and on one line: `$"my-var"`; `"5$"` is a string that ends in `$`. */
function quotedNameFollows(text: string, at: number): boolean {
  let end = at + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (!isNameCharacter(code) && code !== Char.Minus && code !== Char.Underscore) break;
  }
  return end > at + 1 && text.charCodeAt(end) === Char.Quote;
}

/** Is there nothing but blanks and line ends behind the last `[`? */
function opensBrackets(kinds: Uint8Array, count: number): boolean {
  let token = count - 1;
  while (token >= 0 && (kinds[token] === TokenKind.Blank || kinds[token] === TokenKind.LineEnd)) token--;
  return kinds[token] === TokenKind.OpenBracket;
}
