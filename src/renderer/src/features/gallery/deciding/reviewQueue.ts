/** Where a review stands: at one sample of its queue, or past its end. Changed in place, so that keys faster than the screen count. */
export class ReviewQueue {
  private readonly trail: number[] = [];

  /**
   * @param order rows in the order to see
   * @param at position to begin at
   */
  constructor(
    readonly order: Uint32Array,
    private at: number,
  ) {}

  /** Equal to `order.length` past the end. */
  get position(): number {
    return this.at;
  }

  get row(): number | undefined {
    return this.order[this.at];
  }

  /** Rows that come next, to have their pictures fetched. */
  ahead(count: number): readonly number[] {
    return Array.from(this.order.subarray(this.at + 1, this.at + 1 + count));
  }

  /** After a decision about the row in front: on to the next one that `isWanted`, and past the end after the last. */
  advance(isWanted: (row: number) => boolean): void {
    if (this.at >= this.order.length) return;
    this.trail.push(this.at);
    this.at++;
    while (this.at < this.order.length && !isWanted(this.order[this.at] ?? 0)) this.at++;
  }

  /** After something was said of the row in front without going on, a tag for instance: undo leads back here. */
  stay(): void {
    this.trail.push(this.at);
  }

  /** To where the last decision was made; stays where none was. */
  returnToLast(): void {
    this.at = this.trail.pop() ?? this.at;
  }

  look(by: 1 | -1): void {
    this.goTo(this.at + by);
  }

  goTo(position: number): void {
    this.at = Math.max(0, Math.min(this.order.length - 1, position));
  }
}
