/** What the program is built from and under which terms; the full texts lie in resources/ and in each package. */
export const LICENCES = [
  {
    name: 'Electron, Chromium, Node.js',
    use: 'the window and the processes',
    licence: 'MIT, BSD and others, see LICENSES.chromium.html',
  },
  { name: 'TensorFlow, tfjs-node', use: 'training and verification', licence: 'Apache-2.0' },
  { name: '@vladmandic/face-api', use: 'finding and aligning faces on import', licence: 'MIT' },
  { name: 'MakeHuman base mesh, targets and textures', use: 'the head model', licence: 'CC0' },
  { name: 'jSquash: MozJPEG, libpng, libwebp', use: 'reading and writing images', licence: 'Apache-2.0, BSD' },
  { name: 'Apache Arrow', use: 'sample tables', licence: 'Apache-2.0' },
  { name: 'pdfkit', use: 'data cards as PDF', licence: 'MIT' },
  { name: 'Noto Sans', use: 'the letters in these PDFs', licence: 'SIL Open Font License 1.1' },
  { name: 'React, Mantine, Tabler icons', use: 'the pages', licence: 'MIT' },
  { name: 'Dexie', use: 'the local index', licence: 'Apache-2.0' },
  { name: 'zod', use: 'checking everything that comes in', licence: 'MIT' },
] as const;
