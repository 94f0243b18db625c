import { attribute, type PageElement } from './page-tree.ts';

/** Where a report was written, set apart by style alone: "TP HCM" and the text would run into one word. */
export function isDateline(element: PageElement): boolean {
  return (
    element.name === 'span' &&
    /(?:^|[\s_-])(?:location-?stamp|dateline|place-?line)(?:$|[\s_-])/iu.test(attribute(element, 'class'))
  );
}

/** ASP.NET labels: the headline's span and the date's stand in one box, and style alone makes lines of them. */
const TITLE_SPAN =
  /(?:^|[\s_-])(?:(?:lbl|article|news|post|entry|detail|display)[_-]?(?:news)?)(?:title|headline|tieu-?de)(?=$|\s)/iu;

export function isTitleSpan(element: PageElement): boolean {
  if (element.name !== 'span') return false;
  return TITLE_SPAN.test(attribute(element, 'class')) || TITLE_SPAN.test(attribute(element, 'id'));
}
