import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findChromium, startChromium } from '../../kernel/chromium/index.ts';
import type { Config } from '../../kernel/config/index.ts';
import { type Finding, plain } from './finding.ts';

/** Chromium is started once: that it lies there says nothing about its libraries and its sandbox. */
export async function checkBrowser(config: Config): Promise<Finding> {
  const base = { id: 'chromium', name: plain('Chromium') };
  const source = findChromium(config.chromium);
  const where = source?.kind === 'program' ? source.path : '@sparticuz/chromium';
  const started = await startChromium({ dataDirectory: config.data, wanted: config.chromium });
  if (started.ok) {
    await started.browser.close();
    return { ...base, state: 'ok', detail: plain(`${started.name.replace('Chromium ', '')}  ${where}`) };
  }
  const without = {
    zh: '浏览器检测的条款将为“无法判定（本机缺少检测条件）”',
    en: 'what needs a browser will be "undetermined (this machine cannot check)"',
  };
  if (started.reason === 'none-found') {
    return {
      ...base,
      state: 'notice',
      detail: { zh: `没有找到，${without.zh}`, en: `not found; ${without.en}` },
      cure: plain('apt-get install chromium'),
    };
  }
  if (started.reason === 'no-sandbox') {
    return {
      ...base,
      state: 'notice',
      detail: {
        zh: `${where} 启动不了：本机不允许建立沙箱（在 chroot 中，或关闭了用户命名空间），${without.zh}`,
        en: `${where} does not start: no sandbox is let here (in a chroot, or without user namespaces); ${without.en}`,
      },
      cure: plain('apt-get install chromium chromium-sandbox'),
    };
  }
  const why = started.detail.split('\n').slice(0, 2).join(' ').slice(0, 200);
  return {
    ...base,
    state: 'notice',
    detail: {
      zh: `${where} 启动不了（${why}），${without.zh}`,
      en: `${where} does not start (${why}); ${without.en}`,
    },
    cure: plain(started.reason === 'no-account' ? 'apt-get install passwd' : 'apt-get install chromium'),
  };
}

const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts'];
const CHINESE_FONT =
  /noto.*(cjk|sc)|sourcehan|wqy|wenquanyi|simsun|simhei|msyh|droidsansfallback|fangsong|kaiti|uming|ukai/i;
const PACKAGED_FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** Without a Chinese font, pictures of pages show boxes. */
export function checkFonts(): Finding {
  const base = { id: 'fonts', name: { zh: '中文字体', en: 'Chinese fonts' } };
  const installed = FONT_FOLDERS.flatMap(filesBelow).find((name) => CHINESE_FONT.test(name));
  if (installed)
    return {
      ...base,
      state: 'ok',
      detail: { zh: `系统自带 ${installed}`, en: `from the system: ${installed}` },
    };
  if (hasPackagedFont())
    return {
      ...base,
      state: 'ok',
      detail: { zh: '随程序提供 Noto Sans SC', en: 'Noto Sans SC, brought along' },
    };
  return {
    ...base,
    state: 'notice',
    detail: {
      zh: '没有找到，截图中的汉字将显示为方框',
      en: 'none found; pictures will show boxes for characters',
    },
    cure: plain('apt-get install fonts-noto-cjk'),
  };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => name.split('/').at(-1) ?? '',
  );
}

function hasPackagedFont(): boolean {
  try {
    return existsSync(createRequire(import.meta.url).resolve(PACKAGED_FONT));
  } catch {
    return false;
  }
}
