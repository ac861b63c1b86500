import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellWord } from './shell-word.ts';

it.each(['/srv/zhengdun/data', '/home/yun/我的 软件/政盾', "/srv/it's", '$(reboot)', '`a` "b" \\ * ;', ''])(
  'a shell reads %j as the one word that was meant',
  (word) => {
    expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word);
  },
);

it('a plain path stands as it is', () => {
  expect(shellWord('/srv/政盾/parts-1/ocr/')).toBe('/srv/政盾/parts-1/ocr/');
});
