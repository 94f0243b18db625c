import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createJsonLogger } from '../../../src/engines/monitoring/json-logger.ts';
import {
  formatMetrics,
  writeMetricsFile,
  type Metric,
} from '../../../src/engines/monitoring/metrics-file.ts';
import { startMetricsServer, type MetricsServer } from '../../../src/engines/monitoring/metrics-server.ts';

const metric = (name: string, value: number, labels: Record<string, string> = {}): Metric => ({
  name,
  help: `Of ${name}`,
  samples: [{ labels, value }],
});

describe('createJsonLogger', () => {
  test('writes one JSON object a line, with level, time, message, the job and the fields', async () => {
    const lines: string[] = [];
    const logger = await createJsonLogger({ job: 'crawl' }, (line) => lines.push(line));
    logger.info('crawling', { done: 100, pending: 7 });
    logger.warn('Quận 1: "dấu ngoặc"\nvà dòng mới', { url: 'https://a.example/' });
    expect(lines.every((line) => /^\{[^\n]*\}\n$/u.test(line))).toBe(true);
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u) as string;
    expect(first).toEqual({ level: 'info', time, job: 'crawl', message: 'crawling', done: 100, pending: 7 });
    expect(second).toEqual({
      level: 'warn',
      time,
      job: 'crawl',
      message: 'Quận 1: "dấu ngoặc"\nvà dòng mới',
      url: 'https://a.example/',
    });
  });

  test('a log that cannot be written ends nothing, and the next line says how many were lost', async () => {
    const lines: string[] = [];
    let isFull = true;
    const logger = await createJsonLogger({}, (line) => {
      if (isFull) throw new Error('ENOSPC: no space left on device');
      lines.push(line);
    });
    for (const message of ['một', 'hai', 'ba']) logger.info(message);
    isFull = false;
    logger.info('bốn');
    logger.info('năm');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ message: 'bốn', dropped: 3 }),
      expect.not.objectContaining({ dropped: expect.anything() as unknown }),
    ]);
  });
});

describe('figures in a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracuu-metrics-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('stand in the text format of Prometheus', async () => {
    const text = await formatMetrics([
      metric('tracuu_crawl_pages', 3, { site: 'Báo "A"\\B', outcome: 'new' }),
      { ...metric('tracuu_crawl_alarms', 1), samples: [] },
      metric('tracuu_crawl_pending', 0),
    ]);
    expect(text.split('\n')).toEqual([
      '# HELP tracuu_crawl_pages Of tracuu_crawl_pages',
      '# TYPE tracuu_crawl_pages gauge',
      'tracuu_crawl_pages{site="Báo \\"A\\"\\\\B",outcome="new"} 3',
      '',
      '# HELP tracuu_crawl_alarms Of tracuu_crawl_alarms',
      '# TYPE tracuu_crawl_alarms gauge',
      'tracuu_crawl_alarms 0',
      '',
      '# HELP tracuu_crawl_pending Of tracuu_crawl_pending',
      '# TYPE tracuu_crawl_pending gauge',
      'tracuu_crawl_pending 0',
      '',
    ]);
  });

  test('are replaced in one step: who reads all the time never sees half of them', async () => {
    const path = join(folder, 'tracuu.prom');
    const figures = (round: number): Metric[] =>
      Array.from({ length: 400 }, (_value, at) => metric(`figure_${at}`, round));
    await writeMetricsFile(path, figures(0));
    const reader = new Worker(READS_ALL_THE_TIME, { eval: true, workerData: path });
    const result = new Promise<{ reads: number; torn: string[] }>((resolve, reject) => {
      reader.once('message', resolve);
      reader.once('error', reject);
    });
    await new Promise((resolve) => reader.once('online', resolve));
    for (let round = 1; round <= 60; round++) await writeMetricsFile(path, figures(round));
    reader.postMessage('stop');
    const { reads, torn } = await result;
    await reader.terminate();
    expect(torn).toEqual([]);
    expect(reads).toBeGreaterThan(10);
    expect(readdirSync(folder)).toEqual(['tracuu.prom']);
  });

  test('leave the former file where the new one cannot be put in place, and nothing beside it', async () => {
    const path = join(folder, 'tracuu.prom');
    // A folder by that name: what is renamed over it is refused by the system.
    mkdirSync(join(path, 'inner'), { recursive: true });
    await expect(writeMetricsFile(path, [metric('a', 1)])).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/u);
    expect(readdirSync(folder)).toEqual(['tracuu.prom']);
    await expect(writeMetricsFile(join(folder, 'none', 'a.prom'), [metric('a', 1)])).rejects.toThrow(
      /ENOENT/u,
    );
  });
});

/** Each reading must hold all 400 figures, all of one round. */
const READS_ALL_THE_TIME = `
  const { parentPort, workerData: path } = require('node:worker_threads');
  const { readFileSync } = require('node:fs');
  let [isStopping, reads] = [false, 0];
  const torn = [];
  parentPort.on('message', () => (isStopping = true));
  const read = () => {
    const values = readFileSync(path, 'utf8').split('\\n').filter((line) => /^figure_/u.test(line));
    const rounds = new Set(values.map((line) => line.split(' ')[1]));
    if (values.length !== 400 || rounds.size !== 1) torn.push(values.length + ' of rounds ' + [...rounds]);
    reads++;
    if (isStopping) parentPort.postMessage({ reads, torn });
    else setImmediate(read);
  };
  read();
`;

describe('figures at /metrics', () => {
  let server: MetricsServer;
  let figure = 1;
  beforeEach(async () => {
    figure = 1;
    server = await startMetricsServer({
      port: 0,
      read: () => {
        if (figure < 0) throw new Error('the database is closed');
        return [metric('tracuu_crawl_pending', figure)];
      },
    });
  });
  afterEach(async () => {
    await server.close();
  });

  test('are those of the instant that they are asked for', async () => {
    const first = await fetch(server.url);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await first.text()).toContain('\ntracuu_crawl_pending 1\n');
    figure = 2;
    expect(await (await fetch(`${server.url}?name[]=x`)).text()).toContain('\ntracuu_crawl_pending 2\n');
  });

  test.each([
    ['GET', '/', 404],
    ['GET', '/metrics/../etc/passwd', 404],
    ['POST', '/metrics', 405],
    ['HEAD', '/metrics', 200],
  ])('%s %s is answered by %d', async (method, path, status) => {
    expect((await fetch(new URL(path, server.url), { method })).status).toBe(status);
  });

  test('a figure that cannot be had is an answer, and the next request is served', async () => {
    figure = -1;
    const failed = await fetch(server.url);
    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain('the database is closed');
    figure = 3;
    expect((await fetch(server.url)).status).toBe(200);
  });

  test('a port that is taken is said with its way out', async () => {
    const { port } = new URL(server.url);
    await expect(startMetricsServer({ port: Number(port), read: () => [] })).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringMatching(
        new RegExp(`^127\\.0\\.0\\.1:${port} cannot be listened on`, 'u'),
      ) as string,
    });
  });

  test('are given to this machine alone unless another address is named', async () => {
    const { hostname, port } = new URL(server.url);
    expect(hostname).toBe('127.0.0.1');
    // Another address of this machine: who listens on all of them would answer here, too.
    await expect(fetch(`http://127.0.0.2:${port}/metrics`)).rejects.toThrow();
    const open = await startMetricsServer({ port: 0, host: '0.0.0.0', read: () => [] });
    const other = open.url.replace('0.0.0.0', '127.0.0.2');
    expect((await fetch(other)).status).toBe(200);
    await open.close();
  });

  test('are no longer given once it is closed', async () => {
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
  });
});
