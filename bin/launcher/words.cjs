// @ts-check
'use strict';

const WORDS = {
  zh: {
    findNode: '准备 Node 24',
    install: '安装依赖',
    seconds: (/** @type {string} */ n) => `${n} 秒`,
    waiting: (/** @type {string} */ name) => `${name}，首次约需半分钟，请稍候`,
    held: (/** @type {number} */ pid) => `另一个进程（${pid}）正在做这一步，等待其完成`,
    failed: '未能启动：',
    npmMissing:
      '没有找到 npm，无法取得 Node 24 和依赖。请安装 npm（例如 apt-get install npm），或安装自带 npm 的 Node 24。',
    nodeUnreachable:
      '缺少 Node 24，且连不上 npm 软件源。请接通网络后再次运行；内网请先用 npm config set registry 指定可用的镜像；也可以自行安装 Node 24 或更高版本。',
    nodeUnusable: (/** @type {string} */ found) =>
      `npm 未能提供可用的 Node 24（得到：${found}）。请自行安装 Node 24 或更高版本，再次运行。`,
    dependenciesUnreachable:
      '依赖尚未安装，且连不上 npm 软件源。请接通网络后再次运行；内网请先用 npm config set registry 指定可用的镜像。',
    dependenciesFailed: (/** @type {string} */ log) => `npm ci 没有完成。npm 的全部输出在 ${log}，最后几行：`,
    notWritable: (/** @type {string} */ where) =>
      `不能写入 ${where}。请改用有权写入的用户运行，或修改该目录的所有者。`,
    dataNotWritable: (/** @type {string} */ where) =>
      `不能写入数据目录 ${where}。请修改该目录的所有者，或用 ZHENGDUN_DATA 指定另一个目录。`,
    unexpected: '启动程序自身出错：',
  },
  en: {
    findNode: 'prepare Node 24',
    install: 'install dependencies',
    seconds: (/** @type {string} */ n) => `${n} s`,
    waiting: (/** @type {string} */ name) => `${name}: about half a minute the first time, please wait`,
    held: (/** @type {number} */ pid) => `another process (${pid}) is doing this step, waiting for it`,
    failed: 'Could not start: ',
    npmMissing:
      'npm was not found, so neither Node 24 nor the dependencies can be had. Install npm (e.g. apt-get install npm), or Node 24, which brings it.',
    nodeUnreachable:
      'Node 24 is missing and the npm registry cannot be reached. Connect to the network and run again; behind a firewall, name a mirror with npm config set registry; or install Node 24 or later yourself.',
    nodeUnusable: (/** @type {string} */ found) =>
      `npm did not provide a usable Node 24 (got: ${found}). Install Node 24 or later yourself and run again.`,
    dependenciesUnreachable:
      'The dependencies are not installed and the npm registry cannot be reached. Connect to the network and run again; behind a firewall, name a mirror with npm config set registry.',
    dependenciesFailed: (/** @type {string} */ log) =>
      `npm ci did not finish. All it said is in ${log}; the last lines:`,
    notWritable: (/** @type {string} */ where) =>
      `${where} cannot be written to. Run as a user who may write there, or change its owner.`,
    dataNotWritable: (/** @type {string} */ where) =>
      `The data directory ${where} cannot be written to. Change its owner, or name another directory with ZHENGDUN_DATA.`,
    unexpected: 'The launcher itself failed: ',
  },
};

/** @typedef {typeof WORDS.zh} Words */

/**
 * Chinese, unless ZHENGDUN_LANG or `--lang` asks for English. A terminal in a Chinese charset other than UTF-8
 * gets English as well: before the dependencies are there, nothing can encode for it.
 *
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Words}
 */
function chooseWords(args, env) {
  const at = args.lastIndexOf('--lang');
  const joined = args.find((arg) => arg.startsWith('--lang='));
  const asked = joined?.slice('--lang='.length) ?? (at >= 0 ? args[at + 1] : undefined) ?? env.ZHENGDUN_LANG;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return asked === 'en' || /\.gb/i.test(locale) ? WORDS.en : WORDS.zh;
}

module.exports = { chooseWords };
