import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SetId } from '@shared/domain/ids';
import { testCodecs } from '../../../engine/image/sampleImages.testing';
import { temporaryFolder } from '../../../platform/temporaryFolder.testing';
import { rowOf } from '../../../storage/library.testing';
import { setDir } from '../../../storage/libraryPaths';
import { setImageSource } from './setImages';

it('a sample that is gone from the disk is damage of the library, named with its file', async () => {
  const library = await temporaryFolder();
  const setId = SetId.parse('ds_gone01');
  const { row } = rowOf(0, 0);
  const source = setImageSource(library, [{ setId, row }], await testCodecs(), { inputWidth: 112, inputHeight: 112 });
  await expect(source.readRgb(0)).rejects.toMatchObject({
    code: 'corrupt-data',
    place: join(setDir(library, setId), row.file),
    remedy: expect.stringContaining('exclude the sample') as string,
  });
});
