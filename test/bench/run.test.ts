import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { runScenario, type RunParts } from '../../bench/command/run-scenario.js';
import type { Contestant } from '../../bench/contestants/contestant.js';
import { HAND_WRITTEN } from '../../bench/contestants/feed.js';
import { evaluate } from '../../bench/report/evaluate.js';
import { FEED_QUESTION } from '../../bench/scenarios/feed.js';
import { S1 } from '../../bench/scenarios/s1-feed.js';
import { compare } from '../../bench/suite/compare.js';
import type { Scenario } from '../../bench/suite/scenario.js';

const BRIEF: RunParts = {
  amounts: { quick: true, rounds: 1, seconds: 0.6, warmUpSeconds: 0.5 },
  signal: new AbortController().signal,
  wallNow: () => 0,
  say: () => undefined,
};

/** A scenario of one comparison, and the processes it started. */
function compareWith(contestant: Contestant) {
  const pids: number[] = [];
  const scenario: Scenario = {
    ...S1,
    async run(bench) {
      const upstream = await bench.standIn();
      const servers = await bench.line([contestant], upstream.url);
      pids.push(upstream.pid, ...servers.map(({ pid }) => pid));
      const load = { name: 'saturation', concurrency: 2 };
      const samples = await compare(bench, { servers, question: FEED_QUESTION, load });
      return { entrants: [], samples, notes: [], flaws: [] };
    },
  };
  const anyRuns = () => pids.length === 0 || pids.some((pid) => existsSync(`/proc/${pid}`));
  return { scenario, pids, anyRuns };
}

const answering = (text: string): Contestant => ({
  ...HAND_WRITTEN,
  command: () => ({
    program: process.execPath,
    args: [
      '-e',
      `const s = require('http').createServer((q, r) => { q.resume(); r.end(${JSON.stringify(text)}); });
       s.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + s.address().port })));`,
    ],
  }),
});

describe('a scenario', () => {
  it('measures the gateway beside the hand-written handler, every answer right', async () => {
    const record = await runScenario(S1, BRIEF);
    const { rows, verdicts } = evaluate(record);
    const figures = (contestant: string) =>
      rows.find((row) => row.contestant === contestant && row.load === 'saturation')?.medians;
    assert.equal(figures('hand-written')?.['calls'], 4);
    const ours = figures('vitrine');
    assert((ours?.['answers'] ?? 0) > 0 && (ours?.['cpuMs'] ?? 0) > 0 && (ours?.['rssMb'] ?? 0) > 50);
    const ratio = verdicts.find(({ claim }) => claim.id === 'S1-vitrine-hand-written')?.number;
    assert(ratio && ratio.median > 0);
  });

  it('has no result when an answer holds an error', async () => {
    const { scenario, anyRuns } = compareWith(answering('{"errors":[{"message":"no"}],"data":null}'));
    await assert.rejects(runScenario(scenario, BRIEF), /status 200.*"errors"/);
    assert.equal(anyRuns(), false);
  });

  it('has no result when answers hold other data than expected', async () => {
    const { scenario } = compareWith(answering(`{"data":{"feed":"${'x'.repeat(40_000)}"}}`));
    await assert.rejects(runScenario(scenario, BRIEF), /other data than expected/);
  });

  it('has no result when a contestant dies, and says which', async () => {
    const { scenario, pids, anyRuns } = compareWith(HAND_WRITTEN);
    const running = runScenario(scenario, { ...BRIEF, amounts: { ...BRIEF.amounts, seconds: 20 } });
    const killing = setInterval(() => {
      const [, server] = pids;
      if (server !== undefined && existsSync(`/proc/${server}`)) process.kill(server, 'SIGKILL');
    }, 100);
    await assert.rejects(running, /hand-written\.js ended with SIGKILL/);
    clearInterval(killing);
    assert.equal(anyRuns(), false);
  });

  it('has no result when what its configuration names is not at work', async () => {
    const proof = { title: 'compiled executions', read: () => Promise.resolve(0), leastPerAnswer: 1 };
    const { scenario } = compareWith({ ...HAND_WRITTEN, proof });
    await assert.rejects(runScenario(scenario, BRIEF), /0\.00 compiled executions per answer/);
  });
});

describe('npm run bench', () => {
  it('ends with everything it started when it is interrupted', async () => {
    const child = spawn(
      process.execPath,
      ['dist/bench/main.js', '--quick', '--only', 'S1', '--rounds', '1'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 130);
    assert.match(text, /everything that was started has ended/);
  });
});
