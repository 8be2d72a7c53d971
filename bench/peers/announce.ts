/** Says where a peer listens, as every process of the suite does, and ends with its parent, whose pipe it reads. */
export function announce(url: string): void {
  process.stdout.write(`${JSON.stringify({ url: url.replace(/\/(graphql)?$/, '') })}\n`);
  process.stdin.resume().on('end', () => process.exit(0));
}
