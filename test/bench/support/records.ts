import type { BenchRecord } from '../../../bench/report/record.js';

/** CPU per answer of a round: of the gateway, of the handler; what disturbed it. */
export interface Round {
  readonly ours: number;
  readonly theirs: number;
  readonly disturbed?: string;
}

/** A record of rounds at saturation, as a run writes it. */
export function recordOf(rounds: readonly Round[], overrides: Partial<BenchRecord> = {}): BenchRecord {
  return {
    scenario: {
      id: 'S1',
      title: 'The feed',
      about: 'One page.',
      figures: [
        { key: 'cpuMs', title: 'CPU ms per answer', digits: 3 },
        { key: 'gcPercent', title: 'Collector', digits: 1 },
      ],
      claims: [
        {
          id: 'ours-theirs',
          title: 'Ours ÷ theirs',
          figure: 'cpuMs',
          of: { contestant: 'ours', load: 'saturation' },
          to: { contestant: 'theirs', load: 'saturation' },
          goal: { atMost: 1.5 },
        },
      ],
    },
    command: 'npm run bench -- --only S1',
    startedAt: '2026-01-02T03:04:05.000Z',
    amounts: { quick: false, rounds: rounds.length, seconds: 20, warmUpSeconds: 10 },
    surroundings: {
      commit: 'abcdef012345',
      cpu: 'Model <1>',
      cores: 2,
      memoryGb: 8,
      kernel: '6.1.0',
      pinned: true,
      versions: { node: '24.0.0' },
    },
    entrants: [
      { name: 'theirs', title: 'Handler', configuration: 'by hand', command: 'node handler.js' },
      { name: 'ours', title: 'Gateway', configuration: 'as served', command: 'node main.js' },
    ],
    samples: rounds.flatMap(({ ours, theirs, disturbed }, index) => {
      const part = { load: 'saturation', round: index + 1, disturbed: disturbed ? [disturbed] : [] };
      return [
        { contestant: 'theirs', figures: { cpuMs: theirs }, ...part },
        { contestant: 'ours', figures: { cpuMs: ours }, ...part },
      ];
    }),
    notes: [],
    flaws: [],
    ...overrides,
  };
}
