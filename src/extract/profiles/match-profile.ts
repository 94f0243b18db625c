import type { ContentHints } from '../content/find-content.ts';
import { siteOf } from '../metadata/page-url.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import { matchesSelector, parseSelector } from './simple-selector.ts';
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
export function applyProfile(profile: SiteProfile, page: PageBlocks): ContentHints {
  const find = (selectors: string | undefined): number[] => {
    if (selectors === undefined) return [];
    const parsed = parseSelector(selectors);
    return [...page.regions.keys()].filter((at) => {
      const region = page.regions[at]!;
      return region.end > region.first && matchesSelector(region.element, parsed);
    });
  };
  const lead = find(profile.lead)[0];
  return {
    container: find(profile.content)[0] ?? null,
    drop: new Set(find(profile.drop)),
    leadAt: lead === undefined ? null : page.regions[lead]!.first,
  };
}
