import { accessDefects } from './access';
import type { Defect } from './defect';
import { firewallDefects } from './firewall';
import { linkDefects } from './links';
import { networkDefects } from './network';
import { patternDefects } from './patterns';
import { scriptDefects } from './scripts';

export type { Defect, Removal } from './defect';
export { removals } from './removals';

/** Insecure patterns of the catalogue, written down from it and not from the rules. */
export const defects: readonly Defect[] = [
  ...accessDefects,
  ...networkDefects,
  ...linkDefects,
  ...firewallDefects,
  ...scriptDefects,
  ...patternDefects,
];
