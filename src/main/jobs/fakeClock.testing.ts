import type { Clock } from './clock';

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

/** A clock that stands still until `advance` is called. */
export class FakeClock implements Clock {
  private nowMs = 1_700_000_000_000;
  private alarms: Alarm[] = [];

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, ring: () => void): () => void {
    const alarm: Alarm = { atMs: this.nowMs + delayMs, ring };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }

  /** Moves the hands and rings what falls due, in order of time. */
  advance(byMs: number): void {
    const endMs = this.nowMs + byMs;
    for (let due = this.nextDue(endMs); due !== null; due = this.nextDue(endMs)) {
      const rung = due;
      this.alarms = this.alarms.filter((other) => other !== rung);
      this.nowMs = rung.atMs;
      rung.ring();
    }
    this.nowMs = endMs;
  }

  private nextDue(endMs: number): Alarm | null {
    return this.alarms.filter((alarm) => alarm.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0] ?? null;
  }

  get pendingCount(): number {
    return this.alarms.length;
  }
}
