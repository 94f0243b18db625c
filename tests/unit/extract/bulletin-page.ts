/** How a bulletin is set: what its item headings are made of, and what stands around everything. */
export interface BulletinLook {
  readonly heading: 'h2' | 'h3' | 'bold' | 'plain';
  readonly frame: 'article' | 'form' | 'table';
}

/**
 * A page in the shape of a Party committee's portal around a bulletin given as plain text: title, paragraphs and
 * headings separated by blank lines, signed at the end, boilerplate labels behind. The labels' lists are ours.
 */
export function bulletinPage(text: string, look: BulletinLook): string {
  const lines = text
    .split(/\n\s*\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const title = lines[0] ?? '';
  const end = lines.findIndex((line) => line.length <= 4);
  const body = lines.slice(1, end).map((line) => paragraph(line, look));
  const signature = `<p style="text-align: right;"><strong>${lines[end] ?? ''}</strong></p>`;
  const content = `<h1 class="title">${title}</h1><div class="noidung">${body.join('\n')}${signature}</div>`;
  const boilerplate = lines
    .slice(end + 1)
    .map(boilerplateBlock)
    .join('\n');
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${title} - Trang tin điện tử</title></head>
<body>${FRAMES[look.frame](content, boilerplate)}</body></html>`;
}

function paragraph(line: string, look: BulletinLook): string {
  if (!/^Quận \d+:/u.test(line)) return `<p style="text-align: justify">${line}</p>`;
  switch (look.heading) {
    case 'bold':
      return `<p style="text-align: justify"><b>${line}</b></p>`;
    case 'plain':
      return `<p>${line}</p>`;
    default:
      return `<${look.heading}>${line}</${look.heading}>`;
  }
}

const MENU = `<div class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li>
<li><a href="/tin">Tin tức - Sự kiện</a></li><li><a href="/vb">Văn bản chỉ đạo điều hành</a></li></ul></div>`;

function boilerplateBlock(label: string): string {
  const links = [
    'Hội nghị báo cáo viên tháng 01',
    'Sinh hoạt chuyên đề quý I',
    'Tập huấn nghiệp vụ tuyên giáo cơ sở',
  ]
    .map((title, at) => `<li><a href="/tin/${at + 2}">${title}</a></li>`)
    .join('');
  const form = 'Họ và tên <input name="ten"> Email <input name="email"> Nội dung <textarea></textarea>';
  return `<div class="khoi"><div class="tieude">${label}</div>${label.endsWith('hồi') ? form : `<ul>${links}</ul>`}</div>`;
}

const FRAMES: Readonly<Record<BulletinLook['frame'], (content: string, boilerplate: string) => string>> = {
  article: (content, boilerplate) =>
    `${MENU}<main><article>${content}</article></main><div>${boilerplate}</div>`,
  form: (content, boilerplate) =>
    `<form method="post" action="./Default.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x">
${MENU}<div id="wrapper"><div class="col1">${content}${boilerplate}</div></div></form>`,
  table: (content, boilerplate) =>
    `${MENU}<table width="100%"><tr><td>${content}${boilerplate}</td><td width="20%">Hôm nay</td></tr></table>`,
};
