import type { Schema } from '../schema/types';
import { holderOf, type Span } from '../syntax/span';
import { isCovered, type Target } from './target';
import type { CommandUse, ModelError } from './types';

/** Errors that hang on a name or a value: another release may have it. */
const ofNames: ReadonlySet<string> = new Set([
  'unknown-command',
  'unknown-argument',
  'unexpected-value',
  'invalid-value',
  'ambiguous-name',
  'read-only-argument',
]);

/** Errors of names and values are information where the script may be, or is in part, for a release that has them. */
export function withOtherReleases(
  text: string,
  commands: readonly CommandUse[],
  errors: readonly ModelError[],
  target: Target,
  schema: Schema,
): readonly ModelError[] {
  if (target.writtenOn6 === true)
    return weakened(errors, everywhere, 'The script says that it was written on RouterOS 6');
  if (target.from === 'header' && !isCovered(target.release, schema)) {
    const known = `from ${schema.releases[0] ?? ''} to ${schema.releases.at(-1) ?? ''}`;
    return weakened(
      errors,
      everywhere,
      `This file is of RouterOS ${target.release}, and names are known ${known} only`,
    );
  }
  const blocks = commands.flatMap((command) => blocksForReleases(text, command));
  if (blocks.length === 0) return errors;
  return weakened(errors, holderOf(blocks), 'It runs only where the script has found a certain release');
}

const everywhere = (): boolean => true;

/** The blocks of an `:if` whose condition asks for a release. */
function blocksForReleases(text: string, { path, arguments: uses }: CommandUse): readonly Span[] {
  const condition = path === '/if' ? uses.find(({ name }) => name === 'condition')?.span : undefined;
  if (condition === undefined || !/version|routeros|\bros/i.test(text.slice(condition.start, condition.end))) return [];
  return uses.flatMap(({ value }) => (value?.kind === 'braces' ? [value.span] : []));
}

function weakened(
  errors: readonly ModelError[],
  isThere: (span: Span) => boolean,
  because: string,
): readonly ModelError[] {
  return errors.map((error) => {
    if (!ofNames.has(error.code) || error.severity === 'hint' || !isThere(error.span)) return error;
    const { code, span, suggestions } = error;
    const message = error.message.replace(/ \(the router says: [^)]*\)$/, '');
    return {
      code,
      span,
      message: `${message} ${because}, so it may be right there.`,
      severity: 'information',
      ...(suggestions ? { suggestions } : {}),
    };
  });
}
