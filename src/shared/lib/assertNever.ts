/** Makes a forgotten case of a closed union a compile error, and a crash with its value if types were lied to. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
