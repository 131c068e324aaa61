import { packagesStep } from './packages.mjs';
import { codecsStep } from './codecs.mjs';
import { tensorflowStep } from './tensorflow.mjs';
import { addonStep } from './addon.mjs';
import { headModelStep } from './headModel.mjs';
import { buildStep } from './build.mjs';
import { electronStep } from './electron.mjs';
import { systemLibrariesStep } from './systemLibraries.mjs';

const all = [
  packagesStep,
  codecsStep,
  tensorflowStep,
  addonStep,
  headModelStep,
  electronStep,
  systemLibrariesStep,
  buildStep,
];
const windowOnly = [electronStep, systemLibrariesStep];
const leftOut = { terminal: windowOnly, engine: [...windowOnly, buildStep] };

/**
 * The steps that a purpose needs, in the order in which they need each other. The terminal needs no Electron; the
 * engine alone, which benches bundle themselves, not even the built program.
 * @param {'all'|'window'|'tests'|'terminal'|'engine'} purpose
 */
export function stepsFor(purpose) {
  return all.filter((step) => !leftOut[purpose]?.includes(step));
}
