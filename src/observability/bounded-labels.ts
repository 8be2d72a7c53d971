/** Series of one metric; combinations beyond this share one series, whatever a faulty caller passes as labels. */
const MAX_SERIES = 2_000;
const OVERFLOW = 'other';

/** Finds the series of a combination of labels; `bind` makes it on first use, so that later uses cost one look-up. */
export function boundedLabels<Series>(
  bind: (...labels: string[]) => Series,
  maxSeries = MAX_SERIES,
): (...labels: string[]) => Series {
  const known = new Map<string, Series>();
  return (...labels) => {
    const key = labels.join('\n');
    let series = known.get(key);
    if (series === undefined) {
      series = known.size < maxSeries ? bind(...labels) : bind(...labels.map(() => OVERFLOW));
      if (known.size < maxSeries) known.set(key, series);
    }
    return series;
  };
}
