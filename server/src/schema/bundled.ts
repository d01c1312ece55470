import data from './data/schema.json';
import { schemaFrom } from './load';
import type { Schema } from './types';

/** The schema that ships with the program. For the edges only (lsp, cli, scripts, tests): everything else is handed a Schema. */
export const schema: () => Schema = schemaFrom(() => data);
