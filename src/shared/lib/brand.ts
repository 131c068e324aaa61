declare const brand: unique symbol;

/** A nominal type: `Brand<string, 'SetId'>` is a string that only the parser of set ids can make. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
