/** The numbers that SQLite's `group_concat` joined; none for its null. */
export const splitNumbers = (joined: string | null): number[] => joined?.split(',').map(Number) ?? [];
