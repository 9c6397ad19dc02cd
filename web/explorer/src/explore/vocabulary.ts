import type { FilterName } from './board';
import { spoken, sentence } from '../answer/kinds';

/** The values by which relationships are filtered: those of the schema, in its order. */
export const VOCABULARY: Record<FilterName, readonly string[]> = {
  stages: [
    'ANNOUNCED', 'AUTHORIZED', 'OPENED', 'ELIGIBLE', 'APPLIED', 'RECOMMENDED', 'GRANTED', 'RECORDED', 'DECLINED',
    'WITHDRAWN', 'NOT_CANNABIS',
  ], // prettier-ignore
  units: [
    'PEOPLE', 'CONVICTIONS', 'CASES', 'RECORDS', 'CHARGES', 'CERTIFICATES', 'APPLICATIONS', 'GRANTS', 'STATES',
  ], // prettier-ignore
  sourceKinds: ['OFFICIAL', 'LEGAL_TEXT', 'PRESS', 'ADVOCACY', 'RESEARCH', 'DATASET'],
  ranks: ['PREFERRED', 'NORMAL', 'DEPRECATED'],
};

export const FILTER_NAMES: Record<FilterName, string> = {
  stages: 'Stage',
  units: 'Unit',
  sourceKinds: 'Kind of source',
  ranks: 'Rank of the claim',
};

export const titled = (word: string): string => sentence(spoken(word));
