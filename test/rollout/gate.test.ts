import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { historyLine } from '../../rollout/fleet/history.js';
import { runRollout } from '../../scripts/rollout/command.js';
import { surroundings } from './support/command.js';
import { fileOf, written, writtenOfAuthor, type Written } from './support/rules.js';

const RULE = 'feed-primary';
const HOUR_MS = 3_600_000;
const NOW = Date.parse('2027-01-10T12:00:00Z');
const ago = (hours: number): string => new Date(NOW - hours * HOUR_MS).toISOString();

let folder: string;
before(() => (folder = mkdtempSync(join(tmpdir(), 'gate-'))));
after(() => rmSync(folder, { recursive: true }));

/** A rule that came to its share `hours` ago, and was measured every ten minutes since then; `guardrails`: each time. */
const historyOf = (
  bp: number,
  hours: number,
  perTenMinutes: number,
  control = perTenMinutes,
  guardrails: 'good' | 'bad' | 'unknown' = 'good',
): string =>
  [
    historyLine({ at: ago(hours + 300), version: 3, rule: RULE, bp: 0 }),
    historyLine({ at: ago(hours), version: 4, rule: RULE, bp }),
    historyLine({ at: ago(hours - 0.1), version: 5, rule: 'video-author', bp: 10 }),
    ...Array.from({ length: Math.floor(hours) * 6 }, (_, index) =>
      historyLine({
        at: ago(hours - (index + 1) / 6),
        rule: RULE,
        version: 4,
        ms: 600_000,
        outcomes: { control, treatment: perTenMinutes },
        guardrails,
      }),
    ),
  ].join('');

/** As npm run parity writes it, of what was compared until now, unless changed. */
const report = (
  verdict: 'met' | 'mismatch' | 'too-little-data',
  { madeAt = NOW, ...changes }: Readonly<Record<string, unknown>> = {},
): string =>
  JSON.stringify({
    format: 'vitrine-parity/1',
    madeAt,
    rules: {
      [RULE]: {
        coordinates: [],
        ...{ control: 'legacy', treatment: 'primary', mode: 'shadow', ranked: 'same', lastAt: NOW },
        ...changes,
        gate: {
          verdict,
          conditions: [{ name: 'parity of Query.feed', met: verdict === 'met', figure: '99.2 %' }],
        },
      },
    },
  });

interface Scene {
  readonly rule?: Written;
  readonly history: string;
  readonly parity?: string;
  readonly kill?: string;
  readonly to: number | string;
}

async function gate({ rule = {}, history, parity, kill = '', to }: Scene) {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const rules = file('rules.json', fileOf(5, written(rule), writtenOfAuthor()));
  file('rules.json.kill', kill);
  const { said, parts } = surroundings({ wallNow: () => NOW });
  const code = await runRollout(
    [
      ...['gate', RULE, '--to', String(to), '--rules', rules, '--history', file('h.jsonl', history)],
      ...(parity === undefined ? [] : ['--parity', file('report.json', parity)]),
    ],
    parts,
  );
  return { code, ...said };
}

describe('npm run rollout -- gate', () => {
  it('is met when everything is there', async () => {
    const { code, out, err } = await gate({
      rule: { bp: 1_000 },
      history: historyOf(1_000, 25, 400),
      parity: report('met'),
      to: 2_500,
    });
    assert.equal(code, 0, out + err);
    for (const name of [
      'state',
      'kill file',
      'step',
      'dwell',
      'outcomes',
      'daily peak',
      'guardrails',
      'parity',
    ])
      assert.match(out, new RegExp(`^ {2}${name} +met `, 'm'));
    assert.ok(!out.includes('Remedy'));
  });

  it('asks for no daily peak on early steps', async () => {
    const { code, out } = await gate({
      history: historyOf(500, 13, 400),
      parity: report('met'),
      to: 1_000,
    });
    assert.equal(code, 0, out);
    assert.ok(!out.includes('daily peak'));
  });

  const wanting: readonly (readonly [what: string, code: number, scene: Scene, says: RegExp])[] = [
    [
      'the dwell is not over',
      1,
      { history: historyOf(500, 11, 400), parity: report('met'), to: 1_000 },
      /dwell +NOT MET +11\.0 h, 12\.0 h are wanted\n +Remedy: Ask again at 2027-01-10T13:00/,
    ],
    [
      'too few outcomes of one arm were counted',
      2,
      { history: historyOf(500, 13, 400, 250), parity: report('met'), to: 1_000 },
      /outcomes +TOO LITTLE DATA +19500 of control, 31200 of treatment, 20000 of each are wanted/,
    ],
    [
      'hours of the day are missing',
      2,
      {
        rule: { bp: 1_000 },
        history: historyOf(1_000, 40, 2_000).split('\n').slice(0, 100).join('\n') + '\n',
        parity: report('met'),
        to: 2_500,
      },
      /daily peak +TOO LITTLE DATA +17 of 24 hours/,
    ],
    [
      'the history does not know the share',
      2,
      { history: historyOf(100, 40, 400), parity: report('met'), to: 1_000 },
      /the history does not say when feed-primary came to 500\n +Remedy: Append \{"at":"2027-01-04T08:01:00Z","version":1,"rule":"feed-primary","bp":500\}/,
    ],
    [
      'a guardrail is bad',
      1,
      { history: historyOf(500, 13, 400, 400, 'bad'), parity: report('met'), to: 1_000 },
      /guardrails +NOT MET +bad when the fleet check last judged/,
    ],
    [
      'guardrails never had enough to judge',
      2,
      { history: historyOf(500, 13, 400, 400, 'unknown'), parity: report('met'), to: 1_000 },
      /guardrails +TOO LITTLE DATA +the fleet check has not judged this share yet/,
    ],
    [
      'values do not agree',
      1,
      { history: historyOf(500, 13, 400), parity: report('mismatch'), to: 1_000 },
      /parity +NOT MET +parity of Query\.feed: 99\.2 %/,
    ],
    [
      'too little was compared',
      2,
      { history: historyOf(500, 13, 400), parity: report('too-little-data'), to: 1_000 },
      /parity +TOO LITTLE DATA +parity of Query\.feed/,
    ],
    [
      'there is no report',
      2,
      { history: historyOf(500, 13, 400), to: 1_000 },
      /parity +TOO LITTLE DATA +no report says anything of feed-primary\n +Remedy: Run npm run parity/,
    ],
    [
      'the report is an old one',
      2,
      {
        history: historyOf(500, 13, 400),
        parity: report('met', { madeAt: Date.parse('2019-11-11T00:00:00Z') }),
        to: 1_000,
      },
      /parity +TOO LITTLE DATA +the report ends at 2019-11-11T00:00:00\.000Z, 2027-01-10T11:00:00\.000Z is wanted/,
    ],
    [
      'nothing was compared for as long as the rule has to stay',
      2,
      { history: historyOf(500, 13, 400), parity: report('met', { lastAt: Date.parse(ago(2)) }), to: 1_000 },
      /parity +TOO LITTLE DATA +the report ends at 2027-01-10T10:00:00\.000Z/,
    ],
    [
      'other paths were compared',
      2,
      { history: historyOf(500, 13, 400), parity: report('met', { treatment: 'legacy' }), to: 1_000 },
      /parity +TOO LITTLE DATA +the report compares legacy with legacy, and the rule legacy with primary/,
    ],
    [
      'lists were only measured, which now have to agree',
      2,
      { history: historyOf(500, 13, 400), parity: report('met', { ranked: 'different' }), to: 1_000 },
      /parity +TOO LITTLE DATA +the report was made while ranked was different/,
    ],
    [
      'more than one step is wanted',
      1,
      { history: historyOf(500, 13, 400), parity: report('met'), to: 2_500 },
      /step +NOT MET +500 to 2500, 1000 is the next step/,
    ],
    [
      'the rule is killed',
      1,
      { history: historyOf(500, 13, 400), parity: report('met'), kill: `${RULE}\n`, to: 1_000 },
      /kill file +NOT MET/,
    ],
    [
      'the rule is a draft',
      1,
      { rule: { state: 'draft' }, history: historyOf(500, 13, 400), parity: report('met'), to: 1_000 },
      /state +NOT MET +draft/,
    ],
  ];
  for (const [what, expected, scene, says] of wanting)
    it(`says so, and what to do, when ${what}`, async () => {
      const { code, out } = await gate(scene);
      assert.equal(code, expected, out);
      assert.match(out, says);
      assert.match(out, /\n {6}Remedy: .{10}/);
    });

  it('counts the stay from the first publication of the share, not from the last', async () => {
    const again = historyLine({ at: ago(1), version: 6, rule: RULE, bp: 500 });
    const { code, out } = await gate({
      history: historyOf(500, 13, 400) + again,
      parity: report('met'),
      to: 1_000,
    });
    assert.equal(code, 0, out);
  });

  it('asks treatment alone for outcomes where there is no control, and for no parity', async () => {
    const rule = { coordinates: ['Video.viewer'], control: 'none', treatment: 'engagement' };
    const { code, out } = await gate({ rule, history: historyOf(500, 13, 400, 0), to: 1_000 });
    assert.equal(code, 0, out);
    assert.match(out, /there is nothing to compare with/);
  });

  it('needs nothing to go back', async () => {
    assert.equal((await gate({ history: '', to: 100, kill: '*\n' })).code, 0);
  });

  it('leaves out a last line that a crash tore', async () => {
    const { code } = await gate({
      history: `${historyOf(500, 13, 400)}{"at":"20`,
      parity: report('met'),
      to: 1_000,
    });
    assert.equal(code, 0);
  });

  const mistakes: readonly (readonly [what: string, scene: Scene, says: RegExp])[] = [
    ['a share that is none', { history: '', to: '5 %' }, /--to is a whole number of hundredths of a percent/],
    ['a share beyond all', { history: '', to: 10_001 }, /--to is a whole number of hundredths of a percent/],
    ['a history that is none', { history: 'x\n', to: 1_000 }, /Line 1 is neither/],
    ['a report that is none', { history: '', parity: '{}', to: 1_000 }, /is no report of npm run parity/],
    ['rules that a gateway would not take', { rule: { bp: -1 }, history: '', to: 10 }, /holds no rules/],
    ['a rule that is not there', { rule: { id: 'x' }, history: '', to: 10 }, /has no rule feed-primary/],
  ];
  for (const [what, scene, says] of mistakes)
    it(`refuses ${what} with 3, because 2 says that data are missing`, async () => {
      const { code, err } = await gate(scene);
      assert.equal(code, 3);
      assert.match(err, says);
      assert.match(err, /\nRemedy: .{10}/);
    });
});
