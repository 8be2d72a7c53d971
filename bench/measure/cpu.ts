import { readFileSync } from 'node:fs';

/** Clock ticks of a second in `/proc`; 100 on every Linux in use. */
const TICKS_PER_S = 100;

/** CPU a process has used, user and system, all threads, in ms; steps of 10 ms. */
export function cpuMs(pid: number): number {
  const fields = afterName(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_S;
}

/** How often a process waited for a page of its program or its files to be read from disk. */
export function majorFaults(pid: number): number {
  return Number(afterName(readFileSync(`/proc/${pid}/stat`, 'utf8'))[9]);
}

/** Resident memory of a process in bytes. */
export function rssBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1_024;
}

/** The name of a process may hold spaces and brackets; what follows it does not. */
const afterName = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');
