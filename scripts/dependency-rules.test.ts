import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cruise, LEAST_MODULES, type Violation } from './dependency-rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPIED = [
  'bin',
  'contract',
  'rulebook',
  'server',
  'console',
  'scripts',
  'package.json',
  'tsconfig.json',
  '.dependency-cruiser.cjs',
];

/** One import that must not be, for each rule: the file that holds it, and what it imports. */
const PLANTED: readonly { rule: string; in: string; imports: string; valueOnly?: true }[] = [
  { rule: 'no-cycle', in: 'contract/src/cycle-a.ts', imports: './cycle-b.ts' },
  { rule: 'resolvable', in: 'contract/src/p01.ts', imports: './nowhere.ts' },
  { rule: 'contract-stands-alone', in: 'contract/src/p02.ts', imports: '../../server/src/kernel/value.ts' },
  { rule: 'contract-stands-alone', in: 'contract/src/p03.ts', imports: 'kysely' },
  { rule: 'rulebook-on-contract', in: 'rulebook/src/p04.ts', imports: '../../server/src/kernel/value.ts' },
  { rule: 'kernel-below-modules', in: 'server/src/kernel/p05.ts', imports: '../planted-module/index.ts' },
  { rule: 'kernel-below-modules', in: 'server/src/kernel/http/p06.ts', imports: '../../app.ts' },
  { rule: 'modules-below-app', in: 'server/src/planted-module/p07.ts', imports: '../app.ts' },
  { rule: 'app-below-commands', in: 'server/src/app.ts', imports: './commands/index.ts' },
  { rule: 'commands-below-main', in: 'server/src/commands/p08.ts', imports: '../main.ts' },
  { rule: 'module-through-its-face', in: 'server/src/app.ts', imports: './planted-module/inner.ts' },
  {
    rule: 'module-through-its-face',
    in: 'server/src/other-module/p09.ts',
    imports: '../planted-module/inner.ts',
  },
  {
    rule: 'kernel-part-through-its-face',
    in: 'server/src/commands/p10.ts',
    imports: '../kernel/http/listen.ts',
  },
  {
    rule: 'kernel-part-to-kernel-part',
    in: 'server/src/kernel/http/p11.ts',
    imports: '../database/migrate.ts',
  },
  {
    rule: 'inspection-imports-no-module',
    in: 'server/src/inspection/p12.ts',
    imports: '../planted-module/index.ts',
  },
  { rule: 'rules-judge', in: 'server/src/inspection/rules/p13.ts', imports: '../../kernel/egress/index.ts' },
  { rule: 'rules-judge', in: 'server/src/inspection/rules/p14.ts', imports: 'node:fs' },
  { rule: 'console-on-contract', in: 'console/src/p15.tsx', imports: '../../server/src/kernel/value.ts' },
  { rule: 'tests-are-leaves', in: 'server/src/kernel/p16.ts', imports: '../../test/database.ts' },
  {
    rule: 'tools-are-leaves',
    in: 'server/src/kernel/p17.ts',
    imports: '../../../scripts/dependency-rules.ts',
  },
  { rule: 'declared-for-use', in: 'server/src/kernel/p18.ts', imports: 'typescript', valueOnly: true },
];

/** What the planted imports need to be there. */
const SCENERY: Readonly<Record<string, string>> = {
  'contract/src/cycle-b.ts': "import { aPlant } from './cycle-a.ts';\nexport const other = aPlant;\n",
  'server/src/planted-module/index.ts': "export { inner } from './inner.ts';\n",
  'server/src/planted-module/inner.ts': 'export const inner = 1;\n',
};

const copy = mkdtempSync(join(tmpdir(), 'zhengdun-rules-'));
let found: readonly Violation[] = [];
let modules = 0;

beforeAll(async () => {
  for (const name of COPIED) {
    const filter = (from: string) => !/node_modules|\/dist\b/.test(from);
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter });
  }
  linkPackages();
  for (const [file, text] of Object.entries(SCENERY)) write(file, text);
  for (const [index, plant] of PLANTED.entries()) {
    write(plant.in, `import { x as aPlant } from '${plant.imports}';\nexport { aPlant };\n`, index);
    if (plant.valueOnly) continue;
    const typed = plant.in === 'server/src/app.ts' ? plant.in : plant.in.replace(/(\.tsx?)$/, '-type$1');
    write(typed, `import type { X as APlant } from '${plant.imports}';\nexport type { APlant };\n`, index);
  }
  ({ violations: found, modules } = await cruise(copy));
}, 240_000);
afterAll(() => rmSync(copy, { recursive: true }));

/** Packages are those of the checkout; our own workspaces are those of the copy. */
function linkPackages(): void {
  const modules = dirname(dirname(createRequire(import.meta.url).resolve('typescript/package.json')));
  mkdirSync(join(copy, 'node_modules', '@zhengdun'), { recursive: true });
  for (const name of readdirSync(modules)) {
    if (!name.startsWith('.') && name !== '@zhengdun')
      symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  }
  for (const name of ['contract', 'rulebook', 'server', 'console']) {
    symlinkSync(join(copy, name), join(copy, 'node_modules', '@zhengdun', name));
  }
}

function write(file: string, text: string, index = 0): void {
  const path = join(copy, file);
  mkdirSync(dirname(path), { recursive: true });
  // Several may be planted in one file that exists: their names must differ.
  if (existsSync(path))
    appendFileSync(
      path,
      text.replaceAll(/\b[aA]Plant\b/g, (name) => `${name}${index}`),
    );
  else writeFileSync(path, text);
}

// That the house keeps them is a check of its own, `directions` in checks.ts.
describe('the directions of the house', () => {
  it('are looked for in all files', () => {
    expect(modules).toBeGreaterThanOrEqual(LEAST_MODULES);
  });

  it.each(PLANTED)('$rule: an import of $imports in $in is found', (plant) => {
    expect(found.filter((each) => each.rule === plant.rule).map((each) => each.from)).toContain(plant.in);
  });

  it.each(PLANTED.filter((plant) => !plant.valueOnly && plant.in !== 'server/src/app.ts'))(
    '$rule: an import of types from $imports is found as well',
    (plant) => {
      const typed = plant.in.replace(/(\.tsx?)$/, '-type$1');
      // The other half of the cycle imports the first file only.
      if (plant.rule === 'no-cycle') return;
      expect(found.filter((each) => each.rule === plant.rule).map((each) => each.from)).toContain(typed);
    },
  );
});
