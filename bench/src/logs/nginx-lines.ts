/**
 * Invented lines of nginx (format "combined") of a portal, about 320 bytes each: who comes back comes often, a few pages are
 * read by many, and programs of all sorts ask for what is not there. The same seed gives the same lines.
 */

const ADDRESSES = 200_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SECTIONS = ['zwgk', 'bsfw', 'hdjl', 'zcjd', 'xwzx', 'ztzl', 'sjkf', 'jgsz', 'rsxx', 'cgzb'];
const WORDS = ['公积金', '社保', '不动产', '居住证', '入学', '医保', '营业执照', '落户', '年检', '补贴'];
const FILES = ['css/main.css', 'js/app.min.js', 'images/logo.png', 'images/banner.jpg', 'fonts/icon.woff2'];
const SCANS = ['/.env', '/wp-login.php', '/phpmyadmin/', '/.git/config', '/admin/login.jsp', '/actuator/env'];
const HOST = 'https://www.example.gov.cn';

/** A generator of numbers in [0, 1): mulberry32. */
function openChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

function agents(chance: () => number): string[] {
  const list: string[] = [];
  for (let index = 0; index < 400; index += 1) {
    const version = `${80 + Math.floor(chance() * 50)}.0.${Math.floor(chance() * 6000)}.${Math.floor(chance() * 200)}`;
    const kind = index % 5;
    if (kind === 0)
      list.push(
        `Mozilla/5.0 (Linux; Android ${9 + (index % 6)}; V${2000 + index}A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/${version} Mobile Safari/537.36 MicroMessenger/8.0.${index % 60}`,
      );
    else if (kind === 1)
      list.push(
        `Mozilla/5.0 (iPhone; CPU iPhone OS 1${index % 8}_${index % 6} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/1${index % 8}.0 Mobile/15E148 Safari/604.1`,
      );
    else
      list.push(
        `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36 Edg/${version}`,
      );
  }
  return [
    ...list,
    'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
    'curl/8.5.0',
  ];
}

/** Address number `index`, spread over what is assigned. */
export function addressOf(index: number): string {
  const mixed = Math.imul(index + 1, 2_654_435_761) >>> 0;
  return `${1 + (mixed % 222)}.${(mixed >>> 8) & 255}.${(mixed >>> 16) & 255}.${(mixed >>> 24) & 255}`;
}

/**
 * @param about.from, about.to moments over which the lines are spread evenly, ms since 1970
 * @returns lines with their line feeds, in lots of some thousands
 */
export function* nginxLines(about: {
  readonly seed: number;
  readonly count: number;
  readonly from: number;
  readonly to: number;
}): Generator<{ readonly text: string; readonly lines: number }> {
  const { seed, count, from, to } = about;
  const chance = openChance(seed);
  const known = agents(chance);
  const pages = Array.from({ length: 20_000 }, (_, index) => {
    const section = SECTIONS[index % SECTIONS.length] ?? '';
    const day = `${2020 + (index % 7)}${two(1 + (index % 12))}/t${2020 + (index % 7)}${two(1 + (index % 12))}${two(1 + (index % 28))}`;
    return `/${section}/${section}${index % 40}/${day}_${4_000_000 + index * 37}.html`;
  });
  // Squared: the first of a list are chosen much more often.
  const often = (size: number, power = 2) => Math.floor(chance() ** power * size);
  const LOT = 5_000;
  let lot: string[] = [];
  let second = -1;
  let stamp = '';
  for (let index = 0; index < count; index += 1) {
    const at = from + Math.floor(((to - from) * index) / count);
    if (Math.floor(at / 1000) !== second) {
      second = Math.floor(at / 1000);
      const time = new Date(at + 8 * 3_600_000);
      stamp = `${two(time.getUTCDate())}/${MONTHS[time.getUTCMonth()]}/${time.getUTCFullYear()}:${time.toISOString().slice(11, 19)} +0800`;
    }
    const who = often(ADDRESSES, 3);
    const agent = known[(Math.imul(who, 7_919) >>> 0) % known.length] ?? '';
    const what = chance();
    const page = pages[often(pages.length)] ?? '';
    const word = WORDS[often(WORDS.length)] ?? '';
    let request = `GET ${page} HTTP/1.1`;
    let status = chance() < 0.004 ? 502 : chance() < 0.1 ? 304 : 200;
    let referer = `${HOST}${pages[often(500)]}`;
    if (what < 0.3)
      request = `GET /assets/${FILES[often(FILES.length)]}?v=${20_260_000 + often(40)} HTTP/1.1`;
    else if (what < 0.36) {
      request = `GET /search?q=${encodeURIComponent(word)}&page=${1 + often(9)} HTTP/1.1`;
      referer = `${HOST}/search?q=${encodeURIComponent(word)}`;
    } else if (what < 0.42) request = `POST /api/gateway/v1/item/${often(5_000)}?t=${at} HTTP/1.1`;
    else if (what < 0.44) {
      request = `GET ${SCANS[often(SCANS.length)]} HTTP/1.1`;
      status = 404;
      referer = '-';
    }
    const bytes = status === 304 ? 0 : 300 + Math.floor(chance() * (what < 0.3 ? 90_000 : 40_000));
    lot.push(`${addressOf(who)} - - [${stamp}] "${request}" ${status} ${bytes} "${referer}" "${agent}"\n`);
    if (lot.length === LOT || index === count - 1) {
      yield { text: lot.join(''), lines: lot.length };
      lot = [];
    }
  }
}
