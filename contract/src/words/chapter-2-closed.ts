import type { RuleTable } from './result-words.ts';

/** Chapter II, Article 12: what a site that is closed owes. */
export const CHAPTER_2_CLOSED_WORDS = {
  'service-off': {
    obligation: 'A12.2-service-off',
    title: { zh: '已关停的网站不再提供访问', en: 'A closed site does not answer' },
    results: {
      silent: {
        verdict: 'met',
        fact: {
          zh: '{at:time}访问{host}没有得到答复：{detail}。',
          en: 'On {at:time} {host} gave no answer: {detail}.',
        },
      },
      refuses: {
        verdict: 'met',
        fact: {
          zh: '{at:time}打开{url}，服务器答复{status}，没有提供页面。',
          en: 'On {at:time} {url} answered with {status} and gave no page.',
        },
      },
      wall: {
        verdict: 'unknown',
        reason: 'blocked',
        problem: { zh: '无法判定是否已关闭', en: 'Whether it is off cannot be told' },
        fact: {
          zh: '{at:time}打开{url}，防护设备答复{status}，看不到后面的服务。',
          en: 'On {at:time} a protective device answered for {url} with {status}; the service behind it is not seen.',
        },
        remedy: {
          zh: '请网站运维单位确认服务已停止，停用防护设备上的转发，再检测一次。',
          en: 'Have the operator confirm that the service is off and take it off the protective device, then check again.',
        },
        handler: 'operator',
        recheck: {
          zh: '该地址没有答复，或者域名已不解析。',
          en: 'The address does not answer, or its name is gone.',
        },
      },
      'still-answers': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '已登记关停的网站仍可访问', en: 'The closed site still answers' },
        fact: {
          zh: '台账登记为已关停。{at:time}打开{url}，服务器答复{status}，页面仍可访问。',
          en: 'The register says that it is closed. On {at:time} {url} answered with {status}, and its page opens.',
        },
        remedy: {
          zh: '请网站运维单位停止网站和后台服务。已不是本单位内容的，请域名管理人员查明域名是否被他人使用。',
          en: 'Have the operator stop the site and its back end. If the content is not yours, have the domain administrator find out who uses the name.',
        },
        handler: 'operator',
        recheck: {
          zh: '该地址没有答复，或者域名已不解析。',
          en: 'The address does not answer, or its name is gone.',
        },
      },
    },
  },
  'name-released': {
    obligation: 'A12.5-domain-cancelled',
    title: { zh: '已关停网站的域名不再解析', en: 'The name of a closed site leads nowhere' },
    results: {
      released: {
        verdict: 'met',
        fact: {
          zh: '{at:time}查询{host}，各域名服务器均无地址。',
          en: 'On {at:time} no resolver had an address for {host}.',
        },
      },
      'still-resolves': {
        verdict: 'unmet',
        effort: 1,
        problem: { zh: '已关停网站的域名仍在解析', en: 'The name of the closed site still resolves' },
        fact: {
          zh: '台账登记为已关停。{at:time}查询{host}，仍解析到{addresses}。',
          en: 'The register says that it is closed. On {at:time} {host} still resolved to {addresses}.',
        },
        remedy: {
          zh: '请域名管理人员停止解析，办理域名注销，登记日期和凭证。',
          en: 'Have the domain administrator stop the resolution, cancel the name, and register date and receipt.',
        },
        handler: 'domain-admin',
        recheck: { zh: '域名不再解析到任何地址。', en: 'The name does not resolve to any address.' },
      },
    },
  },
} as const satisfies RuleTable;
