import type { SchemaData } from './data';
import { createSchema } from './schema';
import type { Schema } from './types';

/** Makes the schema at the first call and returns that one ever after; `loader` hands over the parsed data file and is called once. */
export function schemaFrom(loader: () => SchemaData): () => Schema {
  let schema: Schema | undefined;
  return () => (schema ??= createSchema(loader()));
}
