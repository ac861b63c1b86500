export { COMBINATIONS, type Combination, combinationsSchema } from './combinations.ts';
export { factWords } from './fact-words.ts';
export { type Aggregate, findAggregates } from './find-aggregates.ts';
