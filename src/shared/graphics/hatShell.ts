import { cos, PI, sin } from './exactMath';
import { roughAngle, type HeadReach } from './headReach';
import type { SheetPoint } from './wornMesh';

/** The lower edge of a hat: heights above the eyes in front, over the ears and behind, dm. */
export interface Rim {
  readonly front: number;
  readonly side: number;
  readonly back: number;
  /** Rise per dm to the person's left. */
  readonly slope: number;
}

const RIM_STEPS = 80;

/** Where a hat's cloth lies: over the skull, from the crown to the rim. */
export class HatShell {
  private readonly falls: Float32Array;

  /** @param clear dm between skin and cloth; a function of (turn, share of the way from crown to rim) */
  constructor(
    readonly reach: HeadReach,
    readonly rim: Rim,
    private readonly clear: (turn: number, share: number) => number,
  ) {
    this.falls = Float32Array.from({ length: RIM_STEPS + 2 }, (_, i) => this.findRim(-PI + (2 * PI * i) / RIM_STEPS));
  }

  /** Fall of the rim from straight up, radians. */
  rimFall(turn: number): number {
    const at = (((turn + PI) / (2 * PI) + 1) % 1) * RIM_STEPS;
    const low = at | 0;
    return this.falls[low] + (this.falls[low + 1] - this.falls[low]) * (at - low);
  }

  private findRim(turn: number): number {
    const { front, side, back, slope } = this.rim;
    const c = cos(turn);
    const height = this.reach.eyes + side + ((c > 0 ? front : back) - side) * c * c;
    let fall = 1.5;
    // The reach depends on the fall that is sought: a few rounds settle it.
    for (let round = 0; round < 4; round++) {
      const radius = this.reach.at(turn, fall) + this.clear(turn, 1);
      const up = height + slope * radius * sin(turn) - this.reach.middle[1];
      fall = roughAngle(Math.sqrt(Math.max(0.01, radius * radius - up * up)), up);
    }
    return fall;
  }

  /** dm from the middle of the skull to the cloth. */
  radius(turn: number, fall: number, rimFall: number): number {
    return this.reach.at(turn, fall) + this.clear(turn, Math.min(1, fall / rimFall));
  }

  /** A point of the cloth. @param share 0 crown, 1 rim; beyond 1 below the rim @param beyond dm farther out */
  point(turn: number, share: number, beyond: number, open: number): SheetPoint {
    const rimFall = this.rimFall(turn);
    const fall = Math.max(0.02, share * rimFall);
    const radius = this.radius(turn, fall, rimFall) + beyond;
    return [...this.reach.pointAt(turn, fall, radius), turn * 1.2, share * 1.4, open];
  }
}
