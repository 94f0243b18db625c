import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastWords, startNode, type ClusterNode, type ClusterPlan } from './cluster-node.ts';
import { onOurEnd } from './on-our-end.ts';

/** A cluster of three nodes on loopback. */
export interface Cluster {
  readonly urls: readonly string[];
  /** `kill -9` of one node, numbered from 0; resolves when the process is gone. */
  kill(node: number): Promise<void>;
  /** Starts a killed node again and waits until the cluster has all its nodes and copies. */
  restart(node: number): Promise<void>;
  stop(): Promise<void>;
}

const NODES = 3;
/** Two cores need about 20 s when idle. */
const START_LIMIT_MS = 240_000;

export async function startCluster(home: string): Promise<Cluster> {
  const ports = await findFreePorts(NODES * 2);
  const plan: ClusterPlan = {
    home,
    folder: mkdtempSync(join(tmpdir(), 'tracuu-opensearch-')),
    nodes: Array.from({ length: NODES }, (_value, index) => ({
      name: `node-${index + 1}`,
      httpPort: ports[index * 2]!,
      transportPort: ports[index * 2 + 1]!,
    })),
  };
  const forgetFolder = onOurEnd('{ sleep 2; rm -rf "$1"; }', plan.folder);
  const nodes = plan.nodes.map((node) => startNode(plan, node));
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map(kill));
    rmSync(plan.folder, { recursive: true, force: true, maxRetries: 5 });
    forgetFolder();
  };
  try {
    await waitForNodes(plan, nodes);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    urls: nodes.map(({ url }) => url),
    kill: (index) => kill(nodes[index]!),
    restart: async (index) => {
      nodes[index] = startNode(plan, plan.nodes[index]!);
      await waitForNodes(plan, nodes);
    },
    stop,
  };
}

async function kill({ process: child }: ClusterNode): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** All nodes in one cluster, every copy of every shard in its place. */
async function waitForNodes(plan: ClusterPlan, nodes: readonly ClusterNode[]): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  const path = `/_cluster/health?wait_for_nodes=${nodes.length}&wait_for_status=green&timeout=5s`;
  for (;;) {
    const answers = await Promise.all(nodes.map(({ url }) => isReady(`${url}${path}`)));
    if (answers.every(Boolean)) return;
    const dead = nodes.find(({ process: child }) => child.exitCode !== null);
    if (dead !== undefined) throw new Error(`${dead.name} ended:\n${lastWords(plan, dead)}`);
    if (performance.now() > deadline)
      throw new Error(`no cluster after ${START_LIMIT_MS} ms:\n${lastWords(plan, nodes[0]!)}`);
    await sleep(250);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

/** Ports that were free a moment ago, all different: each is held until the last is found. */
async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
