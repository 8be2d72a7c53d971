/** A program of a thread: reads the text that it is given, says what it holds, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { readText } from '../rules/rule-text.js';

parentPort?.postMessage(readText(workerData as string));
