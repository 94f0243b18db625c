/** White space but for a single blank, which nearly all of it is: to write each blank anew takes three times as long. */
const UNEVEN_SPACE = /[^\S ]\s*| \s+/gu;

/** Runs of white space (no-break and ideographic spaces too) as one space, trimmed. */
export const evenSpaces = (text: string): string => text.replace(UNEVEN_SPACE, ' ').trim();
