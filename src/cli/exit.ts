/** What a shell learns from the exit code (docs/ARCHITECTURE.md, "Commands"). */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  someFailed: 3,
  nothingFound: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
