import type { Chance, Stream } from './chance.js';

/** Standard normal draw (Box-Muller over two draws of the same record). */
export function normal(chance: Chance, source: Stream, a: number, b = 0): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance.unit(source, a, b)));
  return radius * Math.cos(2 * Math.PI * chance.unit(source, a, b + 0x4000_0000));
}

/** Lognormal draw with the given median and sigma (of the logarithm). */
export function logNormal(shape: { median: number; sigma: number }, z: number): number {
  return shape.median * Math.exp(shape.sigma * z);
}

/** Keeps a number inside [low, high]. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Beta(2, 60): a small share such as likes per play. The larger gamma uses the Wilson-Hilferty approximation. */
export function betaTwoSixty(chance: Chance, source: Stream, a: number): number {
  const two = -Math.log(1 - chance.unit(source, a, 1)) - Math.log(1 - chance.unit(source, a, 2));
  const z = normal(chance, source, a, 3);
  const sixty = 60 * (1 - 1 / 540 + z / Math.sqrt(540)) ** 3;
  return two / (two + sixty);
}

/** Pareto draw with minimum `low` and exponent `alpha`. */
export function pareto(low: number, alpha: number, unit: number): number {
  return low / (1 - unit) ** (1 / alpha);
}

/** Cumulated weights, ending in 1. */
function cumulate(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => (sum += weight) / total);
}

/** Draws an index by weight; built once, drawn often. */
export class Weighted {
  private readonly steps: readonly number[];

  constructor(weights: readonly number[]) {
    this.steps = cumulate(weights);
  }

  /** Index for a uniform draw in [0, 1). */
  index(unit: number): number {
    const found = this.steps.findIndex((step) => unit < step);
    return found < 0 ? this.steps.length - 1 : found;
  }

  /** Zipf 1.0: weight 1 / rank. */
  static zipf(size: number): Weighted {
    return new Weighted(Array.from({ length: size }, (_, index) => 1 / (index + 1)));
  }
}
