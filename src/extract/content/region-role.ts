import { attribute, type PageElement } from '../page/page-tree.ts';

/** What a box of a page is for, as far as its name, class, id and ARIA role tell. */
export type RegionRole =
  | 'content'
  | 'navigation'
  | 'footer'
  | 'masthead'
  | 'sidebar'
  | 'related'
  | 'comments'
  | 'share'
  | 'tags'
  | 'byline'
  | 'date'
  | 'caption'
  | 'newsletter'
  | 'advert'
  | 'dialog'
  | 'author-bio'
  | 'tools'
  | 'hidden';

/** Pattern parts match whole words of a class or id: `article-body`, `articleBody` and `article_body` are the same words. */
const word = (alternatives: string): RegExp => new RegExp(`(?:^|[ -])(?:${alternatives})(?=$|[ -])`, 'u');

/** First match wins: the more certain names stand first. */
const ROLE_OF_NAMES: readonly (readonly [RegionRole, RegExp])[] = [
  [
    'comments',
    word(
      'comments?|commentlist|comment-list|disqus(?:-thread)?|respond|commentary|binh-luan|box-comment|cmt|fb-comments|livefyre|spot-im|feedbacks?|phan-hoi|discussion|replies|talkback|user-comments|ykien|y-kien',
    ),
  ],
  [
    'share',
    word(
      'share|shares|sharing|share-?bar|share-?buttons?|sharedaddy|sharethis|addthis|addtoany|social|socials|social-?media|social-?icons|social-?links|jp-relatedposts|sns|followus|follow-?us|like-?share|chia-se',
    ),
  ],
  [
    'related',
    word(
      'related|relate|relates|related-?posts?|related-?news|related-?articles?|similar|recommend|recommends|recommended|recommendations?|recirc|recirculation|outbrain|taboola|more-?stories|more-?news|more-?from|read-?more|readmore|read-?next|also-?read|see-?also|you-?may|most-?read|most-?viewed|most-?popular|popular|trending|latest|teasers?|promos?|promo-?box|lien-?quan|tin-?khac|tin-?lien-?quan|tin-?moi|xem-?them|doc-?them|doc-?nhieu|tin-?cung|cung-?chuyen-?muc|other-?news|news-?other|box-?tin|tinlienquan|tinkhac|tincungchuyenmuc|mostview|zergnet|revcontent|mgid|up-?next|next-?article|prev-?next|post-?navigation|nav-?links|upsell|rec-?list|trc|nextprev',
    ),
  ],
  [
    'newsletter',
    word(
      'newsletters?|subscribe|subscription|subscriptions|sign-?up|signup|mailing-?list|mc4wp|mailchimp|optin|opt-in|email-?form|paywall|login|register',
    ),
  ],
  [
    'advert',
    word(
      'ads?|advert|adverts|advertisement|advertising|adsense|ad-?box|ad-?slot|ad-?container|ad-?wrapper|ad-?unit|ad-?banner|banner-?ads?|google-?ads?|dfp|gpt|sponsor|sponsored|sponsors|quang-?cao|promoted|adv|admicro|banner|adbox',
    ),
  ],
  [
    'dialog',
    word(
      'modal|popup|pop-?up|overlay|lightbox|cookies?|gdpr|consent|cookie-?banner|toast|tooltip|offscreen|off-?canvas',
    ),
  ],
  [
    'author-bio',
    word(
      'author-?bio|about-?author|about-?the-?author|author-?box|author-?info|author-?desc|author-?description|bio|biography|author-?card|writer-?info|author-?profile',
    ),
  ],
  [
    'tags',
    word(
      'tags?|tag-?list|tags-?list|taglist|post-?tags|article-?tags|entry-?tags|keywords?|topics|tu-?khoa|tagcloud|hashtags?|post-?categories|cat-?links',
    ),
  ],
  [
    'byline',
    word(
      'byline|author|authors|author-?name|post-?author|article-?author|vcard|tac-?gia|writer|dateline|credit-?line|contributors?|posted-?by',
    ),
  ],
  [
    'date',
    word(
      'date|time|timestamp|datetime|pub-?date|publish(?:ed)?-?date|post-?date|entry-?date|article-?date|date-?time|ngay-?dang|post-?meta|entry-?meta|article-?meta|article-?info|meta-?info|article-?header-?meta|metadata|post-?info|entry-?info|byline-?date',
    ),
  ],
  [
    'caption',
    word(
      'caption|captions|wp-?caption-?text|photo-?caption|image-?caption|img-?caption|gallery-?caption|credit|photo-?credit|image-?credit|picture-?credit|photographer|chu-?thich|figcaption|image-?source|photo-?desc|cutline',
    ),
  ],
  [
    'navigation',
    word(
      'nav|navs|navbar|navigation|menu|menus|sub-?menu|main-?menu|breadcrumbs?|bread-?crumbs?|pagination|pager|paging|skip-?links?|toc|table-?of-?contents|site-?map|page-?nav|jump-?links?|duong-?dan|tabs|crumbs?',
    ),
  ],
  [
    'footer',
    word(
      'footer|foot|bottom|site-?footer|page-?footer|footer-?widgets?|copyright|copyrights|colophon|post-?footer|entry-?footer|article-?footer|story-?footer|disclaimer|chan-?trang',
    ),
  ],
  [
    'sidebar',
    word(
      'sidebar|side-?bar|sidebars|aside|right-?col|left-?col|right-?column|left-?column|rail|right-?rail|widgets?|widget-?area|col-?right|cot-?phai|secondary|complementary|side',
    ),
  ],
  [
    'masthead',
    word(
      'masthead|site-?header|page-?header|top-?bar|topbar|branding|logo|global-?header|main-?header|header-?top',
    ),
  ],
  [
    'tools',
    word(
      'tools?|toolbar|article-?tools|print|printer|print-?link|email-?link|rating|ratings|vote|votes|poll|polls|survey|binh-?chon|danh-?gia|font-?size|text-?size|audio-?player|player|video-?player|button|buttons|btn|btns|actions|search|searchbox|search-?form|screen-?reader-?text|sr-?only|visually-?hidden|visuallyhidden|assistive|noprint|no-?print|donate|donation|support-?us',
    ),
  ],
];

const CONTENT_NAMES: RegExp = word(
  'article-?body|article-?text|article-?content|article-?copy|article-?detail|body-?text|body-?copy|content-?body|content-?detail|content-?text|detail-?content|detail-?body|entry-?content|entry-?body|fck-?detail|main-?content|main-?text|news-?content|news-?detail|news-?body|news-?text|page-?content|post-?body|post-?content|post-?text|single-?content|single-?post|story-?body|story-?content|story-?text|storybody|maincontent|articlebody|articletext|articlecontent|entrycontent|postbody|postcontent|text-?content|rich-?text|noi-?dung|chi-?tiet|noidung|chitiet|hnews|h-?entry|hentry|blog-?post|blogpost|td-?post-?content|instapaper-?body|article|story|post|content|entry',
);

/** Roles of `element` by tag, ARIA role and names; `null` where nothing tells. */
export function regionRole(element: PageElement): RegionRole | null {
  const { name } = element;
  if (isHidden(element)) return 'hidden';
  if (name === 'body' || name === 'html' || name === '#page') return null;
  if (attribute(element, 'itemprop') === 'articleBody') return 'content';
  if (name === 'nav' || name === 'menu') return 'navigation';
  if (name === 'footer') return 'footer';
  if (name === 'aside') return 'sidebar';
  if (name === 'figcaption') return 'caption';
  const role = ROLE_OF_ARIA[attribute(element, 'role').toLowerCase()];
  if (role !== undefined) return role;
  const names = namesOf(element);
  return names === '' ? null : roleOfNames(names);
}

/** True where a name says that this is the article itself. */
export function isNamedContent(element: PageElement): boolean {
  if (element.name === 'article' || element.name === 'main') return true;
  if (attribute(element, 'itemprop').includes('articleBody')) return true;
  const names = namesOf(element);
  return names !== '' && CONTENT_NAMES.test(names);
}

const ROLE_OF_ARIA: Readonly<Record<string, RegionRole>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  banner: 'masthead',
  contentinfo: 'footer',
  complementary: 'sidebar',
  dialog: 'dialog',
  alertdialog: 'dialog',
  search: 'tools',
  toolbar: 'tools',
};

const roleCache = new Map<string, RegionRole | null>();
const MAX_CACHED = 5000;

/** Class names repeat on a page and across the pages of a site. */
function roleOfNames(names: string): RegionRole | null {
  let role = roleCache.get(names);
  if (role === undefined) {
    role = ROLE_OF_NAMES.find(([, pattern]) => pattern.test(names))?.[0] ?? null;
    if (roleCache.size >= MAX_CACHED) roleCache.clear();
    roleCache.set(names, role);
  }
  return role;
}

/** A class attribute longer than this is generated, and says nothing. */
const MAX_NAMES_LENGTH = 300;

/** Class and id as lower-case words: `articleBody_main` becomes `article-body-main`. */
function namesOf(element: PageElement): string {
  const classes = attribute(element, 'class');
  const id = attribute(element, 'id');
  if (classes === '' && id === '') return '';
  return `${classes} ${id}`
    .slice(0, MAX_NAMES_LENGTH)
    .replace(/([a-z0-9])([A-Z])/gu, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, (gap) => (gap.includes(' ') ? ' ' : '-'))
    .trim();
}

function isHidden(element: PageElement): boolean {
  if (element.attributes['hidden'] !== undefined) return true;
  const style = attribute(element, 'style');
  return style !== '' && /(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)/iu.test(style);
}
