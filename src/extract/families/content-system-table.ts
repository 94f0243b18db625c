import type { ContentSystem } from './content-system.ts';

/**
 * Systems that many Vietnamese portals and newspapers run, in the order in which they are looked for: the names of a
 * theme may stand in another system's page, those of a system's own parts do not. The generic rules do without all this;
 * a rule stands here where it is certain on every page of its system.
 */
export const CONTENT_SYSTEMS: readonly ContentSystem[] = [
  {
    // Thanh Niên, Tuổi Trẻ, Người Lao Động, Báo Chính phủ, CafeF… A box inside the text says by its `type` what it is.
    name: 'vccorp',
    markers: ['VCSortableInPreviewMode', 'afcbc-body', 'data-role="sapo"'],
    content: '[data-role=content] .detail-content .knc-content .contentdetail',
    lead: '[data-role=sapo] .detail-sapo .knc-sapo',
    drop:
      '[type=RelatedNewsBox] [type=RelatedOneNews] [type=RelatedNews] [type=BoxRelated] [type=insertlink] [type=Vote] ' +
      '[type=Poll] [type=VideoStream] [type=Video] [type=Audio] ' +
      '[type=Podcast] [type=Embed] [type=insertembedcode] [type=Quiz] [type=ProductBox] .link-source-wrapper',
    keep: '[type=content] [type=quote] [type=insertquote] [type=wrapnote] [type=boxhighlight] [type=BoxTable] [type=Table] [type=interview]',
  },
  {
    name: 'nukeviet',
    markers: ['NukeViet', 'nv_base_siteurl', 'news-bodyhtml'],
    content: '#news-bodyhtml .bodytext',
    lead: '.hometext #hometext',
  },
  {
    name: 'easydnn',
    markers: ['edn_articleDetails', 'edn_bodyText'],
    content: '.edn_bodyText .edn_articleContent',
    lead: '.edn_articleSummary',
    drop: '.edn_metaDetails .edn_rating .edn_tags .edn_relatedArticles .edn_socialButtons',
  },
  {
    name: 'dnn',
    markers: ['DnnModule', 'dnn_ContentPane'],
    content: '.news_content .NewsContent .detail-news-content .ArticleContent',
    drop: '.DNNEmptyPane .SkinObject',
  },
  {
    name: 'sharepoint',
    markers: ['ms-rtestate-field', 's4-workspace', 'MSOWebPartPage', 'ms-WPBody'],
    content: '.ContentDetail .news-content .ms-rtestate-field',
    drop: '#s4-ribbonrow #RibbonContainer .ms-hide .ReadCount .OtherNews',
  },
  {
    name: 'joomla',
    markers: ['com_content', 'k2Container', 'com_k2'],
    content: '.itemBody .item-page [itemprop=articleBody]',
    lead: '.itemIntroText',
    drop:
      '.itemToolbar .itemLinks .itemNavigation .itemContentFooter .itemRelated .itemComments .itemAuthorLatest ' +
      '.itemAuthorBlock .itemTagsBlock .icons .pager .pagenav .article-info .content_rating .content_vote',
  },
  {
    name: 'drupal',
    markers: ['Drupal.settings', 'data-drupal-', '/sites/default/files', 'content="Drupal'],
    content: '.field--name-body .field-name-body',
    lead: '.field--name-field-summary .field-name-field-summary .field-name-field-sapo .field--name-field-sapo',
  },
  {
    name: 'liferay',
    markers: ['Liferay.', 'journal-content-article', 'portlet-boundary'],
    content: '.journal-content-article',
    drop: '.taglib-ratings .asset-ratings .asset-links .asset-related .taglib-social-bookmarks',
  },
  {
    name: 'blogspot',
    markers: ['www.blogger.com', 'blogger-view', "content='blogger'"],
    content: '.post-body',
  },
  {
    name: 'wordpress',
    markers: ['wp-content/', 'wp-includes/', 'content="WordPress'],
    content:
      '.elementor-widget-theme-post-content .td-post-content .entry-content .post-content .single-content',
    drop:
      '.sharedaddy .jp-relatedposts .yarpp-related #ez-toc-container .lwptoc .addtoany_share_save_container ' +
      '.kk-star-ratings .elementor-widget-share-buttons .elementor-widget-post-navigation .elementor-widget-posts',
  },
];
