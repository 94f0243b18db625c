import { load } from 'cheerio/slim';
import { TracuuError } from '../../base/tracuu-error.ts';
import type { CrawlConfig } from '../../crawl/config/crawl-config.ts';
import { readPageFile } from '../../engines/read-files.ts';

/**
 * Reads a crawl's configuration.
 *
 * @throws TracuuError `bad-config`: one line with file, line, column, what is wrong and what is allowed
 */
export async function readCrawlConfig(file: string): Promise<CrawlConfig> {
  // Brings a parser of YAML with it, which other commands need not wait for.
  const { parseCrawlConfig } = await import('../../crawl/config/parse-crawl-config.ts');
  try {
    return parseCrawlConfig(new TextDecoder().decode(readPageFile(file).bytes), file, { isSelector });
  } catch (cause) {
    if (!(cause instanceof TracuuError) || cause.code !== 'not-found') throw cause;
    throw new TracuuError(
      'bad-config',
      `${file} does not exist; write the sites to crawl into it (examples are in config/examples) or name another file`,
      { cause },
    );
  }
}

/** Whether the engine that will use it on pages takes `text` for a selector. */
function isSelector(text: string): boolean {
  try {
    load('<p>')(text);
    return true;
  } catch {
    return false;
  }
}
