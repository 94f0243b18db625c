/** One measurement in a process of its own, so that memory is that of one engine: `node measure.mjs '{…}'` prints JSON. */
import { argv, cpuUsage, hrtime, memoryUsage, resourceUsage, stdout } from 'node:process';
import { createArticleMaker, makeQueries } from './make-articles.mjs';
import { PEERS } from './peers.mjs';

const BATCH = 1_000;
const { engine, phase, folder, articles, queries, updates, tokens } = JSON.parse(argv[2]);
const peer = await PEERS[engine]();
const seconds = () => Number(hrtime.bigint()) / 1e9;
/** Of the processor, all threads of this process: other work on the machine disturbs it least. */
const cpuSeconds = () => {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
};
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];

/** Runs `work`, in milliseconds of the clock and of the processor. */
async function timed(work) {
  const [clock, cpu] = [seconds(), cpuSeconds()];
  const result = await work();
  return { result, ms: (seconds() - clock) * 1_000, cpuMs: (cpuSeconds() - cpu) * 1_000 };
}

async function build() {
  const make = createArticleMaker({ tokens });
  let [making, makingCpu] = [0, 0];
  async function* batches() {
    for (let done = 0; done < articles; done += BATCH) {
      const made = await timed(async () => Array.from({ length: Math.min(BATCH, articles - done) }, make));
      making += made.ms;
      makingCpu += made.cpuMs;
      yield made.result;
    }
  }
  const { ms, cpuMs } = await timed(() => peer.build(folder, batches()));
  return {
    documentsPerSecond: (articles * 1_000) / (ms - making),
    documentsPerCpuSecond: (articles * 1_000) / (cpuMs - makingCpu),
  };
}

async function query() {
  const asked = makeQueries({ queries, articles, tokens });
  let opened;
  const first = await timed(async () => {
    opened = await peer.open(folder, 'read');
    return opened.find(asked[0]);
  });
  let hits = first.result;
  const times = [];
  for (const terms of asked.slice(1)) {
    const found = await timed(() => opened.find(terms));
    hits += found.result;
    times.push(found);
  }
  const clock = times.map(({ ms }) => ms);
  const cpu = times.map(({ cpuMs }) => cpuMs);
  return {
    firstMs: first.ms,
    firstCpuMs: first.cpuMs,
    p50Ms: percentile(clock, 0.5),
    p95Ms: percentile(clock, 0.95),
    p50CpuMs: percentile(cpu, 0.5),
    p95CpuMs: percentile(cpu, 0.95),
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
    times.push(await timed(() => opened.update(article)));
  }
  return {
    updateMs: percentile(
      times.map(({ ms }) => ms),
      0.5,
    ),
    updateCpuMs: percentile(
      times.map(({ cpuMs }) => cpuMs),
      0.5,
    ),
  };
}

stdout.write(JSON.stringify(await { build, query, update }[phase]()));
