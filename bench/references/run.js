/**
 * Speed of finding and resolving, in MB of UTF-8 a second of CPU time (which other work on the machine disturbs
 * least), beside one regular expression and fifteen. Files as arguments are read as news; without any it makes its own.
 *
 *     npm run bench:references -- [FILE…]
 */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { findMentions } from '../../dist/references/find-mentions.js';
import { findReferences } from '../../dist/references/find-references.js';
const ARTICLE_CHARS = 6_000;
const ROUNDS = 8;
const PARAGRAPHS = [
  'Sáng 12/3, tại trụ sở Ủy ban nhân dân tỉnh, đoàn công tác đã làm việc với lãnh đạo địa phương về tiến độ các dự án trọng điểm. Theo báo cáo, đến hết quý I, giá trị giải ngân đạt 1.250 tỷ đồng, bằng 18,5% kế hoạch năm.',
  'Người dân trong xã cho biết tuyến đường dài 4,2 km được khởi công từ năm 2019 nhưng đến nay vẫn chưa hoàn thành. Mỗi khi trời mưa, học sinh phải đi vòng hơn 3 km để đến trường.',
  'Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, các chi bộ đã đăng ký nội dung làm theo phù hợp với nhiệm vụ của từng đơn vị.',
  'Ông cho rằng giá vật liệu tăng khiến nhiều nhà thầu gặp khó khăn; một số gói thầu phải điều chỉnh lại dự toán. Cơ quan chức năng đang rà soát hồ sơ và sẽ có kết luận trong thời gian tới.',
  'Giải đấu năm nay có 24 đội tham dự, chia làm 6 bảng. Trận khai mạc diễn ra lúc 19 giờ ngày 20/4 trên sân vận động tỉnh trước sự chứng kiến của hơn 10.000 khán giả.',
];
const KIND = 'Chỉ thị|Nghị quyết|Quyết định|Nghị định|Thông tư|Kết luận|Quy định|Công văn|Kế hoạch';
const ONE = [new RegExp(`(?:${KIND})\\s+(?:số\\s+)?\\d+[\\p{L}\\d/–-]*`, 'giu')];
const FIFTEEN = [
  'chỉ thị',
  'nghị quyết',
  'quyết định',
  'nghị định',
  'thông tư',
  'kết luận',
  'quy định',
  'công văn',
  'kế hoạch',
  'chương trình',
  'thông báo',
  'hướng dẫn',
  'đề án',
  'công điện',
  'tờ trình',
].map((word) => new RegExp(`(?<![\\p{L}])${word}\\s+(?:số\\s+)?\\d+(?:\\s*[-–/]\\s*[\\p{L}\\d&]+)*`, 'giu'));
const countMatches = (patterns, text) =>
  patterns.reduce((count, pattern) => count + (text.match(pattern)?.length ?? 0), 0);
function cutArticles(text) {
  const articles = [];
  for (let from = 0; from < text.length; from += ARTICLE_CHARS) {
    // Through bytes and back: an article is a string of its own, not a view into a larger one.
    articles.push(Buffer.from(text.slice(from, from + ARTICLE_CHARS)).toString());
  }
  return articles;
}
function newsText() {
  const files = process.argv.slice(2);
  if (files.length > 0) return files.map((file) => readFileSync(file, 'utf8')).join('\n\n');
  return Array.from({ length: 12_000 }, (_, index) => PARAGRAPHS[(index * 7) % PARAGRAPHS.length]).join(
    '\n\n',
  );
}
/** Best of several rounds, in MB of UTF-8 a second of CPU time. */
function measure(name, texts, run) {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  let best = 0;
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    found = texts.reduce((sum, text) => sum + run(text), 0);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, bytes / (user + system));
  }
  console.log(`${name.padEnd(34)} ${best.toFixed(1).padStart(8)} MB/s  ${String(found).padStart(8)} found`);
}
const articles = cutArticles(newsText());
const resolve = (text) => findReferences(text, { publishedOn: '2022-01-01' }).length;
measure('news: one regular expression', articles, (text) => countMatches(ONE, text));
measure('news: fifteen regular expressions', articles, (text) => countMatches(FIFTEEN, text));
measure('news: find', articles, (text) => findMentions(text).length);
measure('news: find and resolve', articles, resolve);
measure('adversarial: dense digits', ['1 2 3 4/5-6 '.repeat(100_000)], resolve);
measure('adversarial: runs of spaces', [`Chỉ thị${' '.repeat(1000)}5`.repeat(1000)], resolve);
measure('adversarial: nested dashes', ['-/-/–5-/-'.repeat(100_000)], resolve);
measure('adversarial: type words', ['nghị quyết '.repeat(100_000)], resolve);
measure('adversarial: list without end', [`Nghị quyết 1${', 1'.repeat(300_000)}`], resolve);
measure('nothing but mentions', ['Chỉ thị 05-CT/TW, '.repeat(20_000)], resolve);
