import { FACT_FIELDS, TEXT_FIELDS } from './read-fact.ts';
import { withinEdits } from './within-edits.ts';

const FIELDS: readonly string[] = [...TEXT_FIELDS, ...FACT_FIELDS];

/** Whether `name:` has a meaning of its own. */
export const isKnownField = (name: string): boolean => FIELDS.includes(name);

/** The field that `titel:` was to be; `undefined` for what is no slip: `http:`, `12:`, `covid:`. */
export function misspelledField(name: string): string | undefined {
  if (name.length < 4) return undefined;
  return FIELDS.find((field) => withinEdits(name, field, 1) !== undefined);
}
