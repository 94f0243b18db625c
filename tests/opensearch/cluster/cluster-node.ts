import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, copyFileSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onOurEnd } from './on-our-end.ts';

export interface NodePlan {
  readonly name: string;
  readonly httpPort: number;
  readonly transportPort: number;
}

export interface ClusterPlan {
  /** Where the server is unpacked. */
  readonly home: string;
  /** Folder of this run: configuration, data and logs of each node. */
  readonly folder: string;
  readonly nodes: readonly NodePlan[];
}

/** One node, a process of its own, so that it can be killed alone. */
export interface ClusterNode extends NodePlan {
  readonly url: string;
  readonly process: ChildProcess;
}

/** "nobody", on every Linux: the server refuses to run as root. */
const UNPRIVILEGED = 65_534;

/** Room for a few ten thousand small articles; three of them fit beside all else on a machine of 4 GB. */
const HEAP_MB = 512;

const runsAsRoot = (): boolean => process.getuid?.() === 0;

/** Starts a node on its folder; data of an earlier start are there again. */
export function startNode(plan: ClusterPlan, node: NodePlan): ClusterNode {
  const folder = join(plan.folder, node.name);
  makeFolder(plan.folder);
  makeFolder(folder);
  for (const part of ['config', 'data', 'logs', 'tmp']) makeFolder(join(folder, part));
  copyFileSync(join(plan.home, 'config', 'log4j2.properties'), join(folder, 'config', 'log4j2.properties'));
  writeFileSync(join(folder, 'config', 'opensearch.yml'), describeNode(plan, node, folder));
  const output = openSync(join(folder, 'logs', 'console.log'), 'a');
  const child = spawn('java', javaArguments(plan, folder), {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', output, output],
    ...(runsAsRoot() && { uid: UNPRIVILEGED, gid: UNPRIVILEGED }),
  });
  if (child.pid !== undefined) {
    // A node that went before is not looked for: its number may be another's by then.
    child.once('exit', onOurEnd('kill -9 "$1"', String(child.pid)));
  }
  return { ...node, url: `http://127.0.0.1:${node.httpPort}`, process: child };
}

function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (runsAsRoot()) chownSync(folder, UNPRIVILEGED, UNPRIVILEGED);
}

function describeNode({ nodes }: ClusterPlan, node: NodePlan, folder: string): string {
  const seeds = nodes.map(({ transportPort }) => `127.0.0.1:${transportPort}`);
  const settings: readonly (readonly [string, string | number | boolean | readonly string[]])[] = [
    ['cluster.name', 'tracuu-tests'],
    ['node.name', node.name],
    ['path.data', join(folder, 'data')],
    ['path.logs', join(folder, 'logs')],
    ['network.host', '127.0.0.1'],
    ['http.port', node.httpPort],
    ['transport.port', node.transportPort],
    ['discovery.seed_hosts', seeds],
    ['cluster.initial_cluster_manager_nodes', nodes.map(({ name }) => name)],
    ['discovery.find_peers_interval', '500ms'],
    ['node.store.allow_mmap', false],
    // A disk that is nearly full is a fault that a test makes by itself.
    ['cluster.routing.allocation.disk.threshold_enabled', false],
  ];
  return settings.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('');
}

function javaArguments({ home }: ClusterPlan, folder: string): string[] {
  return [
    `-Xms${HEAP_MB}m`,
    `-Xmx${HEAP_MB}m`,
    // Three nodes share few cores with the tests: a quick start is worth more than top speed.
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.io.tmpdir=${join(folder, 'tmp')}`,
    '-Djava.security.manager=allow',
    '-Dlog4j2.disable.jmx=true',
    `-Dopensearch.path.home=${home}`,
    `-Dopensearch.path.conf=${join(folder, 'config')}`,
    '-Dopensearch.distribution.type=zip',
    '-cp',
    join(home, 'lib', '*'),
    'org.opensearch.bootstrap.OpenSearch',
  ];
}

/** The end of what a node said, for the message of a start that failed. */
export function lastWords(plan: ClusterPlan, { name }: NodePlan): string {
  const console = readFileSync(join(plan.folder, name, 'logs', 'console.log'), 'utf8');
  return console.trim().split('\n').slice(-8).join('\n');
}
