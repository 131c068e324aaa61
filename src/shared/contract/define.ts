import type { z } from 'zod';

/** One thing the renderer may ask of main: what goes in, what comes out. Types, client, server and preload are derived from it. */
export interface Procedure<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export const procedure = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Procedure<I, O> => ({
  input,
  output,
});

export type AnyContract = Readonly<Record<string, Procedure<z.ZodType, z.ZodType>>>;

/** What a caller may pass: defaults may be left out. */
export type Input<C extends AnyContract, K extends keyof C> = z.input<C[K]['input']>;
/** What a handler receives: parsed, defaults filled in. */
export type Parsed<C extends AnyContract, K extends keyof C> = z.output<C[K]['input']>;
export type Output<C extends AnyContract, K extends keyof C> = z.output<C[K]['output']>;
export type OutputInput<C extends AnyContract, K extends keyof C> = z.input<C[K]['output']>;

export interface CallContext {
  readonly signal: AbortSignalLike;
}

/** The part of `AbortSignal` that handlers use; portable code knows no DOM. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}

export type Handlers<C extends AnyContract> = {
  readonly [K in keyof C]: (input: Parsed<C, K>, context: CallContext) => Promise<OutputInput<C, K>>;
};
