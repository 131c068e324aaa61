'use strict';
// Stands in resources/app of an Electron taken out of a packaged program: does what `electron FOLDER` does, that is,
// finds the folder among the arguments, makes it the app and loads its main file.
const { readFileSync } = require('fs');
const path = require('path');
const { app } = require('electron');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));

if (folder === undefined) {
  process.stderr.write('usage: electron FOLDER\n');
  app.exit(2);
} else {
  const root = path.resolve(folder);
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(manifest.productName || manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(root);
  require(path.resolve(root, manifest.main));
}
