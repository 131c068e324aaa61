/** Absolute path of the Electron binary that the set-up put in place; throws when there is none. */
export function electronPath(): string;
/** `['--no-sandbox']` for root on Linux, else nothing. */
export function sandboxArguments(): string[];
