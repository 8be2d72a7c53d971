import type { GraphQLError } from 'graphql';
import { gatewayError } from '../schema/error-codes.js';
import type { GatewayContext } from './gateway-context.js';

/**
 * An error that its client has to mend, counted as such (RS_CLIENT): no other source is asked because of it, and it says
 * nothing about any upstream.
 */
export function clientFault(
  { count }: GatewayContext,
  code: 'BAD_USER_INPUT' | 'SCENE_DISABLED',
  message?: string,
): GraphQLError {
  count('RS_CLIENT');
  return gatewayError(code, message);
}
