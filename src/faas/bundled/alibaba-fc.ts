import type * as gateway from '../handlers.js';
import { loadGateway } from './load-gateway.js';

/** Entry point of the bundled function on Alibaba Function Compute: `alibaba-fc.handler`. */
export const handler = loadGateway<typeof gateway>(import.meta.dirname).handlers.alibabaFc;
