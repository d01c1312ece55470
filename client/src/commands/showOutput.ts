import type { Services } from '../services';

/** Shows the output channel without taking the keyboard away from the editor. */
export function showOutput({ output }: Services): void {
  output.show(true);
}
