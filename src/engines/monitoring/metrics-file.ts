import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** One figure with its labels. */
export interface Metric {
  /** As Prometheus names it: `tracuu_crawl_pages`. */
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Figures in Prometheus' text format. */
export async function formatMetrics(metrics: readonly Metric[]): Promise<string> {
  // Loaded on first use, as few runs write figures.
  const { default: prometheus } = await import('prom-client');
  const registry = new prometheus.Registry();
  for (const { name, help, samples } of metrics) {
    const labelNames = [...new Set(samples.flatMap(({ labels }) => Object.keys(labels)))];
    const gauge = new prometheus.Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of samples) gauge.set(labels, value);
  }
  return registry.metrics();
}

/**
 * Writes figures for the textfile collector of Prometheus' node exporter, which may read at any moment: aside first,
 * then renamed into place.
 */
export async function writeMetricsFile(path: string, metrics: readonly Metric[]): Promise<void> {
  const text = await formatMetrics(metrics);
  // The collector reads `*.prom` only, so that the unfinished file is not seen.
  const aside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(aside, text);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}
