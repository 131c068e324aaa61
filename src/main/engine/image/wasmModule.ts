/** The few parts of WebAssembly used here; the language library for Node does not declare them. */
export type WasmModule = object;
interface WasmInstance {
  readonly exports: object;
}
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  Instance: new (module: WasmModule, imports: object) => WasmInstance;
};

export const compileWasm = (bytes: Uint8Array): Promise<WasmModule> => WebAssembly.compile(bytes);

interface EmscriptenOptions {
  readonly noInitialRun: true;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly instantiateWasm: (imports: object, done: (instance: WasmInstance) => void) => object;
}
export type EmscriptenFactory<T> = (options: EmscriptenOptions) => Promise<T>;

/** Decoders hand pixels over in the browser's `ImageData`; Node and Electron's worker process have none. */
function provideImageData(): void {
  const scope = globalThis as { ImageData?: unknown };
  scope.ImageData ??= class {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  };
}

/** Starts an Emscripten module from compiled code; nothing is fetched, and what it prints goes to `onLine`, never to stdout. */
export function startEmscripten<T>(
  factory: EmscriptenFactory<T>,
  module: WasmModule,
  onLine: (line: string) => void = () => undefined,
): Promise<T> {
  provideImageData();
  return factory({
    noInitialRun: true,
    print: onLine,
    printErr: onLine,
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance);
      return instance.exports;
    },
  });
}

export interface WasmAnswer<R> {
  readonly result: R;
  /** What the library printed: its warnings about the data. */
  readonly lines: readonly string[];
}

/** Thrown when the library gave up; `lines` holds its reason. */
export class WasmCallError extends Error {
  constructor(
    readonly lines: readonly string[],
    cause: unknown,
  ) {
    super(lines.at(-1) ?? 'the decoder gave up without a reason', { cause });
    this.name = 'WasmCallError';
  }
}

/** A library's worst line is enough to tell a user; hostile data can make it print without end. */
const MAX_LINES = 20;

/**
 * A WebAssembly library fed with hostile data. After a crash its memory is in an unknown state, so the next call gets a
 * fresh instance; so does the call after a large picture, because WebAssembly memory never shrinks.
 */
export class RevivableModule<T> {
  private current: Promise<T> | undefined;
  private lines: string[] = [];

  constructor(
    private readonly factory: EmscriptenFactory<T>,
    private readonly module: WasmModule,
  ) {}

  /** @throws WasmCallError when the library throws. `work` must copy what it keeps and must not await. */
  async call<R>(work: (library: T) => R): Promise<WasmAnswer<R>> {
    this.current ??= startEmscripten(this.factory, this.module, (line) => {
      if (this.lines.length < MAX_LINES) this.lines.push(line.slice(0, 200));
    });
    const library = await this.current;
    this.lines = [];
    try {
      const result = work(library);
      return { result, lines: this.lines };
    } catch (cause) {
      this.retire();
      throw new WasmCallError(this.lines, cause);
    }
  }

  /** The next call starts afresh and the old memory can be collected. */
  retire(): void {
    this.current = undefined;
  }
}
