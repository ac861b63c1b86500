import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LocalText } from '@zhengdun/contract';
import type { ReportOption } from './reports.ts';

/**
 * Why a report cannot be written where it was asked for, with the cure; undefined where it can. This is known before
 * a check, not after it.
 *
 * @param path absolute
 * @param isList the report of each site goes into the folder `path`
 */
export function placeProblem(form: ReportOption, path: string, isList: boolean): LocalText | undefined {
  const there = lookAt(path);
  if (there === 'impossible')
    return {
      zh: `--${form} 的文件名过长，请改短：${path}`,
      en: `The file name of --${form} is too long; shorten it: ${path}`,
    };
  if (isList && there && !there.isDirectory())
    return {
      zh: `--${form} 在检测多个网站时应为目录，而 ${path} 是文件。例：--${form} 报告`,
      en: `--${form} names a folder when several sites are checked, but ${path} is a file. Example: --${form} reports`,
    };
  // A report is put in place whole, so what stands there is replaced: a device or a pipe must not be.
  if (there && !there.isDirectory() && !there.isFile())
    return {
      zh: `--${form} 应为文件，而 ${path} 是设备或管道。例：--${form} 报告.${form}`,
      en: `--${form} names a file, but ${path} is a device or a pipe. Example: --${form} report.${form}`,
    };
  return folderProblem(form, there?.isDirectory() ? path : dirname(path));
}

function folderProblem(form: ReportOption, folder: string): LocalText | undefined {
  const there = lookAt(folder);
  if (!there)
    return {
      zh: `--${form} 所在的目录 ${folder} 不存在，请先建立：mkdir -p "${folder}"`,
      en: `The folder ${folder} of --${form} does not exist. Create it first: mkdir -p "${folder}"`,
    };
  if (there === 'impossible' || !there.isDirectory())
    return {
      zh: `--${form} 要写到 ${folder} 下面，但那不是目录。请换一个位置`,
      en: `--${form} leads below ${folder}, which is no folder. Name another place`,
    };
  if (mayWriteIn(folder)) return undefined;
  return {
    zh: `--${form} 所在的目录 ${folder} 没有写入权限，请换一个目录或修改权限`,
    en: `The folder ${folder} of --${form} may not be written to. Name another one or change its permissions`,
  };
}

/** What stands there; undefined for nothing. */
function lookAt(path: string): Stats | 'impossible' | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return 'impossible';
  }
}

function mayWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
