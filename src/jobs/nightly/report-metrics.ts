import type { Metric } from '../../engines/monitoring/metrics-file.ts';
import { OUTCOME_COUNTS, type CrawlFigures, type CrawlReport, type SiteReport } from './crawl-report.ts';

/** A crawl's report as figures for Prometheus; each site's tries add up to what the report says. */
export function reportMetrics(report: CrawlReport): Metric[] {
  return [...siteMetrics(report.sites), alarmMetric(report), ...runMetrics(report)];
}

/** What a run has done so far, under the names that its report will have. Alarms are told at its end. */
export function runningMetrics({ sites, pending, startedAt }: CrawlFigures): Metric[] {
  return [
    ...siteMetrics(sites),
    pendingMetric(pending),
    {
      name: 'tracuu_crawl_started_timestamp_seconds',
      help: 'When the run that goes on now began',
      samples: [{ labels: {}, value: Date.parse(startedAt) / 1_000 }],
    },
  ];
}

function siteMetrics(sites: readonly SiteReport[]): Metric[] {
  const bySite = (value: (site: SiteReport) => number): Metric['samples'] =>
    sites.map((site) => ({ labels: { site: site.site }, value: value(site) }));
  return [
    {
      name: 'tracuu_crawl_tries',
      help: 'Tries of addresses in the last run, by what they came to',
      samples: sites.flatMap((site) =>
        OUTCOME_COUNTS.map((outcome) => ({ labels: { site: site.site, outcome }, value: site[outcome] })),
      ),
    },
    {
      name: 'tracuu_crawl_failures',
      help: 'Addresses that could not be had in the last run, by cause',
      samples: sites.flatMap((site) =>
        Object.entries(site.failures).map(([cause, value]) => ({
          labels: { site: site.site, cause },
          value,
        })),
      ),
    },
    {
      name: 'tracuu_crawl_skipped',
      help: 'Pages that were known to be unchanged',
      samples: bySite((site) => site.skipped),
    },
    {
      name: 'tracuu_crawl_bytes',
      help: 'Bytes of the bodies that came',
      samples: bySite((site) => site.bytes),
    },
    {
      name: 'tracuu_crawl_wait_seconds',
      help: 'Time spent waiting for answers',
      samples: bySite((site) => site.seconds),
    },
    {
      name: 'tracuu_crawl_mentions',
      help: 'Mentions of documents in the articles that were stored',
      samples: bySite((site) => site.mentions),
    },
  ];
}

const alarmMetric = ({ alarms }: CrawlReport): Metric => ({
  name: 'tracuu_crawl_alarms',
  help: 'Sites that have become unlike themselves',
  samples: alarms.map(({ site, code }) => ({ labels: { site, code }, value: 1 })),
});

const pendingMetric = (pending: number): Metric => ({
  name: 'tracuu_crawl_pending',
  help: 'Addresses that are still to be asked for',
  samples: [{ labels: {}, value: pending }],
});

function runMetrics(report: CrawlReport): Metric[] {
  const single = (value: number): Metric['samples'] => [{ labels: {}, value }];
  return [
    pendingMetric(report.pending),
    { name: 'tracuu_indexed_articles', help: 'Articles in the index', samples: single(report.indexed) },
    {
      name: 'tracuu_crawl_finished_timestamp_seconds',
      help: 'When the last run ended',
      samples: single(Date.parse(report.finishedAt) / 1_000),
    },
    {
      name: 'tracuu_crawl_duration_seconds',
      help: 'How long the last run took',
      // The machine's clock may have been set back meanwhile.
      samples: single(Math.max(0, (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1_000)),
    },
  ];
}
