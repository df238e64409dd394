import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ENTRIES = {
  meshproof: 'src/index.ts',
  'meshproof-rule': 'src/rule.ts',
  'meshproof-synth': 'src/synth/index.ts',
};

const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: unknown };
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
const program = ts.createProgram(Object.values(ENTRIES), options);
const checker = program.getTypeChecker();

/** The parts of the API that a file exports, one line each member: what a version promises. */
function apiOf(file: string): string {
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is no module`);
  return checker
    .getExportsOfModule(module)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((symbol) =>
      describeSymbol(
        symbol.name,
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
      ),
    )
    .join('\n');
}

function describeSymbol(name: string, symbol: ts.Symbol): string {
  if (symbol.flags & ts.SymbolFlags.Class) {
    const constructors = checker.getTypeOfSymbol(symbol).getConstructSignatures();
    const news = constructors.map((signature) => `  new${checker.signatureToString(signature)}\n`);
    return `class ${name}\n${news.join('')}${members(checker.getDeclaredTypeOfSymbol(symbol))}`;
  }
  if (symbol.flags & ts.SymbolFlags.Interface)
    return `interface ${name}\n${members(checker.getDeclaredTypeOfSymbol(symbol))}`;
  if (symbol.flags & ts.SymbolFlags.TypeAlias) {
    return `type ${name} = ${checker.typeToString(checker.getDeclaredTypeOfSymbol(symbol), undefined, ts.TypeFormatFlags.InTypeAlias)}\n`;
  }
  if (symbol.flags & ts.SymbolFlags.ValueModule) {
    const names = checker.getExportsOfModule(symbol).map((one) => `  ${one.name}\n`);
    return `namespace ${name}\n${names.sort().join('')}`;
  }
  return `const ${name}: ${checker.typeToString(checker.getTypeOfSymbol(symbol))}\n`;
}

/** Public members that the package itself declares. */
function members(type: ts.Type): string {
  return type
    .getProperties()
    .filter(
      (property) =>
        property.declarations?.some((at) => at.getSourceFile().fileName.includes('/src/')) === true,
    )
    .filter(({ declarations = [] }) => !declarations.some(isHidden))
    .map((property) => {
      const optional = property.flags & ts.SymbolFlags.Optional ? '?' : '';
      return `  ${property.name}${optional}: ${checker.typeToString(checker.getTypeOfSymbol(property))}\n`;
    })
    .sort()
    .join('');
}

function isHidden(declaration: ts.Declaration): boolean {
  return (
    (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0
  );
}

describe('the public API', () => {
  it.each(Object.entries(ENTRIES))('of %s is as reviewed', async (name, file) => {
    await expect(apiOf(file)).toMatchFileSnapshot(`../__snapshots__/public-api/${name}.txt`);
  });
});
