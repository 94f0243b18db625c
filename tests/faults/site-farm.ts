import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface SiteFarmOptions {
  readonly sites: number;
  readonly pagesPerSite: number;
  /** Share of pages that fail in some way at the first try, or for good. */
  readonly faultRate?: number;
  /** Share of pages that are changed in each night after the first. */
  readonly changeRate?: number;
  /** Of the text of a page. */
  readonly pageBytes?: number;
  /** As `Crawl-delay`. */
  readonly crawlDelaySeconds?: number;
}

export interface FarmRequest {
  /** Number of the site. */
  readonly site: number;
  readonly path: string;
  readonly status: number;
  readonly startedMs: number;
  readonly endedMs: number;
}

/** Many small news sites on loopback, each a host of its own, that change from night to night. */
export interface SiteFarm {
  readonly origins: readonly string[];
  readonly requests: readonly FarmRequest[];
  /** 1 is the first night. */
  setNight(night: number): void;
  /** Addresses of pages that answer with an article, sooner or later. */
  articles(): string[];
  close(): Promise<void>;
}

/** What is wrong with a page; all but `gone` and `moved` only at the first try of a night. */
type Fault = 'error' | 'reset' | 'busy' | 'truncated' | 'gone' | 'moved';

const FAULTS: readonly Fault[] = ['error', 'reset', 'busy', 'truncated', 'gone', 'moved'];
const PAGES_PER_LISTING = 20;

export async function startSiteFarm(options: SiteFarmOptions): Promise<SiteFarm> {
  const requests: FarmRequest[] = [];
  const state = { night: 1 };
  const sites = Array.from({ length: options.sites }, (_, index) => new FarmSite(index, options, state));
  const servers = await Promise.all(
    sites.map(async (site) => {
      const server = createServer((request, response) => {
        const startedMs = performance.now();
        response.on('close', () => {
          const { statusCode: status } = response;
          requests.push({
            site: site.index,
            path: request.url!,
            status,
            startedMs,
            endedMs: performance.now(),
          });
        });
        site.answer(request, response);
      });
      site.origin = await listen(server);
      return server;
    }),
  );
  return {
    origins: sites.map(({ origin }) => origin),
    requests,
    setNight: (night) => {
      state.night = night;
    },
    articles: () => sites.flatMap((site) => site.articles()),
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

class FarmSite {
  origin = '';
  readonly index: number;
  private readonly options: SiteFarmOptions;
  private readonly state: { night: number };
  private readonly tried = new Set<string>();

  constructor(index: number, options: SiteFarmOptions, state: { night: number }) {
    this.index = index;
    this.options = options;
    this.state = state;
  }

  articles(): string[] {
    const ids = Array.from({ length: this.options.pagesPerSite }, (_, id) => id);
    return ids
      .filter((id) => this.faultOf(id) !== 'gone')
      .map((id) => this.origin + pathOf(id, this.faultOf(id) === 'moved'));
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url!, this.origin);
    const article = /^\/(?:moi\/)?bai-viet-so-(\d+)\.html$/u.exec(url.pathname);
    if (article !== null)
      this.answerPage(Number(article[1]) - 100_000, url.pathname.startsWith('/moi/'), request, response);
    else if (url.pathname === '/robots.txt') this.send(request, response, 'text/plain', this.robots());
    else if (url.pathname === '/sitemap.xml') this.send(request, response, 'application/xml', this.sitemap());
    else if (url.pathname === '/tin')
      this.send(request, response, 'text/html', this.listing(Number(url.searchParams.get('page') ?? 1)));
    else response.writeHead(404).end();
  }

  private answerPage(
    id: number,
    isNewAddress: boolean,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const fault = this.faultOf(id);
    const isFirstTry = !this.tried.has(`${this.state.night} ${id}`);
    this.tried.add(`${this.state.night} ${id}`);
    if (fault === 'gone') response.writeHead(404).end();
    else if (fault === 'moved' && !isNewAddress)
      response.writeHead(301, { location: pathOf(id, true) }).end();
    else if (fault === 'error' && isFirstTry) response.writeHead(500).end();
    else if (fault === 'busy' && isFirstTry) response.writeHead(503, { 'retry-after': '0' }).end();
    else if (fault === 'reset' && isFirstTry) response.socket!.destroy();
    else if (fault === 'truncated' && isFirstTry) {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(this.page(id)).subarray(0, -9));
    } else this.send(request, response, 'text/html; charset=utf-8', this.page(id));
  }

  private send(request: IncomingMessage, response: ServerResponse, contentType: string, body: string): void {
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': contentType, etag }).end(body);
  }

  private robots(): string {
    const delay = this.options.crawlDelaySeconds;
    // As long as an article: what is no page must not be taken for one.
    const remark = Array.from({ length: 12 }, (_, at) => `# ${sentenceOf(`robots ${this.index} ${at}`)}\n`);
    return `${remark.join('')}User-agent: *\nDisallow: /cam/\n${delay === undefined ? '' : `Crawl-delay: ${delay}\n`}`;
  }

  private sitemap(): string {
    const entries = this.ids().map((id) => {
      const day = String(this.revisionOf(id)).padStart(2, '0');
      return `<url><loc>${this.origin}${pathOf(id, false)}</loc><lastmod>2024-01-${day}T00:00:00Z</lastmod></url>`;
    });
    entries.push(`<url><loc>${this.origin}/cam/bai-viet-so-1.html</loc></url>`);
    return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`;
  }

  private listing(page: number): string {
    const first = (page - 1) * PAGES_PER_LISTING;
    const items = this.ids()
      .slice(first, first + PAGES_PER_LISTING)
      .map((id) => `<p><a href="${pathOf(id, false)}">Bài viết số ${id} của trang ${this.index}</a></p>`);
    const hasNext = first + PAGES_PER_LISTING < this.options.pagesPerSite;
    const next = hasNext ? `<a href="/tin?page=${page + 1}">Trang sau</a>` : '';
    return `<!DOCTYPE html><title>Tin</title>${items.join('\n')}<a href="/cam/bai-viet-so-1.html">Bài cấm</a>${next}`;
  }

  /** No two pages share more than the sentence that is looked for: the job would fold them into one article. */
  private page(id: number): string {
    const number = this.index * 100_000 + id;
    const revision = this.revisionOf(id);
    const first = `<p>Chỉ thị 05-CT/TW được triển khai ở cơ sở số ${number}, lần ${revision}.</p>\n`;
    const count = Math.ceil((this.options.pageBytes ?? 2_000) / 400);
    const paragraphs = Array.from(
      { length: count },
      (_, at) => `<p>${sentenceOf(`${number} ${revision} ${at}`)}</p>\n`,
    );
    const title = `Bài viết số ${number}`;
    return `<!DOCTYPE html><html lang="vi"><head><title>${title}</title></head><body><h1>${title}</h1>${first}${paragraphs.join('')}</body></html>`;
  }

  private ids(): number[] {
    return Array.from({ length: this.options.pagesPerSite }, (_, id) => id);
  }

  private faultOf(id: number): Fault | undefined {
    const chance = chanceOf(`fault ${this.index} ${id}`);
    const rate = this.options.faultRate ?? 0;
    return chance < rate ? FAULTS[Math.floor((chance / rate) * FAULTS.length)] : undefined;
  }

  /** The last night in which the page changed, 1 for never. */
  private revisionOf(id: number): number {
    for (let night = this.state.night; night > 1; night -= 1) {
      if (chanceOf(`change ${this.index} ${id} ${night}`) < (this.options.changeRate ?? 0)) return night;
    }
    return 1;
  }
}

const pathOf = (id: number, isMoved: boolean): string =>
  `${isMoved ? '/moi' : ''}/bai-viet-so-${100_000 + id}.html`;

const SYLLABLES =
  'học tập và làm theo tư tưởng đạo đức phong cách của cán bộ đảng viên trong phường xã quận huyện chi hội nông dân thanh niên phụ nữ công đoàn cựu chiến binh triển khai thực hiện nghị quyết đại hội nhiệm kỳ sơ tổng kết gương điển hình tiên tiến khen thưởng'.split(
    ' ',
  );

/** 64 syllables, the same for the same words. */
function sentenceOf(words: string): string {
  const bytes = createHash('sha512').update(words).digest();
  return `${Array.from(bytes, (byte) => SYLLABLES[byte % SYLLABLES.length]!).join(' ')}.`;
}

/** 0 to 1, the same for the same words. */
function chanceOf(words: string): number {
  return createHash('sha1').update(words).digest().readUInt32BE(0) / 2 ** 32;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
