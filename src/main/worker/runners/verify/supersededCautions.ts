import type { JobId } from '@shared/domain/ids';
import { readSupersessions } from '../../../storage/withdrawals/supersessions';

/** What must be read before anybody uses a model that learned from pictures of people who withdrew. @throws Failure io */
export async function supersededCautions(libraryPath: string, runId: JobId): Promise<string[]> {
  const marks = await readSupersessions(libraryPath);
  const own = marks.filter(({ thing }) => thing.type === 'model' && thing.runId === runId);
  if (own.length === 0) return [];
  const images = own.reduce((sum, { supersession }) => sum + supersession.images, 0);
  return [
    `This model is superseded by withdrawal: it learned from ${images} images whose subjects have taken their consent back. Train again without them.`,
  ];
}
