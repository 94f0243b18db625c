import type { CrawlReport, OutcomeCounts, SiteReport } from './crawl-report.ts';

/**
 * A report for a person: one line for the run, one for each site where there are several, one for each alarm.
 * `crawled 21 addresses: 14 new articles, 0 changed, …`
 */
export function describeReport(report: CrawlReport): string {
  const start = report.resumed ? 'continued and crawled' : 'crawled';
  const rest = report.pending === 0 ? '' : `; ${report.pending} addresses are left for the next run`;
  const lines = [`${start} ${describeCounts(report)}${rest}`];
  if (report.sites.length > 1) lines.push(...report.sites.map(describeSite));
  lines.push(...report.alarms.map(({ code, message }) => `ALARM ${code}: ${message}`));
  return lines.join('\n');
}

const describeSite = (site: SiteReport): string =>
  `  ${site.site}: ${describeCounts(site)}; ${formatBytes(site.bytes)} in ${site.seconds.toFixed(1)} s`;

function describeCounts(counts: OutcomeCounts): string {
  const parts = [
    `${counts.new} new articles`,
    `${counts.changed} changed`,
    `${counts.unchanged} unchanged`,
    `${counts.duplicate} duplicates`,
    `${counts.redirected} redirected`,
    `${counts.gone} gone`,
    `${counts.disallowed} disallowed by robots.txt`,
    `${counts.noArticle} without an article`,
    `${counts.discovered} listings and feeds`,
    ...(counts.retried === 0 ? [] : [`${counts.retried} retried`]),
    `${counts.failed} failed`,
  ];
  const causes = Object.entries(counts.failures).map(([cause, count]) => `${cause} ${count}`);
  const why = causes.length === 0 ? '' : ` (${causes.join(', ')})`;
  return `${counts.requests} addresses: ${parts.join(', ')}${why}`;
}

const formatBytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
