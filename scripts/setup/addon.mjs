import { readFile, rename, rm, mkdir, readdir } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { run, which } from '../lib/command.mjs';
import { exists } from '../lib/files.mjs';
import { inProject } from '../lib/paths.mjs';
import { SetupError } from '../lib/setupError.mjs';
import { aptInstall, canUseApt } from './apt.mjs';

const packageFolder = inProject('node_modules', '@tensorflow', 'tfjs-node-gpu');
const headers = inProject('node_modules', 'node-api-headers', 'include');
/** The highest Node-API version the package names; Node 12.22 and later, Electron 22 included, load it. */
const napiVersion = 8;
const outputFolder = join(packageFolder, 'lib', `napi-v${napiVersion}`);
const output = join(outputFolder, 'tfjs_binding.node');

/**
 * The add-on between Node and TensorFlow, compiled from the sources that the package carries. It is a Node-API module:
 * one binary serves Node and Electron. The compiler is called directly, for two files: node-gyp would want Python and
 * a download of Node's own headers.
 */
export const addonStep = {
  name: 'addon',
  title: 'TensorFlow add-on',
  async key({ kind }) {
    const hash = createHash('sha256');
    const sources = join(packageFolder, 'binding');
    for (const name of (await readdir(sources)).sort()) hash.update(await readFile(join(sources, name)));
    return `${process.platform}-${process.arch}-${kind}-${hash.digest('hex')}`;
  },
  ready: () => exists(process.platform === 'linux' ? output : join(packageFolder, 'lib')),
  async run({ log, allowSystem }) {
    if (process.platform !== 'linux') return;
    const compiler = await findCompiler(log, allowSystem);
    const deps = join(packageFolder, 'deps');
    const temporary = `${output}.${process.pid}.tmp`;
    await mkdir(outputFolder, { recursive: true });
    const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(packageFolder, 'binding', name));
    try {
      const flags = [
        '-std=c++17',
        '-O2',
        '-fPIC',
        '-shared',
        `-DNAPI_VERSION=${napiVersion}`,
        '-DBUILDING_NODE_EXTENSION',
      ];
      const paths = [`-I${headers}`, `-I${join(deps, 'include')}`, `-L${join(deps, 'lib')}`];
      const libraries = ['-ltensorflow', '-ltensorflow_framework', '-Wl,-rpath,$ORIGIN/../../deps/lib'];
      const result = await run(compiler, [...flags, ...paths, ...sources, ...libraries, '-o', temporary]);
      if (result.code !== 0)
        throw new SetupError(
          `the TensorFlow add-on does not compile:\n${result.output.trim().split('\n').slice(0, 12).join('\n')}`,
          'Install a C++17 compiler (g++ 9 or newer) and run `npm run setup` again.',
        );
      await rename(temporary, output);
    } finally {
      await rm(temporary, { force: true });
    }
    await tryOut();
  },
};

async function findCompiler(log, allowSystem) {
  const named = process.env.CXX;
  if (named !== undefined && named !== '') return named;
  if (which('g++') === undefined && which('clang++') === undefined && allowSystem && canUseApt()) {
    log('no C++ compiler: apt-get installs g++');
    await aptInstall(['g++'], log);
  }
  const found = which('g++') ?? which('clang++');
  if (found !== undefined) return found;
  throw new SetupError(
    'a C++ compiler is missing; the TensorFlow add-on is compiled on this machine',
    'Debian, Ubuntu: sudo apt-get install -y g++ · Fedora: sudo dnf install -y gcc-c++ · Arch: sudo pacman -S gcc',
  );
}

/** Loads the add-on in a process of its own, for it may crash, and multiplies two matrices. */
async function tryOut() {
  const script = inProject('scripts', 'setup', 'tryTensorflow.cjs');
  const result = await run(process.execPath, [script], { timeoutMs: 120_000 });
  if (result.code === 0) return;
  await rm(output, { force: true });
  throw new SetupError(
    `TensorFlow does not run on this machine (exit ${result.code}):\n${result.output.trim().split('\n').slice(-8).join('\n')}`,
    'TensorFlow needs a 64-bit processor with AVX and glibc 2.27 or newer (not Alpine). Remove .cache/tensorflow and run `npm run setup` again.',
  );
}
