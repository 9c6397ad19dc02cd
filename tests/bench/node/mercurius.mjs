// Mercurius with its just-in-time compiler from the first request of an operation on, on Fastify.

import Fastify from "fastify";
import mercurius from "mercurius";
import { listen, schema } from "./schema.mjs";

const app = Fastify();
await app.register(mercurius, { schema, jit: 1 });
await app.listen(listen);
