import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Drawing and encoding one sample begins here; whatever it imports decides bytes. */
const ENTRY = 'src/main/engine/generators/graphics/sampleRenderer.ts';

/**
 * SHA-256 over the code that decides the bytes of a sample: every token of every file that the renderer reaches, without comments,
 * white space and what is imported as a type only. A changed line of drawing code cannot keep the hash, a changed comment can.
 * @param {string} root folder of the project
 */
export function generatorCodeSha256(root) {
  const hash = createHash('sha256');
  for (const [name, tokens] of [...filesFrom(root)].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\n${tokens}\n`);
  return hash.digest('hex');
}

/** Every file reached from the entry by its path below the root, with its tokens. @returns {Map<string, string>} */
export function filesFrom(root, entry = ENTRY) {
  const found = new Map();
  const waiting = [entry];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const source = ts.createSourceFile(name, readFileSync(path.join(root, name), 'utf8'), ts.ScriptTarget.Latest, true);
    found.set(name, tokensOf(source));
    for (const specifier of importedBy(source)) {
      const next = resolve(root, name, specifier);
      if (next !== null) waiting.push(next);
    }
  }
  return found;
}

/** Tokens of the file in order, one a line; type-only imports are left out, as they leave no code. */
export function tokensOf(source) {
  const tokens = [];
  const visit = (node) => {
    if (isTypeOnly(node) || (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode))
      return;
    const children = node.getChildren(source);
    if (children.length > 0) children.forEach(visit);
    else if (node.getWidth(source) > 0) tokens.push(node.getText(source));
  };
  visit(source);
  return tokens.join('\n');
}

const isTypeOnly = (node) =>
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  (ts.isImportDeclaration(node) && node.importClause?.isTypeOnly === true);

/** Own modules that the file takes code from. */
const importedBy = (source) =>
  source.statements
    .filter(
      (node) =>
        (ts.isImportDeclaration(node) && !isTypeOnly(node)) || (ts.isExportDeclaration(node) && !node.isTypeOnly),
    )
    .map((node) => node.moduleSpecifier?.text)
    .filter((specifier) => specifier !== undefined && /^(\.|@shared\/)/.test(specifier));

function resolve(root, from, specifier) {
  const base = specifier.startsWith('@shared/')
    ? `src/shared/${specifier.slice('@shared/'.length)}`
    : path.posix.join(path.posix.dirname(from), specifier);
  const name = [`${base}.ts`, base].find((candidate) => existsSync(path.join(root, candidate)));
  if (name === undefined) throw new Error(`${from} imports ${specifier}, which is not there`);
  return name.endsWith('.ts') ? name : null;
}
