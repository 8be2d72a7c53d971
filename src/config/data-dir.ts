import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { quote } from './values.js';

/** Reads a folder that this process may write into; makes it when it is not there. Throws an Error that says what is wrong. */
export function readDataDir(value: string): string {
  const path = resolve(value);
  try {
    makeFolder(path);
    readdirSync(path);
    accessSync(path, constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    throw new Error(`is ${quote(value)}, ${explain(error)}.`, { cause: error });
  }
}

/** Level by level: Node's own way never returns where a file system takes no folders, as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function explain(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOTDIR':
      return 'and a file is in its place or above it';
    case 'EACCES':
    case 'EPERM':
      return 'which this account may not make or write into';
    case 'EROFS':
      return 'on a file system that can only be read';
    case 'ENOSPC':
      return 'on a disk that is full';
    default:
      return 'which cannot be made';
  }
}
