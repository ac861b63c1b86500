import { defineGroup } from '../../kernel/cli/index.ts';
import { exportRulebook } from './export.ts';
import { list } from './list.ts';
import { show } from './show.ts';

/** The Regulation as data: what it asks, of whom, and how that is decided. */
export const rulebook = defineGroup({
  name: 'rulebook',
  summary: {
    zh: '查看《规定》的义务和判定方法',
    en: 'the obligations of the Regulation and how they are decided',
  },
  commands: [list, show, exportRulebook],
});
