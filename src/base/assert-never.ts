/** Ends a `switch` over a union: the compiler objects as soon as a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
