/** Where progress and warnings go. Data never goes here. */
export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Says nothing: the default of a library. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined };
