/** One measurement in a process of its own, so that memory is that of one engine: `node measure.mjs '{…}'` prints JSON. */
import { argv, hrtime, memoryUsage, resourceUsage, stdout } from 'node:process';
import { createArticleMaker, makeQueries } from './make-articles.mjs';
import { PEERS } from './peers.mjs';

const BATCH = 1_000;
const { engine, phase, folder, articles, queries, updates, tokens } = JSON.parse(argv[2]);
const peer = await PEERS[engine]();
const seconds = () => Number(hrtime.bigint()) / 1e9;
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];

async function build() {
  const make = createArticleMaker({ tokens });
  let making = 0;
  async function* batches() {
    for (let done = 0; done < articles; done += BATCH) {
      const from = seconds();
      const batch = Array.from({ length: Math.min(BATCH, articles - done) }, make);
      making += seconds() - from;
      yield batch;
    }
  }
  const from = seconds();
  await peer.build(folder, batches());
  return { documentsPerSecond: articles / (seconds() - from - making) };
}

async function query() {
  const asked = makeQueries({ queries, articles });
  const before = seconds();
  const opened = await peer.open(folder, 'read');
  let hits = await opened.find(asked[0]);
  const firstMs = (seconds() - before) * 1_000;
  const times = [];
  for (const terms of asked.slice(1)) {
    const from = seconds();
    hits += await opened.find(terms);
    times.push((seconds() - from) * 1_000);
  }
  return {
    firstMs,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    hits,
    rssMb: memoryUsage().rss / 2 ** 20,
    peakMb: resourceUsage().maxRSS / 2 ** 10,
  };
}

async function update() {
  const opened = await peer.open(folder, 'write');
  const make = createArticleMaker({ seed: 2, tokens });
  const times = [];
  for (let at = 0; at < updates; at++) {
    const article = { ...make(), id: `new-${at}`, sequence: articles + at + 1 };
    const from = seconds();
    await opened.update(article);
    times.push((seconds() - from) * 1_000);
  }
  return { updateMs: percentile(times, 0.5), updateP95Ms: percentile(times, 0.95) };
}

stdout.write(JSON.stringify(await { build, query, update }[phase]()));
