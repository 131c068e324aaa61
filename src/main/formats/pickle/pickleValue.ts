/** Text or bytes stay in the file; only where they lie is kept, so that a pickle of many images takes little memory. */
export interface PickledBytes {
  readonly kind: 'bytes';
  readonly offset: number;
  readonly length: number;
  /** `text`: stored as UTF-8 and meant as bytes, one per letter, as Python 3 writes bytes for Python 2. */
  readonly stored: 'as-is' | 'text';
}

export interface PickledText {
  readonly kind: 'text';
  readonly offset: number;
  readonly length: number;
}

export interface PickledList {
  readonly kind: 'list';
  readonly items: PickleValue[];
}

export interface PickledTuple {
  readonly kind: 'tuple';
  readonly items: readonly PickleValue[];
}

/** The one function that may be named: it turns text into the bytes that it stands for. */
export interface PickledCodec {
  readonly kind: 'codec';
}

export type PickleValue =
  PickledBytes | PickledText | PickledList | PickledTuple | PickledCodec | number | boolean | null;
