// A news site on loopback, in a process of its own: `node site-server.mjs PAGES HOSTS`; prints its origins as JSON.
import { createServer } from 'node:http';
import { articlePage } from './article-pages.mjs';

const pages = Number(process.argv[2]);
const hosts = Number(process.argv[3]);
const pathOf = (id) => `/tin-tuc/bai-viet-${id % hosts}-${100_000 + id}.html`;

function sitemap(host, origin) {
  const ids = Array.from({ length: pages }, (_, id) => id).filter((id) => id % hosts === host);
  const entries = ids.map((id) => `<url><loc>${origin}${pathOf(id)}</loc></url>`);
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`;
}

const pageOf = (id) => articlePage(id, { pages, pathOf });

const origins = [];
for (let host = 0; host < hosts; host += 1) {
  const server = createServer((request, response) => {
    const match = /-(\d+)\.html$/.exec(request.url);
    const id = match === null ? -1 : Number(match[1]) - 100_000;
    if (id >= 0 && id < pages && id % hosts === host) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(id));
    } else if (request.url === '/sitemap.xml') {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(sitemap(host, origins[host]));
    } else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origins.push(`http://127.0.0.1:${server.address().port}`);
}
process.stdout.write(`${JSON.stringify(origins)}\n`);
