import { CurationSettings, DEFAULT_CURATION_SETTINGS } from '@shared/domain/curationSettings';
import { Failure } from '@shared/lib/failure';
import { readJsonAs, writeJson } from './jsonFile';
import { curationSettingsFile } from './libraryPaths';

/** A library without the file has the reasons it was born with. @throws Failure corrupt-data, io */
export async function readCurationSettings(libraryPath: string): Promise<CurationSettings> {
  try {
    return await readJsonAs(curationSettingsFile(libraryPath), CurationSettings);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'not-found') return DEFAULT_CURATION_SETTINGS;
    throw thrown;
  }
}

/** @throws Failure disk-full, io */
export const writeCurationSettings = (libraryPath: string, settings: CurationSettings): Promise<void> =>
  writeJson(curationSettingsFile(libraryPath), settings);
