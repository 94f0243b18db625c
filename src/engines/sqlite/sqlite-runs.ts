import type { SqliteDatabase } from './sqlite-database.ts';

/** What runs leave behind: each site's report, and how often each host was asked in a night. */
export interface RunTable {
  /** Reports of a run by site, as JSON. */
  readReports(run: number): ReadonlyMap<string, string>;
  /** Reports of the runs before `run` in which the site had its turn, latest first. */
  readHistory(site: string, run: number, limit: number): string[];
  writeReport(run: number, site: string, report: string): void;
  /** Requests for pages by host in the night `night`. */
  readHostPages(night: string): ReadonlyMap<string, number>;
  addHostPages(night: string, host: string, pages: number): void;
}

export function createRunTable(database: SqliteDatabase): RunTable {
  const reports = database.prepare('SELECT site, report FROM run_sites WHERE run = ? ORDER BY site');
  const history = database.prepare(
    'SELECT report FROM run_sites WHERE site = ? AND run < ? ORDER BY run DESC LIMIT ?',
  );
  const write = database.prepare(
    `INSERT INTO run_sites (run, site, report) VALUES (?, ?, ?)
     ON CONFLICT (site, run) DO UPDATE SET report = excluded.report`,
  );
  const hostPages = database.prepare('SELECT host, pages FROM host_nights WHERE night = ?');
  const addHostPages = database.prepare(
    `INSERT INTO host_nights (night, host, pages) VALUES (?, ?, ?)
     ON CONFLICT (night, host) DO UPDATE SET pages = pages + excluded.pages`,
  );
  return {
    readReports: (run) =>
      new Map((reports.all(run) as { site: string; report: string }[]).map((row) => [row.site, row.report])),
    readHistory: (site, run, limit) =>
      (history.all(site, run, limit) as { report: string }[]).map(({ report }) => report),
    writeReport: (run, site, report) => {
      write.run(run, site, report);
    },
    readHostPages: (night) =>
      new Map(
        (hostPages.all(night) as { host: string; pages: number }[]).map((row) => [row.host, row.pages]),
      ),
    addHostPages: (night, host, pages) => {
      addHostPages.run(night, host, pages);
    },
  };
}
