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
const forWindowsOnly = new Set([electronStep, systemLibrariesStep]);

/** The steps that a purpose needs, in the order in which they need each other. The terminal needs no Electron. */
export function stepsFor(purpose) {
  return purpose === 'terminal' ? all.filter((step) => !forWindowsOnly.has(step)) : all;
}
