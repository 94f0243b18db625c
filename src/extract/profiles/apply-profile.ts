import type { ContentHints } from '../content/find-content.ts';
import { siteOf } from '../metadata/page-url.ts';
import type { PageTree } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { createElementSelector } from './select-elements.ts';
import type { SiteProfile } from './site-profile.ts';
import { SITE_PROFILES } from './site-profile-table.ts';

/** The profile of the page's site; `null` where there is none. */
export function profileOf(
  url: string | null,
  profiles: readonly SiteProfile[] = SITE_PROFILES,
): SiteProfile | null {
  const site = siteOf(url);
  if (site === null) return null;
  return profiles.find((profile) => site === profile.site || site.endsWith(`.${profile.site}`)) ?? null;
}

/** Where the profile's boxes are on this page; a box that is not there leaves its part to the generic rules. */
export function applyProfile(profile: SiteProfile, tree: PageTree, page: PageBlocks): ContentHints {
  const select = createElementSelector(tree);
  const regionsOf = (selectors: string | undefined): number[] => {
    if (selectors === undefined) return [];
    const elements = new Set(select(selectors));
    return [...page.regions.keys()].filter((at) => {
      const { first, end, element } = page.regions[at]!;
      return end > first && elements.has(element);
    });
  };
  const lead = regionsOf(profile.lead)[0];
  return {
    container: regionsOf(profile.content)[0] ?? null,
    drop: new Set(regionsOf(profile.drop)),
    keep: new Set(),
    leadAt: lead === undefined ? null : page.regions[lead]!.first,
  };
}
