import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';

/** The schema of the server, as it is printed. */
export const schema = buildSchema(readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'));
