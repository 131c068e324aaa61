import { contract } from '@shared/contract';
import type { OutisServices } from '../services/outisServices';
import { parseInput } from './parseInput';
import type { CliProcedure, Session, SessionOptions } from './session';

type AnyHandler = (input: unknown, context: { readonly signal: { readonly aborted: boolean } }) => Promise<unknown>;

/** Opens a library over the use cases; the terminal goes through the same parsed door as the window. @throws Failure */
export async function openSession(services: OutisServices, { library, readOnly }: SessionOptions): Promise<Session> {
  const { path } = await services.openLibrary(library, { readOnly });
  return {
    libraryPath: path,
    call: async (name, input) => {
      const parsed: unknown = parseInput(contract[name].input, input, name);
      // Input and output belong to this very name; the type of a pair looked up by a variable cannot say so.
      const handler = services.handlers[name satisfies CliProcedure] as AnyHandler;
      return (await handler(parsed, { signal: { aborted: false } })) as never;
    },
    onJobEvent: (listener) => services.onJobEvent(listener),
    close: () => services.close(),
  };
}
