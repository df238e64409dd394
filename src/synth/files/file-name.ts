import type { IConstruct } from 'constructs';

export const NAMESPACES_FILE = '00-namespaces.k8s.yaml';
export const KUSTOMIZATION_FILE = 'Kustomization';

const EXTENSION = '.k8s.yaml';
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** The file of a chart: its path in the tree, with dashes between the parts. */
export function chartFile(chart: IConstruct): string {
  return `${chart.node.path.replaceAll('/', '-')}${EXTENSION}`;
}

/** What is wrong with the name of a chart's file. */
export function chartFileProblem(file: string): string | undefined {
  const name = file.slice(0, -EXTENSION.length);
  if (!NAME.test(name)) {
    return `its file would be called ${JSON.stringify(file)}, expected a letter or digit, then at most 199 letters, digits, dots, dashes and underscores`;
  }
  // Also where upper and lower case are one.
  if (file < NAMESPACES_FILE || file.toLowerCase() < NAMESPACES_FILE) {
    return `its file ${file} would come before ${NAMESPACES_FILE}, which kubectl has to apply first`;
  }
  return undefined;
}
