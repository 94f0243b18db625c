/**
 * Answers that are being judged: enough to keep every thread busy, little to lose. What waits long is swept late: with 32 of
 * them, and sixteen outcomes a transaction, a crawl of 3,000 pages took 40 MB more.
 */
const MAX_ARRIVALS = 16;
/** Of their bodies: a site may send 20 MB a page. */
const MAX_BYTES = 32 * 1024 * 1024;

/** What came of judging one answer; a fault is ours, not the server's. */
export type Judged<Item> =
  { readonly kind: 'judged'; readonly item: Item } | { readonly kind: 'fault'; readonly fault: unknown };

interface Place<Item> {
  readonly bytes: number;
  judged: Judged<Item> | undefined;
}

/**
 * Gives items back in the order in which their answers came, however long each takes to judge: the same answers in the
 * same order make the same archive.
 */
export class ArrivalOrder<Item> {
  private readonly places: Place<Item>[] = [];
  private bytes = 0;

  get size(): number {
    return this.places.length;
  }

  hasRoom(): boolean {
    return this.places.length < MAX_ARRIVALS && this.bytes < MAX_BYTES;
  }

  /** Takes the next place for what `judging` comes to; `onJudged` is called when it is known. */
  add(judging: Promise<Item>, bytes: number, onJudged: () => void): void {
    const place: Place<Item> = { bytes, judged: undefined };
    this.places.push(place);
    this.bytes += bytes;
    judging.then(
      (item) => {
        place.judged = { kind: 'judged', item };
        onJudged();
      },
      (fault: unknown) => {
        place.judged = { kind: 'fault', fault };
        onJudged();
      },
    );
  }

  /** The first one, if it is judged; `undefined` where there is none, or where it is still to be waited for. */
  shift(): Judged<Item> | undefined {
    const [first] = this.places;
    if (first?.judged === undefined) return undefined;
    this.places.shift();
    this.bytes -= first.bytes;
    return first.judged;
  }
}
