/** Kept equal to package.json by a test; reading that file at every start would cost more than it tells. */
export const VERSION = '0.1.0';
