/** One line on a terminal, rewritten in place; silent elsewhere. */
export interface Progress {
  show(line: string): void;
  clear(): void;
}

export function createProgress(): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  let shown = false;
  return {
    show: (line) => {
      shown = true;
      stderr.write(`\r\u001B[2K${line.slice(0, (stderr.columns || 80) - 1)}`);
    },
    clear: () => {
      if (shown) stderr.write('\r\u001B[2K');
      shown = false;
    },
  };
}
