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

/**
 * Names that count as parts of a class or id between hyphens: `comment-list` in `post-comment-list-2`. `x?` is an `x` or
 * none, `(?:x|y)` one of two.
 */
export interface NameList {
  readonly names: string;
  /** Only as a whole class or id: words that are too common to mean anything as a part. */
  readonly whole: boolean;
}

const part = (names: string): NameList => ({ names, whole: false });
const whole = (names: string): NameList => ({ names, whole: true });

/** What boxes are called, in English and Vietnamese. The first match wins: the more certain names stand first. */
export const ROLE_OF_NAMES: readonly (readonly [RegionRole, NameList])[] = [
  // Site builders leave the parts that a page does not use in it, under a class of their style sheet.
  ['hidden', whole('w-condition-invisible w-dyn-bind-empty')],
  [
    'comments',
    part(
      'comments? comment-?list comment-?area comment-?form comment-?section disqus livefyre spot-?im talkback binh-?luan box-?comment fb-?comments phan-?hoi y-?kien ykien gop-?y',
    ),
  ],
  ['comments', whole('respond replies cmt discussion feedback feedbacks commentary responses')],
  [
    'dialog',
    part('modal popup pop-?up lightbox cookies? gdpr consent toast tooltip off-?canvas offscreen rollover'),
  ],
  ['dialog', whole('overlay dialog')],
  [
    'related',
    part(
      'related relateds? relate relates similar recommend recommends recommended recommendations? recirc recirculation outbrain taboola more-?stories more-?news more-?from read-?more readmore read-?next also-?read see-?also you-?may most-?read most-?viewed most-?popular trending teasers? jp-relatedposts lien-?quan tin-?khac tin-?lien-?quan tin-?moi xem-?them doc-?them doc-?nhieu tin-?cung cung-?chuyen-?muc other-?news news-?other tinlienquan tinkhac tincungchuyenmuc mostview zergnet revcontent mgid up-?next next-?article prev-?next post-?navigation nav-?links upsell rec-?list nextprev readalso popular-?posts latest-?posts latest-?news recent-?posts',
    ),
  ],
  ['related', whole('popular latest promo promos trc more-links')],
  [
    'share',
    part(
      'share shares sharing share-?bar share-?buttons? sharedaddy sharethis addthis addtoany social-?media social-?icons social-?links social-?share social-?bar social-?buttons? follow-?us like-?share chia-?se sns',
    ),
  ],
  ['share', whole('social socials followus')],
  [
    'newsletter',
    part(
      'newsletters? subscribe subscription subscriptions sign-?up mailing-?list mc4wp mailchimp optin opt-in email-?form paywall',
    ),
  ],
  ['newsletter', whole('login register signin')],
  [
    'advert',
    part(
      'advert adverts advertisement advertisements advertising adsense ad-?box ad-?slot ad-?container ad-?wrapper ad-?unit banner-?ads? google-?ads? dfp sponsor sponsored sponsors quang-?cao promoted admicro adbox affiliate-?disclaimer',
    ),
  ],
  ['advert', whole('ads? adv gpt banner')],
  [
    'author-bio',
    part(
      'author-?bio about-?author about-?the-?author author-?box author-?info author-?desc author-?description biography author-?card writer-?info author-?profile',
    ),
  ],
  ['author-bio', whole('bio')],
  [
    'tags',
    part(
      'tag-?list tags-?list taglist (?:post|article|entry|news|detail|box|content)-?tags? tu-?khoa tagcloud hashtags? post-?categories cat-?links tags box-?tag',
    ),
  ],
  ['tags', whole('tag keywords topics')],
  [
    'caption',
    part(
      'captions? photo-?credit image-?credit picture-?credit chu-?thich figcaption image-?source photo-?desc cutline media-?credit',
    ),
  ],
  ['caption', whole('credit credits photographer')],
  [
    'byline',
    part(
      'bylines? au-?name author-?name post-?author article-?author vcard tac-?gia created-?by posted-?by nguoi-?viet author-?mail authors? link-?source source-?detail content-?source-?name nguon-?tin news-?source',
    ),
  ],
  ['byline', whole('writer contributors dateline source nguon')],
  [
    'date',
    part(
      'timestamp datetime submitted pub-?date publish(?:ed)?-?date post-?date entry-?date article-?date date-?time ngay-?dang post-?meta entry-?meta article-?meta article-?info meta-?info metadata post-?info entry-?info publish-?time',
    ),
  ],
  ['date', whole('date time meta info-meta')],
  [
    'navigation',
    part(
      'nav navs navbar navigation menus? main-?menu breadcrumbs? bread-?crumbs? pagination pager paging skip-?links? toc table-?of-?contents site-?map page-?nav jump-?links? duong-?dan crumbs?',
    ),
  ],
  ['navigation', whole('tabs')],
  ['footer', part('footer footer-?widgets? copyright copyrights colophon chan-?trang')],
  ['footer', whole('foot bottom disclaimer')],
  [
    'sidebar',
    part(
      'sidebar side-?bar sidebars right-?col left-?col right-?column left-?column right-?rail left-?rail widget-?area col-?right cot-?phai complementary',
    ),
  ],
  ['sidebar', whole('aside rail widget widgets secondary side')],
  [
    'masthead',
    part('masthead site-?header top-?bar topbar branding global-?header main-?header header-?top'),
  ],
  ['masthead', whole('logo')],
  [
    'tools',
    part(
      'toolbar article-?tools print-?link email-?link ratings? votes? polls? survey binh-?chon danh-?gia font-?size text-?size audio-?player video-?player search-?form searchbox screen-?reader-?text sr-?only visually-?hidden visuallyhidden noprint no-?print donate donation support-?us',
    ),
  ],
  ['tools', whole('tools print printer player buttons? btns? actions search')],
];

/** What the box of the article itself is called. */
export const CONTENT_NAMES: NameList = part(
  'article-?body article-?text article-?content article-?copy article-?detail body-?text body-?copy content-?body content-?detail content-?text detail-?content detail-?body entry-?content entry-?body fck-?detail main-?content main-?text news-?content news-?detail news-?body news-?text page-?content post-?body post-?content post-?text single-?content single-?post story-?body story-?content story-?text text-?content rich-?text noi-?dung chi-?tiet hnews h-?entry hentry blog-?post td-?post-?content instapaper-?body article story post content entry',
);

/** Names that only the box of the article's text bears. */
export const BODY_NAMES: NameList = part(
  'article-?body article-?text article-?content article-?copy content-?detail detail-?content detail-?body entry-?content entry-?body fck-?detail news-?content news-?detail news-?body post-?body post-?content single-?content story-?body story-?content story-?text noi-?dung-?(?:chi-?tiet|bai-?viet|tin) chi-?tiet-?(?:tin|noi-?dung|bai-?viet) td-?post-?content instapaper-?body article-?detail',
);

/** What the box of the standfirst is called. */
export const LEAD_NAMES: NameList = part(
  'sapo trich-?dan p-?head lead lede chappo summary standfirst chapp?eau txt-?head mo-?ta tom-?tat trich-?yeu tomtat trichyeu mota description desc deck dek intro introtext excerpt sub-?title sub-?headline sub-?heading headline-?sub lbl-?headline hometext home-?text abstract news-?brief brief teaser-?text',
);
