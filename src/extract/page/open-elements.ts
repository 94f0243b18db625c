import { ELEMENT_NUMBERS, elementKind, elementNumber } from './element-table.ts';
import type { PageElement } from './page-tree.ts';

/**
 * The stack of open elements (HTML standard, 13.2.4.2), whose first is the page itself and is never taken off. It knows how
 * many of each name are open: most searches of it end there, so that an end tag of nothing costs the same at any depth.
 */
export class OpenElements {
  readonly #stack: PageElement[];
  readonly #counts = new Uint16Array(ELEMENT_NUMBERS);
  /** Of names that have no number. */
  readonly #others = new Map<string, number>();

  constructor(root: PageElement) {
    this.#stack = [root];
  }

  /** The page itself counts. */
  get depth(): number {
    return this.#stack.length;
  }

  get innermost(): PageElement {
    return this.#stack[this.#stack.length - 1]!;
  }

  at(depth: number): PageElement {
    return this.#stack[depth]!;
  }

  has(name: string): boolean {
    const number = elementNumber(elementKind(name));
    return number > 0 ? this.#counts[number]! > 0 : (this.#others.get(name) ?? 0) > 0;
  }

  /** `has('p')`, which is asked at every box. */
  get hasParagraph(): boolean {
    return this.#counts[PARAGRAPH]! > 0;
  }

  push(element: PageElement): void {
    this.#stack.push(element);
    this.#count(element, 1);
  }

  pop(): void {
    this.#count(this.#stack.pop()!, -1);
  }

  /** Ends all down to the one at `depth`, and that one. */
  popTo(depth: number): void {
    while (this.#stack.length > depth) this.pop();
  }

  /** Where the innermost `name` is open, as far as an element of one of the kinds `boundaries`; -1 for nowhere. */
  findInScope(name: string, boundaries: number): number {
    if (!this.has(name)) return -1;
    for (let at = this.#stack.length - 1; at > 0; at -= 1) {
      const open = this.#stack[at]!;
      if (open.name === name) return at;
      if ((open.tag.kind & boundaries) !== 0) return -1;
    }
    return -1;
  }

  #count({ name, tag }: PageElement, by: number): void {
    const number = elementNumber(tag.kind);
    if (number > 0) this.#counts[number]! += by;
    else this.#others.set(name, (this.#others.get(name) ?? 0) + by);
  }
}

const PARAGRAPH = elementNumber(elementKind('p'));
