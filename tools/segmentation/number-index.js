/** Numbers consecutive from 0 for keys (non-negative integers below 2^53) in order of arrival: a Map without boxing. */
export class NumberIndex {
  constructor(capacity = 1 << 16) {
    this.size = 0;
    this.frozen = false;
    this.#allocate(capacity);
  }

  #allocate(capacity) {
    this.mask = capacity - 1;
    this.keys = new Float64Array(capacity).fill(-1);
    this.values = new Int32Array(capacity);
  }

  /** The number of `key`; where it is new, the next one, or -1 after freezing. */
  number(key) {
    let slot = this.#slot(key);
    while (this.keys[slot] !== -1) {
      if (this.keys[slot] === key) return this.values[slot];
      slot = (slot + 1) & this.mask;
    }
    if (this.frozen) return -1;
    this.keys[slot] = key;
    this.values[slot] = this.size++;
    if (this.size * 2 > this.mask) this.#grow();
    return this.size - 1;
  }

  *entries() {
    for (let slot = 0; slot <= this.mask; slot++) {
      if (this.keys[slot] !== -1) yield [this.keys[slot], this.values[slot]];
    }
  }

  #slot(key) {
    const high = Math.floor(key / 0x100000000);
    const mixed = Math.imul(Math.imul(key | 0, 0x9e3779b1) ^ high, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }

  #grow() {
    const { keys, values } = this;
    this.#allocate((this.mask + 1) * 2);
    for (let old = 0; old < keys.length; old++) {
      if (keys[old] === -1) continue;
      let slot = this.#slot(keys[old]);
      while (this.keys[slot] !== -1) slot = (slot + 1) & this.mask;
      this.keys[slot] = keys[old];
      this.values[slot] = values[old];
    }
  }
}
