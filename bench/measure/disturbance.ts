import { LOAD_CORE, SERVER_CORE } from './processes.js';

/** What happened while something was measured; shares are of a core, 0 to 1. */
export interface Surroundings {
  /** Answers with less than was asked for, because a source did not answer in time. */
  readonly degraded: number;
  /** The core of load and stand-in was busy. */
  readonly loadBusy: number;
  /** Processes other than the server under test ran on its core. */
  readonly strangers: number;
  /** The host gave a core to somebody else; the greater share of both cores. */
  readonly stolen: number;
  /** How often the server waited for a page of its program that the kernel had thrown out while it was idle. */
  readonly majorFaults: number;
}

/** Above, the load generator sets the ceiling. */
export const MOST_LOAD_BUSY = 0.8;
/** Above, somebody else was measured, too. */
export const MOST_STRANGERS = 0.02;
/** Above, the host was. */
export const MOST_STOLEN = 0.01;
/** Above, the disk was: each is a stall of up to a millisecond. */
export const MOST_MAJOR_FAULTS = 10;

/** What disturbed a measurement, in words; empty: nothing. */
export function disturbancesOf(seen: Surroundings): readonly string[] {
  const { degraded, loadBusy, strangers, stolen, majorFaults } = seen;
  return [
    degraded > 0 ? `${degraded} answers were degraded` : '',
    loadBusy > MOST_LOAD_BUSY ? `core ${LOAD_CORE} was ${percent(loadBusy)} busy with the load` : '',
    strangers > MOST_STRANGERS ? `other processes had ${percent(strangers)} of core ${SERVER_CORE}` : '',
    stolen > MOST_STOLEN ? `the host took ${percent(stolen)} of a core` : '',
    majorFaults > MOST_MAJOR_FAULTS ? `the server waited ${majorFaults} times for a page from disk` : '',
  ].filter((text) => text !== '');
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
