export * from './check-result.ts';
export * from './error-answer.ts';
export * from './local-text.ts';
export * from './obligation.ts';
export * from './vocabulary.ts';
export * from './words/common.ts';
export * from './words/index.ts';
export * from './words/result-words.ts';
