import { writeFile } from 'node:fs/promises';
import { configurationFileName } from '../../server/src/rules/configuration/paths';
import { exitCodes } from './exitCodes';
import type { ExitCode } from './exitCodes';
import { Failure, systemReason } from './failure';
import type { Io } from './io';

/** A configuration that changes nothing, with what can be changed as comments. */
const content = `// Configuration of RouterOS Guard for the scripts in this folder and below it. All keys may be left out.
{
  // What this file builds on: a preset, the path of another configuration file, or a list of these.
  "extends": "recommended",

  // RouterOS release to judge by where no header of an export names one.
  // "targetVersion": "7.18.2",

  // The preset "strict" turns all rules on, and asks each suppression for a reason.
  // "preset": "strict",

  // Rule id to "off", "error", "warning", "information" or "hint"; "routeros-guard rules" lists the rules and what is in force.
  "rules": {
    // "default-admin-user": "off",
  },

  // Interface lists that are trusted, and those that face the Internet; * stands for any characters.
  // "trustedInterfaceLists": ["LAN", "MGMT"],
  // "wanInterfaceLists": ["WAN", "ISP*"],

  // From where, and by which service, the routers are managed.
  // "managementNetworks": ["192.0.2.0/24"],
  // "managementTransport": "api-ssl",

  // Judge each script as the whole configuration of its router: what it does not mention is at its default.
  // "assumeComplete": true,

  // What is different for some files; patterns are relative to this file.
  "overrides": [
    // { "files": ["lab/**"], "rules": { "api-plaintext-enabled": "hint" } },
  ],
}
`;

/** Command `init`: writes a configuration to begin with into the current directory. Never overwrites one; rejects with `Failure` then. */
export async function init(io: Io): Promise<ExitCode> {
  try {
    await writeFile(configurationFileName, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new Failure(`${configurationFileName} is there already and was left as it is.`);
    }
    throw new Failure(`${configurationFileName}: cannot be written: ${systemReason(error)}`);
  }
  io.writeStdout(`${configurationFileName} written.\n`);
  return exitCodes.clean;
}
