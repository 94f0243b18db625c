declare const normalized: unique symbol;

/** Text in NFC with repaired marks, as `normalizeText` makes it. Stated once, at the border. */
export type NormalizedText = string & { readonly [normalized]: true };
