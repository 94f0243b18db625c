/** One visible line for what a run leaves out, so that green never hides it. */
export function saySkipped(reason: string): void {
  process.stderr.write(`skipped: ${reason}\n`);
}
