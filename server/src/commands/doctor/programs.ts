import { execFileSync } from 'node:child_process';
import { type Finding, plain } from './finding.ts';

const WANTED_MAJOR = 24;

export function checkNode(): Finding {
  const found = Number(process.versions.node.split('.')[0]);
  const base = { id: 'node', name: plain('Node'), detail: plain(`${process.version}  ${process.execPath}`) };
  if (found >= WANTED_MAJOR) return { ...base, state: 'ok' };
  return {
    ...base,
    state: 'missing',
    cure: {
      zh: '改用 bin/zhengdun 启动，它会取得 Node 24',
      en: 'start through bin/zhengdun, which gets Node 24',
    },
  };
}

/** npm is needed for the first start and for updates only. */
export function checkNpm(): Finding {
  const base = { id: 'npm', name: plain('npm') };
  try {
    const version = execFileSync('npm', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { ...base, state: 'ok', detail: plain(version.trim()) };
  } catch {
    return {
      ...base,
      state: 'notice',
      detail: { zh: '没有找到，更新版本时才需要', en: 'not found; only needed for updates' },
      cure: plain('apt-get install npm'),
    };
  }
}
