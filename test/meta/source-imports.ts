import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One import, `export … from` or `import()` of a source file. */
export interface SourceImport {
  /** Relative to the repository, with `/`. */
  readonly from: string;
  /** A file relative to the repository, or the name of a package. */
  readonly to: string;
  readonly external: boolean;
  /** Erased by the compiler. */
  readonly typeOnly: boolean;
  /** `import()`: loaded when it is reached. */
  readonly lazy?: boolean;
}

/** The TypeScript files below a folder of the repository, relative to it and sorted. */
export function sourceFiles(folder: string): readonly string[] {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => posix.join(folder, name.split(sep).join('/')))
    .sort();
}

export function importsOf(
  file: string,
  text = readFileSync(join(root, file), 'utf8'),
): readonly SourceImport[] {
  const found: SourceImport[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean, lazy = false): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      found.push({ from: file, ...target(file, specifier.text), typeOnly, lazy });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErasedImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isErasedExport(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true));
  return found;
}

function target(file: string, specifier: string): Pick<SourceImport, 'to' | 'external'> {
  if (!specifier.startsWith('.')) {
    const [first = '', second = ''] = specifier.split('/');
    return { to: first.startsWith('@') ? `${first}/${second}` : first, external: true };
  }
  const absolute = resolve(root, dirname(file), specifier).replace(/\.js$/, '.ts');
  return { to: relative(root, absolute).split(sep).join('/'), external: false };
}

function isErasedImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function isErasedExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly) return true;
  return (
    exportClause !== undefined &&
    ts.isNamedExports(exportClause) &&
    exportClause.elements.length > 0 &&
    exportClause.elements.every((element) => element.isTypeOnly)
  );
}
