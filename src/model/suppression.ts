/** `ignore.meshproof.io/<rule>: <reason>` on an object keeps back what the rule finds there. */
export const SUPPRESSION_PREFIX = 'ignore.meshproof.io/';
