import { defineGroup } from '../../kernel/cli/index.ts';
import { exportRegistry } from './export.ts';
import { importRegistry } from './import.ts';

/** Units and applications in files, on the program's own database. */
export const registry = defineGroup({
  name: 'registry',
  summary: { zh: '导入、导出单位和应用', en: 'import and export units and applications' },
  commands: [importRegistry, exportRegistry],
});
