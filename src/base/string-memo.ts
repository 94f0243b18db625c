import { ownCopy } from './own-copy.ts';

/** What was made of strings, by the string. Emptied when full, so that what comes seldom does not pile up. */
export class StringMemo<Made> {
  readonly #made = new Map<string, Made>();
  readonly #maxSize: number;

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** What `make` gives for `key`, now or before. It is given a copy that holds on to no text that the key was cut from. */
  get(key: string, make: (key: string) => Made): Made {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const own = ownCopy(key);
    const made = make(own);
    if (this.#made.size >= this.#maxSize) this.#made.clear();
    this.#made.set(own, made);
    return made;
  }
}
