import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The last 2.x series: 3.x needs Java 21 and Debian's stable release has 17. */
const VERSION = '2.19.1';
const ARTIFACT = `org.opensearch.distribution.integ-test-zip:opensearch:${VERSION}:zip`;

/** Either the unpacked server, or why there is none. */
export type Distribution =
  { readonly home: string; readonly missing?: undefined } | { readonly missing: string };

/** Maven answers within a minute; a first download on a slow line may take longer. */
const UNPACK_LIMIT_MS = 480_000;

/**
 * The server as OpenSearch's own tests use it (no plugins, no security), from whatever repository Maven is set up with.
 * Unpacked once into the cache folder; under another name first, so that a run that was cut short leaves nothing half.
 */
export function prepareDistribution(): Distribution {
  if (!answers('java', ['-version']))
    return { missing: 'Java is not installed (Debian: default-jre-headless)' };
  const home = join(cacheFolder(), `opensearch-${VERSION}`);
  if (existsSync(home)) return { home };
  if (!answers('mvn', ['-version'])) return { missing: 'Maven is not installed (Debian: maven)' };
  const partial = `${home}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const unpack = ['dependency:unpack', `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${partial}`];
    execFileSync('mvn', ['-B', '-q', ...unpack], { cwd: partial, timeout: UNPACK_LIMIT_MS, stdio: 'pipe' });
    makeReadable(partial);
    if (!existsSync(home)) renameSync(join(partial, `opensearch-${VERSION}`), home);
    return { home };
  } catch (error) {
    return { missing: `Maven could not bring ${ARTIFACT}: ${lastLine(error)}` };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The server does not run as root, and whoever it runs as instead cannot read root's home. */
function cacheFolder(): string {
  if (process.getuid?.() === 0) return join(tmpdir(), 'tracuu-tests');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tracuu-tests');
}

function makeReadable(folder: string): void {
  chmodSync(join(folder, '..'), 0o755);
  if (process.platform !== 'win32') execFileSync('chmod', ['-R', 'a+rX', folder]);
}

function answers(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}

function lastLine(error: unknown): string {
  const { stdout } = error as { stdout?: Buffer };
  const lines = (stdout?.toString() ?? '').trim().split('\n');
  return lines.find((line) => line.includes('ERROR')) ?? String(error);
}
