import type { SiteProfile } from './site-profile.ts';

/** Profiles of publishers whose pages were at hand; the boxes' names were read from those pages. */
export const SITE_PROFILES: readonly SiteProfile[] = [
  {
    site: 'vnexpress.net',
    content: 'article.fck_detail',
    lead: 'p.description',
    drop: '.box-tinlienquanv2, .box_embed_video, .item_slide_show',
  },
  {
    site: 'cafef.vn',
    content: '.detail-content, #mainContent, .contentdetail',
    lead: 'h2.sapo',
    drop: '[type=RelatedNewsBox], [type=RelatedOneNews], .link-source-wrapper',
  },
  {
    site: 'kenh14.vn',
    content: '.detail-content, .knc-content',
    lead: 'h2.knc-sapo',
    drop: '[type=RelatedNewsBox], [type=RelatedOneNews]',
  },
  {
    site: 'tuoitre.vn',
    content: '.detail-content, .fck',
    lead: 'h2.detail-sapo, p.txt-head',
    drop: '[type=RelatedNewsBox], [type=RelatedOneNews], .relate-container',
  },
  {
    site: 'zingnews.vn',
    content: '.the-article-body',
    lead: 'p.the-article-summary',
    drop: '.inner-article',
  },
];
