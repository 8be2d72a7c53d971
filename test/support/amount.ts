/** How much a test does: little with every test run, all of it with `npm run soak`. */
export const amount = (usually: number, whole: number): number =>
  process.env['SOAK'] === 'on' ? whole : usually;
