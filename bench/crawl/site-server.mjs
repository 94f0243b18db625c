// A news site on loopback, in a process of its own: `node site-server.mjs PAGES HOSTS`; prints its origins as JSON.
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';

const pages = Number(process.argv[2]);
const hosts = Number(process.argv[3]);
const LISTED = 200;
const PAGE_CHARS = 62_000;

const SENTENCES = [
  'Ban Thường vụ Tỉnh ủy yêu cầu các chi bộ tiếp tục thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.',
  'Hội nghị đã đánh giá kết quả thực hiện Nghị quyết Trung ương 4 khóa XII và bàn nhiệm vụ trọng tâm của quý sau.',
  'Các đại biểu thảo luận về việc nâng cao chất lượng sinh hoạt chi bộ ở khu phố, nhất là những nơi có nhiều đảng viên cao tuổi.',
  'Theo báo cáo, toàn quận có hơn hai trăm mô hình dân vận khéo đang hoạt động, trong đó nhiều mô hình được nhân rộng.',
  'Đồng chí Bí thư nhấn mạnh việc nêu gương của người đứng đầu phải bắt đầu từ những việc nhỏ hằng ngày.',
  'Ủy ban nhân dân thành phố giao các sở, ngành rà soát quy hoạch và báo cáo trước ngày 30 tháng 6.',
  'Người dân trong vùng cho biết con đường mới giúp việc đi lại, buôn bán thuận tiện hơn trước rất nhiều.',
  'Nghị định 100/2019/NĐ-CP được tuyên truyền trên loa truyền thanh của từng xã, phường vào mỗi buổi sáng.',
];

/** The same page for the same number, so that every crawler reads the same bytes. */
function articlePage(id) {
  let seed = id * 2_654_435_761;
  const next = (count) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % count;
  };
  const sentence = () => SENTENCES[next(SENTENCES.length)].replace(/\.$/, ` tại đơn vị số ${next(10_000)}.`);
  const paragraphs = Array.from(
    { length: 9 },
    () => `<p class="Normal">${sentence()} ${sentence()} ${sentence()}</p>`,
  );
  const links = (count) =>
    Array.from({ length: count }, () => {
      const other = next(pages);
      return `<li class="item"><a href="${pathOf(other)}" title="${SENTENCES[next(SENTENCES.length)].slice(0, 60)}">Bài viết số ${other}: ${SENTENCES[next(SENTENCES.length)].slice(0, 70)}</a><span class="time">12/03/2025</span></li>`;
    }).join('\n');
  const menu = Array.from(
    { length: 40 },
    (_, index) => `<li><a href="/chuyen-muc-${index}">Chuyên mục ${index}</a></li>`,
  ).join('');
  const body = `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Bài viết số ${id}: hội nghị sơ kết</title>
<meta property="og:title" content="Bài viết số ${id}: hội nghị sơ kết"><meta property="article:published_time" content="2025-03-12T08:00:00+07:00">
<link rel="canonical" href="${pathOf(id)}"></head><body><nav><ul>${menu}</ul></nav>
<main><article><h1>Bài viết số ${id}: hội nghị sơ kết</h1><time datetime="2025-03-12T08:00:00+07:00">12/03/2025 08:00</time>
<div class="content">${paragraphs.join('\n')}</div></article></main><aside><ul>${links(30)}</ul></aside>`;
  const script = '<script>var data = {"a": "0123456789abcdef", "b": [1, 2, 3, 4, 5, 6, 7, 8, 9]};</script>\n';
  const css = '<div class="box box-tin"><div class="inner"><span class="icon"></span></div></div>\n';
  const filler = Math.max(0, PAGE_CHARS - body.length);
  return `${body}${css.repeat(Math.ceil(filler / 2 / css.length))}${script.repeat(Math.ceil(filler / 2 / script.length))}</body></html>`;
}

const pathOf = (id) => `/tin-tuc/bai-viet-${id % hosts}-${100_000 + id}.html`;

function sitemap(host, origin) {
  const ids = Array.from({ length: pages }, (_, id) => id).filter((id) => id % hosts === host);
  const entries = ids.map((id) => `<url><loc>${origin}${pathOf(id)}</loc></url>`);
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</urlset>`;
}

const cache = new Map();
const pageOf = (id) => {
  if (cache.size < LISTED) cache.set(id, cache.get(id) ?? Buffer.from(articlePage(id)));
  return cache.get(id) ?? Buffer.from(articlePage(id));
};

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
