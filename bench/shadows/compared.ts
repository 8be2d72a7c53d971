import { z } from 'zod';

/** What is read of the figures of a gateway. */
const figures = z.object({
  rules: z.record(
    z.string(),
    z.object({ compared: z.record(z.string(), z.object({ ab: z.object({ asked: z.number() }) })) }),
  ),
});

/** How often a gateway asked a candidate so far, over all coordinates. */
export async function comparedOf(url: string): Promise<number> {
  const { rules } = figures.parse(await (await fetch(`${url}/rollout/parity`)).json());
  return Object.values(rules)
    .flatMap(({ compared }) => Object.values(compared))
    .reduce((sum, { ab }) => sum + ab.asked, 0);
}
