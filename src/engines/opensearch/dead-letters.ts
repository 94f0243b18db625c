import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { DeadLetter } from './bulk-writer.ts';

/** Articles that the cluster refused, kept until it takes them. */
export interface DeadLetters {
  read(): DeadLetter[];
  /** Replaces all of them; none deletes the file. */
  replace(letters: readonly DeadLetter[]): void;
}

/** One JSON line for each article, written aside and renamed: a reader sees the former letters or the new ones. */
export function openDeadLetters(file: string): DeadLetters {
  return {
    read: () =>
      existsSync(file)
        ? readFileSync(file, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as DeadLetter)
        : [],
    replace: (letters) => {
      if (letters.length === 0) {
        rmSync(file, { force: true });
        return;
      }
      const last = new Map(letters.map((letter) => [letter.id, letter]));
      writeFileSync(
        `${file}.new`,
        [...last.values()].map((letter) => `${JSON.stringify(letter)}\n`).join(''),
      );
      renameSync(`${file}.new`, file);
    },
  };
}
