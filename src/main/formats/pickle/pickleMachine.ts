import type { Failure } from '@shared/lib/failure';
import { corruptAt } from '../packs/packFault';
import type { PackWindow } from '../packs/packWindow';
import type { PickleValue } from './pickleValue';

const MARK = Symbol('mark');
type Slot = PickleValue | typeof MARK;

/** Values held at a time, and values remembered: bounds on memory, far above what a verification file needs. */
const MAX_VALUES = 4_000_000;

/** Stack and memo of a pickle. Nothing recurses, so nesting costs no call stack. */
export class PickleMachine {
  private readonly stack: Slot[] = [];
  private readonly memo = new Map<number, PickleValue>();

  constructor(readonly file: PackWindow) {}

  push(value: PickleValue, at: number): void {
    this.pushSlot(value, at);
  }

  mark(at: number): void {
    this.pushSlot(MARK, at);
  }

  pop(at: number): PickleValue {
    const top = this.stack.pop();
    if (top === undefined || top === MARK) throw this.damaged(at, 'an operation finds no value to work on');
    return top;
  }

  /** Values above the last mark, which goes too. */
  popToMark(at: number): PickleValue[] {
    const from = this.stack.lastIndexOf(MARK);
    if (from < 0) throw this.damaged(at, 'a list ends that did not begin');
    const values = this.stack.splice(from).slice(1);
    return values.filter((value): value is PickleValue => value !== MARK);
  }

  top(at: number): PickleValue {
    const top = this.stack[this.stack.length - 1];
    if (top === undefined || top === MARK) throw this.damaged(at, 'an operation finds no value to work on');
    return top;
  }

  remember(at: number, key: number = this.memo.size): void {
    if (this.memo.size >= MAX_VALUES) throw this.damaged(at, `more than ${MAX_VALUES} values are remembered`);
    this.memo.set(key, this.top(at));
  }

  recall(key: number, at: number): void {
    const value = this.memo.get(key);
    if (value === undefined) throw this.damaged(at, `value ${key} is asked for and was never remembered`);
    this.push(value, at);
  }

  /** The one value that is left. */
  result(at: number): PickleValue {
    const value = this.pop(at);
    if (this.stack.length > 0) throw this.damaged(at, 'it ends with values left over');
    return value;
  }

  damaged(at: number, why: string): Failure {
    return corruptAt(this.file.path, at, `The pickle is damaged: ${why}.`);
  }

  private pushSlot(slot: Slot, at: number): void {
    if (this.stack.length >= MAX_VALUES) throw this.damaged(at, `more than ${MAX_VALUES} values are held at once`);
    this.stack.push(slot);
  }
}
