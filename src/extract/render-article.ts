import { assertNever } from '../base/assert-never.ts';
import type { Article, ArticleImage } from '../model/article.ts';

export type ArticleFormat = 'markdown' | 'text' | 'json' | 'html';

/** The article for reading: Markdown with a head of facts, plain text, the article's JSON, or an HTML fragment. */
export function renderArticle(article: Article, format: ArticleFormat): string {
  switch (format) {
    case 'json':
      return JSON.stringify(article, null, 2);
    case 'text':
      return [article.title, article.text].filter((part) => part !== null && part !== '').join('\n\n');
    case 'markdown':
      return renderMarkdown(article);
    case 'html':
      return renderHtml(article);
    default:
      return assertNever(format);
  }
}

interface Paragraph {
  readonly text: string;
  readonly isHeading: boolean;
  readonly isLead: boolean;
}

/** Paragraphs in order; those that open a section with its heading alone are headings. */
function paragraphsOf(article: Article): Paragraph[] {
  if (article.text === '') return [];
  const headings = new Map(article.sections.map((section) => [section.start, section.heading]));
  let start = 0;
  return article.text.split('\n\n').map((text, index) => {
    const isHeading = headings.get(start) === text;
    start += text.length + 2;
    return { text, isHeading, isLead: index === 0 && text === article.lead };
  });
}

function factsOf(article: Article): string[] {
  return [article.byline, article.publishedAt, article.category, article.canonicalUrl ?? article.url].filter(
    (fact) => fact !== null,
  );
}

function renderMarkdown(article: Article): string {
  const head = article.title === null ? [] : [`# ${escapeMarkdown(article.title)}`];
  const facts = factsOf(article);
  if (facts.length > 0) head.push(`*${facts.map(escapeMarkdown).join(' · ')}*`);
  const body = paragraphsOf(article).map(({ text, isHeading, isLead }) => {
    if (isHeading) return `## ${escapeMarkdown(text)}`;
    return isLead ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text);
  });
  const images = article.images.map(({ url, caption }) => `![${escapeMarkdown(caption ?? '')}](<${url}>)`);
  return [...head, ...body, ...images].join('\n\n');
}

/** Characters that would make markup of text; a number with a full stop would begin a list. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#|]/gu, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s)/u, '$1\\$2')
    .replace(/^[-+](?=\s)/u, '\\$&');
}

function renderHtml(article: Article): string {
  const head = article.title === null ? [] : [`<h1>${escapeHtml(article.title)}</h1>`];
  const facts = factsOf(article);
  if (facts.length > 0) head.push(`<p class="facts">${facts.map(escapeHtml).join(' · ')}</p>`);
  const body = paragraphsOf(article).map(({ text, isHeading, isLead }) => {
    if (isHeading) return `<h2>${escapeHtml(text)}</h2>`;
    return isLead ? `<p class="lead">${escapeHtml(text)}</p>` : `<p>${escapeHtml(text)}</p>`;
  });
  return ['<article>', ...head, ...body, ...article.images.map(renderFigure), '</article>'].join('\n');
}

function renderFigure({ url, caption }: ArticleImage): string {
  const label = caption === null ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`;
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(caption ?? '')}">${label}</figure>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;');
}
