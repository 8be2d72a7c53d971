import { queryObjects } from 'node:v8';

/** A class of which instances can be counted. */
type Class = abstract new (...args: never[]) => object;

/** Instances that something still refers to, after a full collection. */
export const alive = (type: Class): number => queryObjects(type, { format: 'count' });
