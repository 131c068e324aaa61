import type { Page } from '@playwright/test';
import type { Contract } from '../src/shared/contract';
import type { Bridge } from '../src/shared/contract/bridge';
import type { Input, Output } from '../src/shared/contract/define';
import type { ProcedureName } from '../src/shared/contract/names';
import type { Reply } from '../src/shared/contract/reply';

/** What the page itself would get: the whole reply, refusals too. */
export function reply(page: Page, name: ProcedureName, input: unknown): Promise<Reply> {
  return page.evaluate(([called, given]) => (window as unknown as { outis: Bridge }).outis.call[called](given), [
    name,
    input,
  ] as const);
}

/** Asks main through the window's own door. @throws with the failure's message when it is refused */
export async function call<K extends ProcedureName>(
  page: Page,
  name: K,
  input: Input<Contract, K>,
): Promise<Output<Contract, K>> {
  const answer = await reply(page, name, input);
  // Main has parsed the value with the schema of this name.
  if (answer.ok) return answer.value as Output<Contract, K>;
  throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
}
