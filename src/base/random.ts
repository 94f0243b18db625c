/** 0 to 1, the machine's own; an argument wherever chance decides, so that a test can decide instead. */
export const systemRandom = (): number => Math.random();
