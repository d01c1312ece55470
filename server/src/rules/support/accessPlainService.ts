import type { CommandUse, ItemState, MenuState } from '../../model/types';
import type { TextEdit } from '../../syntax/span';
import { appendArgument, replaceValue, type Fix, type RuleContext } from '../rule';
import { argumentNamed, commandAfter, enabledState, names, placeOf, writesOnly } from './items';
import { serviceMenu } from './services';

/** A service that sends names and passwords in clear text, as a finding speaks of it. */
export interface PlainService {
  /** Its name in /ip/service. */
  readonly name: string;
  /** With a capital: `Telnet`. */
  readonly title: string;
  /** What follows from its being on, and what to use instead: ends with a full stop. */
  readonly consequence: string;
  /** What may be done besides switching it off. */
  readonly otherFixes?: (command: CommandUse) => readonly Fix[];
}

/**
 * Reports a service without encryption that the file switches on, or configures without switching it off: these services are on by default
 * (vendor manual, "Services").
 */
export function checkPlainService({ script, report }: RuleContext, service: PlainService): void {
  const { name, title, consequence } = service;
  const state = script.state(serviceMenu);
  const item = state.item(name);
  if (item === undefined) return;
  const enabled = enabledState(state, item);
  if (enabled === 'disabled' || enabled === 'unknown') return;

  const property = item.properties.get('disabled');
  const command = property?.command ?? item.writes.filter((write) => names(script.text, write, name)).at(-1);
  if (command === undefined) return;
  const span = property === undefined ? command.span : placeOf(property);
  if (enabled === 'perhaps') {
    report({
      span,
      severity: 'hint',
      message: `${title} is switched off only under a condition. As long as it is on, ${consequence}`,
    });
    return;
  }
  const how = enabled === 'unsaid' ? 'is configured without being switched off' : 'is switched on';
  const address = item.properties.get('address')?.value;
  const limited =
    address === undefined || address === '' ? '' : ' Its address limits who may connect, not who may listen in.';
  report({
    span,
    message: `${title} ${how}: ${consequence}${limited}`,
    fixes: [
      {
        title: `Switch ${name} off`,
        class: 'suggestion',
        group: 'disable-plain-services',
        edits: [switchOff(state, command, item, name)],
      },
      ...(service.otherFixes?.(command) ?? []),
    ],
  });
}

function switchOff(state: MenuState, command: CommandUse, item: ItemState, name: string): TextEdit {
  if (writesOnly(state, command, item)) {
    if (command.verb === 'enable') return { ...command.verbSpan, text: 'disable' };
    const argument = argumentNamed(command, 'disabled');
    const replaced = argument && replaceValue(argument, 'yes');
    if (replaced !== undefined) return replaced;
    if (command.verb === 'set' && argument === undefined) return appendArgument(command, 'disabled=yes');
  }
  return commandAfter(command, `/ip service disable ${name}`);
}
