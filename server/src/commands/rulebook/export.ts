import { oscalCatalog } from '@zhengdun/rulebook';
import { defineCommand } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';

/** `zhengdun rulebook export --oscal` */
export const exportRulebook = defineCommand({
  name: 'export',
  summary: { zh: '导出规则库', en: 'export the rulebook' },
  options: {
    oscal: { flag: true, help: { zh: 'OSCAL 1.2.1 目录（JSON）', en: 'an OSCAL 1.2.1 catalog in JSON' } },
  },
  examples: [
    {
      line: 'zhengdun rulebook export --oscal > zhengdun-catalog.json',
      does: { zh: '导出为 OSCAL 目录', en: 'as an OSCAL catalog' },
    },
  ],
  async run({ options, terminal, lang }) {
    if (!options.oscal) throw new HouseError('rulebook-no-form', {});
    terminal.raw(`${JSON.stringify(oscalCatalog(lang), null, 2)}\n`);
    return 0;
  },
});
