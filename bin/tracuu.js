#!/usr/bin/env node
// In git, and not built, so that npx can link it on a fresh clone: a link to a file that is not there yet stays broken.
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('tracuu: not built yet; run "npm run build" in its folder first\n');
  process.exitCode = 1;
}
