import type { RouterMessage } from '../syntax/errors';
import type { CommandLine } from '../syntax/nodes';
import { inRouterOrder, shiftError } from '../syntax/walk';
import type { ModelError } from './types';

interface Entry {
  readonly error: ModelError;
  /** Where the router stops; decides the order. */
  readonly start: number;
  readonly end: number;
  readonly began?: { readonly start: number; readonly end: number };
  readonly swallows?: true;
}

/** Collects the errors of a script and gives them in the order in which a router meets them. */
export class Problems {
  private readonly entries: Entry[] = [];
  private readonly ofParser = new Set<ModelError>();

  /** What cannot be read whatever the names in it mean. */
  get parserErrors(): ReadonlySet<ModelError> {
    return this.ofParser;
  }

  /** An error of the text or of a name; `router` is the router's wording, `place` where it stops when that is not the start of the span. */
  add(
    code: string,
    router: RouterMessage | `bad command name ${string}` | `bad parameter ${string}` | undefined,
    start: number,
    end: number,
    message: string,
    more: Pick<ModelError, 'suggestions'> & {
      readonly place?: number;
      readonly severity?: ModelError['severity'];
      /** No names are needed to see it. */
      readonly ofText?: boolean;
    } = {},
  ): void {
    const { place, severity = 'error', suggestions, ofText = false } = more;
    const error: ModelError = {
      code,
      span: { start, end: Math.max(start, end) },
      message: router === undefined ? message : `${message} (the router says: ${router})`,
      severity,
      ...(router === undefined ? {} : { router }),
      ...(place === undefined || place === start ? {} : { place }),
      ...(suggestions && suggestions.length > 0 ? { suggestions } : {}),
    };
    if (ofText) this.ofParser.add(error);
    this.entries.push({ start: place ?? start, end: Math.max(start, end), error });
  }

  syntax(router: RouterMessage, start: number, end: number, message: string, ofText = false): void {
    this.add('syntax-error', router, start, end, message, { ofText });
  }

  /** The parser's errors of one line. `asStatement` is the start of braces that are a statement: the router has other words for those. */
  takeLine(line: CommandLine, base: number, asStatement?: number): void {
    for (const found of line.errors) {
      const shifted = shiftError(found, base);
      const { start, end, message, began, swallows, unproven, repair } = shifted;
      const router =
        shifted.router === 'expected closing brace' && began?.start === asStatement
          ? 'missing closing brace'
          : shifted.router;
      const error: ModelError = {
        code: 'syntax-error',
        // Where the thing began is what a person must mend; the router stops later, often at the end of the text.
        span: began ?? { start, end },
        ...(began && began.start !== start ? { place: start } : {}),
        message: unproven ? message : `${message} (the router says: ${router})`,
        severity: unproven ? 'hint' : 'error',
        router,
        ...(repair
          ? {
              repair: {
                title: repair.title,
                edits: [{ start: repair.offset, end: repair.offset, text: repair.insert }],
              },
            }
          : {}),
      };
      this.ofParser.add(error);
      this.entries.push({ start, end, ...(began ? { began } : {}), ...(swallows ? { swallows } : {}), error });
    }
  }

  /**
   * In the order of the router; what it never meets (all behind a string without an end) is left out. It reads the whole script before it runs a
   * line, so a name that is wrong only when it runs comes after everything that cannot be read.
   */
  sorted(): ModelError[] {
    const errors = inRouterOrder(this.entries).map(({ error }) => error);
    const isLate = ({ router, severity }: ModelError): boolean =>
      severity !== 'error' || router === undefined || router.startsWith('bad ');
    return [...errors.filter((error) => !isLate(error)), ...errors.filter(isLate)];
  }
}
