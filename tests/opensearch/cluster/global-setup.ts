import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { saySkipped } from '../../support/say-skipped.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { prepareDistribution } from './distribution.ts';

/** What tests are told: where the nodes are and where to ask for one's end. `null` where there is no cluster. */
export interface ProvidedCluster {
  readonly urls: readonly string[];
  readonly control: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: ProvidedCluster | null;
  }
}

let running: { readonly cluster: Cluster; readonly control: Server } | undefined;

/** One cluster for all test files: it takes longer to start than most of them run. */
export async function setup(project: TestProject): Promise<void> {
  const distribution = prepareDistribution();
  if (distribution.missing !== undefined) {
    saySkipped(`tests on an OpenSearch cluster: ${distribution.missing}`);
    project.provide('cluster', null);
    return;
  }
  const cluster = await startCluster(distribution.home);
  const control = createControl(cluster).listen(0, '127.0.0.1');
  await once(control, 'listening');
  const { port } = control.address() as AddressInfo;
  project.provide('cluster', { urls: cluster.urls, control: `http://127.0.0.1:${port}` });
  running = { cluster, control };
}

export async function teardown(): Promise<void> {
  running?.control.close();
  await running?.cluster.stop();
}

/** Tests run in a process of their own: `/kill/0` and `/restart/0` reach the one that holds the nodes. */
function createControl(cluster: Cluster): Server {
  return createServer((request, response) => {
    const [, action, node] = /^\/(kill|restart)\/(\d)$/u.exec(request.url ?? '') ?? [];
    const done = action === 'kill' ? cluster.kill(Number(node)) : cluster.restart(Number(node));
    done.then(
      () => response.end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
}
