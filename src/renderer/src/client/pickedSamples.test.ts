import { expect, it } from 'vitest';
import { SetId, sampleId } from '@shared/domain/ids';
import { pickedInGallery, pickedOnMap } from './pickedSamples';

it('tells of a pick once, and takes none for cleared', () => {
  const setId = SetId.parse('ds_ab12cd34');
  let told = 0;
  const undo = pickedOnMap.subscribe(() => told++);
  pickedOnMap.set({ setId, ids: [] });
  expect([pickedOnMap.get(), told]).toEqual([null, 0]);
  const picked = { setId, ids: [sampleId(1, 2)] };
  pickedOnMap.set(picked);
  pickedOnMap.set(picked);
  expect([pickedOnMap.get(), told]).toEqual([picked, 1]);
  expect(pickedInGallery.get()).toBeNull();
  undo();
  pickedOnMap.set(null);
  expect([pickedOnMap.get(), told]).toEqual([null, 1]);
});
