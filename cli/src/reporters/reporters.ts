import type { Run } from '../report';
import type { Style } from '../style';
import { githubReport } from './github';
import { jsonReport } from './json';
import { junitReport } from './junit';
import type { Format } from './names';
import { sarifReport } from './sarif';
import { compactReport, textReport } from './text';

/** How a report is looked at. */
export interface View {
  readonly style: Style;
  /** Cells of a line; undefined where there is no terminal. */
  readonly columns: number | undefined;
}

/** Formats of `--format`: the text of a report, '' where there is nothing to say. */
export const reporters = {
  text: textReport,
  compact: compactReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  junit: junitReport,
} as const satisfies Readonly<Record<Format, (run: Run, view: View) => string>>;
