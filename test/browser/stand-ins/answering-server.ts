import { readFileSync } from 'node:fs';
import { fastify, type FastifyInstance } from 'fastify';
import {
  buildSchema,
  graphql,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { registerPlayground } from '../../../src/playground/register-playground.js';

/** A server with the playground in front of the real schema, whose answers are made up by type. */
export async function startAnsweringServer(): Promise<{ server: FastifyInstance; url: string }> {
  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
  const server = fastify({ forceCloseConnections: true });
  registerPlayground(server, { enabled: true });
  server.post<{ Body: { query: string; operationName?: string } }>('/graphql', ({ body }) =>
    graphql({
      schema,
      source: body.query,
      operationName: body.operationName,
      fieldResolver: (_source, _args, _context, { returnType }) => makeUp(schema, returnType),
    }),
  );
  return { server, url: await server.listen({ port: 0, host: '127.0.0.1' }) };
}

function makeUp(schema: GraphQLSchema, type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return makeUp(schema, type.ofType);
  if (isListType(type)) return [1, 2, 3].map(() => makeUp(schema, type.ofType));
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isAbstractType(type)) return { __typename: schema.getPossibleTypes(type)[0]?.name };
  if (!isScalarType(type)) return {};
  if (type.name === 'Boolean') return true;
  return type.name === 'Int' ? 7 : `a made-up ${type.name}`;
}
