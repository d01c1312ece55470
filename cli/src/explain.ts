import { builtinFindings } from '../../server/src/rules/builtin';
import { rulePageById } from '../../server/src/rules/pages';
import { rules } from '../../server/src/rules/registry';
import { closeWords } from '../../server/src/schema/values/words';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import { Failure } from './failure';
import type { Io } from './io';
import { renderMarkdown } from './markdown';
import { styleOf } from './style';

/** Lines longer than this are tiring to read, however wide the terminal is. */
const widest = 100;

/** Command `explain`: the page of a rule; as Markdown where its reader is no terminal. Throws `Failure` where there is no such rule. */
export function explain(rule: string, io: Io): ExitCode {
  const page = rulePageById(rule);
  if (page === undefined) {
    const close = closeWords(
      rule,
      [...rules, ...builtinFindings].map(({ id }) => id),
    );
    const hint = close.length === 0 ? '"routeros-guard rules" lists all.' : `Is it ${close.slice(0, 3).join(', ')}?`;
    throw new Failure(`There is no rule "${rule}". ${hint}`);
  }
  const { terminal, colour, columns } = io.stdout;
  io.writeStdout(
    terminal || colour ? renderMarkdown(page, styleOf(colour), Math.min(columns ?? widest, widest)) : page,
  );
  return exitCodes.clean;
}
