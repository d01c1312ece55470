/** What any transport must do. Run it with `transportContract(name, connect)` in a test file. */
import { describe } from 'vitest';
import type { Connect } from '../../client/src/api/transport';
import { answersContract } from './contract/answers';
import { certificateContract } from './contract/certificate';
import { endingsContract } from './contract/endings';
import { createHarness } from './contract/harness';
import { loginContract } from './contract/login';

export function transportContract(name: string, connect: Connect): void {
  describe(name, () => {
    const harness = createHarness(connect);
    loginContract(harness);
    certificateContract(harness);
    answersContract(harness);
    endingsContract(harness);
  });
}
