import { programTexts } from '../../mesh/program-texts.js';
import { aicConfigProblems } from '../../model/aic/problems.js';
import { problemViolation } from '../problem-violation.js';
import { defineRule } from '../rule.js';

export const aicConfigValid = defineRule({
  id: 'aic-config-valid',
  severity: 'error',
  what: 'A configuration of AIC lacks a key, has one that nobody reads, or has values that do not fit together.',
  why: 'Frames are then thrown away although they are in time, or AIC does nothing, and no error says so.',
  fix: 'Write what is expected, in the unit of the file; docs/aic.md has the keys of each.',
  kinds: ['/ConfigMap'],

  *check(manifest) {
    for (const { path, form, value } of programTexts(manifest)) {
      if (form === 'livekit') continue;
      for (const problem of aicConfigProblems(form, value)) yield problemViolation(problem, path);
    }
  },

  *checkFile({ form, value }) {
    if (form === 'livekit') return;
    for (const problem of aicConfigProblems(form, value)) yield problemViolation(problem);
  },
});
