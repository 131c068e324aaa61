/** Where text goes: a stream of the process, or a test's list. */
export interface TextSink {
  write(text: string): void;
}
