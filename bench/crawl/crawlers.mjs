// One crawler over the site, in a process of its own: `node crawlers.mjs NAME ORIGINS PAGES FOLDER PEERS`.
// Prints one JSON line: pages, seconds, CPU of the process and its resident memory on the way.
import { createRequire } from 'node:module';
import { setInterval } from 'node:timers';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [name, originsJson, pagesText, folder, peers] = process.argv.slice(2);
const origins = JSON.parse(originsJson);
const pages = Number(pagesText);
const hosts = origins.length;
/** For crawlers that are told all addresses; one that finds them need not hold 50,000 of them for nothing. */
const makeUrls = () =>
  Array.from(
    { length: pages },
    (_, id) => `${origins[id % hosts]}/tin-tuc/bai-viet-${id % hosts}-${100_000 + id}.html`,
  );
const loadPeer = async (module) => {
  const require = createRequire(join(peers, 'package.json'));
  return import(pathToFileURL(require.resolve(module)).href);
};

const samples = [];
let done = 0;
let peakRss = 0;
const started = process.hrtime.bigint();
const elapsed = () => Number(process.hrtime.bigint() - started) / 1e9;
/** Of all threads, since the start of the process. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const watch = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
}, 200);
watch.unref();
function count() {
  done += 1;
  if (done % 1_000 === 0)
    samples.push({
      done,
      seconds: elapsed(),
      cpuMs: cpuMs(),
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
    });
}

const crawlers = {
  /** The floor: fetch, tokenize, take paragraphs; nothing is kept. One connection a host, as the others. */
  async bare() {
    const { request, Agent } = await loadPeer('undici');
    const { Parser } = await loadPeer('htmlparser2');
    const dispatcher = new Agent({ connections: 1, pipelining: 1 });
    const queue = makeUrls();
    let chars = 0;
    await Promise.all(
      origins.map(async () => {
        for (;;) {
          const url = queue.pop();
          if (url === undefined) return;
          const { body } = await request(url, { dispatcher });
          const html = await body.text();
          const parser = new Parser(
            extraction((text) => {
              chars += text;
            }),
          );
          parser.end(html);
          count();
        }
      }),
    );
    return chars;
  },
  async crawlee() {
    process.env.CRAWLEE_STORAGE_DIR = folder;
    process.env.CRAWLEE_LOG_LEVEL = 'ERROR';
    const { CheerioCrawler, Configuration } = await loadPeer('crawlee');
    const config = new Configuration({
      storageClientOptions: { localDataDirectory: folder },
      purgeOnStart: true,
    });
    const crawler = new CheerioCrawler(
      {
        maxConcurrency: hosts,
        minConcurrency: hosts,
        maxRequestRetries: 0,
        async requestHandler({ $, request, pushData }) {
          const text = $('p')
            .map((_, p) => $(p).text())
            .get()
            .join('\n\n');
          await pushData({ url: request.url, title: $('h1').text(), text });
          count();
        },
      },
      config,
    );
    await crawler.run(makeUrls());
  },
  async tracuu(workers) {
    const { crawlSites, openArchive } = await import('../../dist/index.js');
    const { parseCrawlConfig } = await import('../../dist/crawl/config/parse-crawl-config.js');
    const config = parseCrawlConfig(
      JSON.stringify({
        userAgent: 'tracuu-bench (+https://example.org/bot)',
        allowPrivateAddresses: true,
        hostsInParallel: hosts,
        sites: origins.map((origin, index) => ({
          name: `s${index}`,
          sitemaps: [`${origin}/sitemap.xml`],
          delayMs: 0,
          maxPages: 50_000,
          maxDepth: 1,
        })),
      }),
      'bench',
    );
    const workspace = openArchive(folder, { mode: 'write' });
    const report = await crawlSites(workspace, config, {
      workers,
      onProgress: (line) => {
        if (line.includes('bai-viet')) count();
      },
    });
    workspace.close();
    if (report.new + report.duplicate + report.unchanged !== pages) throw new Error(JSON.stringify(report));
  },
};

/** A simple extraction: the words of the paragraphs. */
function extraction(take) {
  let depth = 0;
  return {
    onopentag: (tag) => {
      if (tag === 'p') depth += 1;
    },
    ontext: (text) => {
      if (depth > 0) take(text.length);
    },
    onclosetag: (tag) => {
      if (tag === 'p') depth -= 1;
    },
  };
}

if (name === 'tracuu-inline') await crawlers.tracuu(0);
else if (name === 'tracuu') await crawlers.tracuu(undefined);
else await crawlers[name]();
const seconds = elapsed();
process.stdout.write(
  `${JSON.stringify({ name, done, seconds, cpuMsPerPage: cpuMs() / done, peakRssMb: Math.round(Math.max(peakRss, process.memoryUsage.rss()) / 1e6), samples })}\n`,
  () => process.exit(0),
);
