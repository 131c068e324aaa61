/** Version of the TensorFlow libraries taken from the Python wheels. */
export const tensorflowVersion = '2.21.0';

/**
 * The wheels whose shared libraries and headers serve the add-on, by `platform-arch-kind`. Python's ABI tag does not
 * matter: no Python code of theirs is used. On arm64 the plain wheel has no CUDA either.
 * @type {Record<string, import('../lib/wheel.mjs').Wheel>}
 */
export const tensorflowWheels = {
  'linux-x64-cpu': {
    project: 'tensorflow-cpu',
    version: tensorflowVersion,
    file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    size: 273_829_956,
    platform: 'manylinux_2_27_x86_64',
  },
  'linux-x64-gpu': {
    project: 'tensorflow',
    version: tensorflowVersion,
    file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
    size: 572_440_367,
    platform: 'manylinux_2_27_x86_64',
  },
  'linux-arm64-cpu': {
    project: 'tensorflow',
    version: tensorflowVersion,
    file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl',
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    size: 281_828_020,
    platform: 'manylinux_2_27_aarch64',
  },
};

/** The official C library, the other route; its last version that tfjs-node was made for. */
export const officialLibrary = {
  version: '2.9.1',
  url: (kind) =>
    `https://storage.googleapis.com/tensorflow/libtensorflow/libtensorflow-${kind}-linux-x86_64-2.9.1.tar.gz`,
};

/**
 * Where an entry of the wheel goes below `deps/`; undefined for what the add-on does not need.
 * The headers are those that the add-on's sources reach, by folder.
 */
export function placeInDeps(name) {
  const library = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/.exec(name);
  if (library) return `lib/${library[1]}`;
  const header =
    /^tensorflow\/(include\/(?:tensorflow\/c|tensorflow\/core\/platform|tsl\/platform|xla\/tsl\/c)\/.+\.h)$/.exec(name);
  return header?.[1];
}

/** Where an entry of one of NVIDIA's wheels goes below `deps/`: TensorFlow looks in `../nvidia` beside its own folder. */
export function placeCuda(name) {
  return /^nvidia\/[^/]+\/(lib|bin|nvvm)\//.test(name) ? name : undefined;
}

/** The requirements that `pip install tensorflow[and-cuda]` adds, from the wheel's METADATA. */
export function cudaRequirements(metadata) {
  const pattern = /^Requires-Dist: ([^;\s]+)\s*;\s*extra == ["']and-cuda["']\s*$/gm;
  return [...metadata.matchAll(pattern)].map(([, requirement]) => requirement);
}
