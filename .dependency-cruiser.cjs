/**
 * Who may import whom (docs/architecture.md). Data and words flow one way:
 *
 *   contract ← rulebook ← server/src/kernel ← modules ← app.ts ← commands ← main.ts      console → contract
 *
 * scripts/dependency-rules.test.ts plants a violation of each rule and expects it to be found.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const TESTS = '\\.(test|system\\.test)\\.m?tsx?$|^(rulebook|server|console)/test/';
/** Folders of server/src that are not modules. */
const NO_MODULE = 'kernel|commands';

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'contract-stands-alone',
      comment: 'The contract is read by browsers: it imports zod only.',
      severity: 'error',
      from: { path: '^contract/', pathNot: TESTS },
      to: { pathNot: '^contract/|(^|/)node_modules/zod/' },
    },
    {
      name: 'rulebook-on-contract',
      severity: 'error',
      from: { path: '^rulebook/', pathNot: TESTS },
      to: { path: '^(server|console|bench|scripts|bin)/' },
    },
    {
      name: 'kernel-below-modules',
      severity: 'error',
      from: { path: '^server/src/kernel/', pathNot: TESTS },
      to: { path: '^server/src/(?!kernel/)' },
    },
    {
      name: 'modules-below-app',
      severity: 'error',
      from: { path: `^server/src/(?!${NO_MODULE})[^/]+/`, pathNot: TESTS },
      to: { path: '^server/src/(app\\.ts|main\\.ts|commands/)' },
    },
    {
      name: 'app-below-commands',
      severity: 'error',
      from: { path: '^server/src/app\\.ts$' },
      to: { path: '^server/src/(main\\.ts|commands/)' },
    },
    {
      name: 'commands-below-main',
      severity: 'error',
      from: { path: '^server/src/commands/' },
      to: { path: '^server/src/main\\.ts$' },
    },
    {
      name: 'module-through-its-face',
      comment:
        'A module is imported through its index.ts only; screening also by its engine.ts, without its documents.',
      severity: 'error',
      from: { path: '^server/src/([^/]+)(/|\\.ts$)' },
      to: {
        path: `^server/src/(?!${NO_MODULE})[^/]+/`,
        pathNot: '^server/src/$1/|^server/src/[^/]+/index\\.ts$|^server/src/screening/engine\\.ts$',
      },
    },
    {
      name: 'kernel-part-through-its-face',
      comment: 'A part of the kernel that is a folder is imported through its index.ts only.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: `^server/src/kernel/[^/]+/|${TESTS}` },
      to: { path: '^server/src/kernel/[^/]+/', pathNot: '^server/src/kernel/[^/]+/index\\.ts$' },
    },
    {
      name: 'kernel-part-to-kernel-part',
      comment: 'The same between parts of the kernel.',
      severity: 'error',
      from: { path: '^server/src/kernel/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^server/src/kernel/[^/]+/',
        pathNot: '^server/src/kernel/$1/|^server/src/kernel/[^/]+/index\\.ts$',
      },
    },
    {
      name: 'inspection-imports-no-module',
      comment:
        'Modules hand their facts and rules to inspection through app.ts. The screening engine is a library: text in, hits out.',
      severity: 'error',
      from: { path: '^server/src/inspection/', pathNot: TESTS },
      to: { path: `^server/src/(?!${NO_MODULE}|inspection|screening)[^/]+/` },
    },
    {
      name: 'rules-judge',
      comment: 'A rule judges observations: it opens no file and no connection.',
      severity: 'error',
      from: { path: '^server/src/inspection/rules/', pathNot: TESTS },
      to: {
        path: '^server/src/kernel/(egress|chromium|database|http)/|^(tls|dns|http|https|http2|fs|child_process|dgram)(/|$)',
      },
    },
    {
      name: 'console-on-contract',
      severity: 'error',
      from: { path: '^console/', pathNot: TESTS },
      to: { path: '^(server|rulebook|bench|scripts|bin)/' },
    },
    {
      name: 'tests-are-leaves',
      comment: 'What is for tests is not part of the program.',
      severity: 'error',
      from: { path: '^(contract|rulebook|server/src|console)/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'tools-are-leaves',
      severity: 'error',
      from: { path: '^(contract|rulebook|server|console)/', pathNot: TESTS },
      to: { path: '^(bench|scripts)/' },
    },
    {
      name: 'declared-for-use',
      comment: 'The program does not run on what is installed for development only.',
      severity: 'error',
      from: { path: '^(contract|rulebook|server/src)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(console/dist|\\.zhengdun|\\.vitest)/' },
    // Type imports are imports: without this they are erased before they are seen.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.cjs', '.mjs', '.js', '.json'],
    },
  },
};
