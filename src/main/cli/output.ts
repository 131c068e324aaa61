import type { FailureDetail } from '@shared/lib/failure';
import type { ProgressLine } from './progressLine';
import type { TextSink } from './textSink';

/**
 * stdout carries the result and nothing else: text, or with `--json` exactly one document. Notes, progress and errors for people go
 * to stderr.
 */
export class Output {
  private hasAnswered = false;

  constructor(
    readonly isJson: boolean,
    private readonly stdout: TextSink,
    private readonly stderr: TextSink,
    readonly progress: ProgressLine,
  ) {}

  /** The one answer of a command. `ok` is false where the work was done and its finding is bad, as a proof that does not hold. */
  result(command: string, result: unknown, text: string, ok = true): void {
    this.progress.clear();
    this.stdout.write(this.isJson ? document({ outis: 1, ok, command, result }) : `${text}\n`);
    this.hasAnswered = true;
  }

  failure(command: string, error: FailureDetail): void {
    this.progress.clear();
    if (this.isJson && !this.hasAnswered) this.stdout.write(document({ outis: 1, ok: false, command, error }));
    this.stderr.write(`outis: ${failureText(error)}\n`);
  }

  note(line: string): void {
    this.progress.clear();
    this.stderr.write(`${line}\n`);
  }
}

const document = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What went wrong, where, and what to do about it, one per line. */
export function failureText(error: FailureDetail): string {
  const where = error.place === undefined ? '' : `\n  where:  ${error.place}`;
  const remedy = error.remedy === undefined ? '' : `\n  remedy: ${error.remedy}`;
  return `${error.message}${where}${remedy}`;
}
