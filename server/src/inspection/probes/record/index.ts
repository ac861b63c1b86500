import { decodePage } from '../../../kernel/decode.ts';
import { plainText } from '../../../kernel/plain-text.ts';
import { follow, WEB_WORDS, type Web } from '../../../kernel/web/index.ts';
import type { Observation } from '../../observation.ts';
import { requestHeaders } from '../http/index.ts';
import { visibleText } from '../visible-text.ts';

/** What the record page of a 网上标识 says of whose it is. */
export interface RecordFacts {
  readonly record: string;
  readonly url: string;
  readonly status: number;
  /** host names that the page names, without those of the record's own site */
  readonly hosts: readonly string[];
  /** Chinese names on the page that end like a unit's */
  readonly names: readonly string[];
}

const HOST =
  /\b(?:[a-z0-9-]{1,63}\.){1,5}(?:cn|com|net|org)\b|[\u4e00-\u9fff]{2,20}\.(?:政务|公益|中国)(?:\.cn)?/gi;
const NAME =
  /[\u4e00-\u9fff]{2,30}(?:人民政府|委员会|办公室|办公厅|党委|局|厅|部|院|校|所|中心|学|馆|站|署|处|会)/g;

/** Opens the record that the mark's link names, as a visitor would by clicking it. */
export async function lookRecord(
  web: Web,
  record: string,
  { userAgent, signal }: { readonly userAgent: string; readonly signal?: AbortSignal | undefined },
): Promise<Observation<RecordFacts>> {
  const at = new Date().toISOString();
  const started = performance.now();
  const url = `https://bszs.conac.cn/sitename?method=show&id=${record}`;
  const { answer } = await follow(web, {
    url,
    headers: requestHeaders(userAgent),
    maxBytes: 400_000,
    timeoutMs: 10_000,
    signal,
  });
  const ms = Math.round(performance.now() - started);
  if (!answer.ok) return { outcome: 'blocked', at, ms, detail: WEB_WORDS[answer.code] };
  if (answer.status >= 400) {
    return {
      outcome: 'blocked',
      at,
      ms,
      detail: { zh: `标识查询页面返回${answer.status}`, en: `the record page answered ${answer.status}` },
    };
  }
  const { text } = decodePage(answer.body, undefined);
  const visible = visibleText(text);
  const hosts = unique(visible.match(HOST) ?? []).filter((host) => !host.toLowerCase().endsWith('conac.cn'));
  const facts: RecordFacts = {
    record,
    url,
    status: answer.status,
    hosts: hosts.slice(0, 20).map((host) => plainText(host.toLowerCase(), 100)),
    names: unique(visible.match(NAME) ?? [])
      .slice(0, 20)
      .map((name) => plainText(name, 60)),
  };
  return {
    outcome: 'seen',
    at,
    ms,
    facts,
    evidence: [{ kind: 'page', url, at, excerpt: `HTTP ${answer.status}` }],
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
