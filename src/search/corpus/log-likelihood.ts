/** How often something was counted among how many. */
export interface Share {
  readonly count: number;
  readonly total: number;
}

/**
 * Dunning's log-likelihood ratio G² of two shares (T. Dunning, "Accurate methods for the statistics of surprise and
 * coincidence", Computational Linguistics 19(1), 1993), over the whole 2 × 2 table. With one degree of freedom 3.84 is
 * p < 0.05, 6.63 p < 0.01, 10.83 p < 0.001, 15.13 p < 0.0001. Never negative; 0 where the shares are equal or one of the totals is 0.
 */
export function logLikelihood(one: Share, other: Share): number {
  const total = one.total + other.total;
  if (one.total === 0 || other.total === 0) return 0;
  const counted = one.count + other.count;
  const cells = [
    [one.count, (one.total * counted) / total],
    [other.count, (other.total * counted) / total],
    [one.total - one.count, (one.total * (total - counted)) / total],
    [other.total - other.count, (other.total * (total - counted)) / total],
  ] as const;
  const sum = cells.reduce((acc, [observed, expected]) => acc + surprise(observed, expected), 0);
  return Math.max(0, 2 * sum);
}

/** Observed times the logarithm of observed over expected; what was never observed adds nothing. */
const surprise = (observed: number, expected: number): number =>
  observed === 0 ? 0 : observed * Math.log(observed / expected);

/**
 * The binary logarithm of the ratio of two shares: 1 is twice as frequent, −1 half (A. Hardie, "Log Ratio – an informal
 * introduction", 2014). A count of 0 is taken as 0.5, as there.
 */
export function logRatio(one: Share, other: Share): number {
  const share = ({ count, total }: Share): number => Math.max(count, 0.5) / Math.max(total, 1);
  return Math.log2(share(one) / share(other));
}
