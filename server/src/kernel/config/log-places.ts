import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { LOG_SOURCE_NAME } from '@zhengdun/contract';
import { z } from 'zod';
import type { ValueSpec } from '../value.ts';

const SCHEMES = ['tcp', 'tls', 'udp', 'relp', 'relps', 'http', 'https'] as const;
export type LogScheme = (typeof SCHEMES)[number];

/** Where is listened, and for what. */
export interface LogEndpoint {
  readonly scheme: LogScheme;
  readonly host: string;
  /** 0: any that is free */
  readonly port: number;
}

const FORM = /^(tcp|tls|udp|relps?|https?):\/\/(?:\[([0-9a-fA-F:.]+)\]|([\d.]+)):(\d{1,5})$/;

/** `tls://0.0.0.0:6514`. Keys of sources do not travel in the clear: HTTP without TLS is for this machine alone. */
export const logEndpoint: ValueSpec<LogEndpoint> = {
  schema: z.string().transform((text, context): LogEndpoint => {
    const [, scheme = '', v6, v4 = '', port = ''] = FORM.exec(text) ?? [];
    const host = v6 ?? v4;
    const isLocal = host === '::1' || host.startsWith('127.');
    if (isIP(host) === 0 || Number(port) > 65_535 || (scheme === 'http' && !isLocal)) {
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }
    return { scheme: scheme as LogScheme, host, port: Number(port) };
  }),
  allowed: {
    zh: 'tcp、tls、udp、relp、relps、http（仅本机）或 https 加地址和端口',
    en: 'tcp, tls, udp, relp, relps, http (this machine alone) or https with an address and a port',
  },
  example: 'tls://0.0.0.0:6514',
};

/** Files of the machine that receives, by the name of their source. */
export interface LogFiles {
  readonly source: string;
  /** a path, or a pattern with `*` */
  readonly pattern: string;
}

export const logFiles: ValueSpec<LogFiles> = {
  schema: z.string().transform((text, context) => {
    const at = text.indexOf('=');
    const [source, pattern] = [text.slice(0, at), text.slice(at + 1)];
    const isPath = isAbsolute(pattern) && pattern.length <= 4_000 && !pattern.includes('\0');
    if (LOG_SOURCE_NAME.test(source) && isPath) return { source, pattern };
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }),
  allowed: { zh: '来源名称=文件的绝对路径', en: "a source's name = the absolute path of files" },
  example: 'nginx=/var/log/nginx/access.log',
};

/** A folder, or a bucket and what names in it begin with. */
export type StorePlace = { readonly folder: string } | { readonly bucket: string; readonly prefix: string };

/** How logs are backed up by themselves. */
export interface LogBackup {
  /** undefined: they are not */
  readonly place: StorePlace | undefined;
  /** settings of the object storage */
  readonly s3File: string | undefined;
  /** of the day, Beijing time */
  readonly hour: number;
  /** between two drills */
  readonly drillDays: number;
}

/** Who time-stamps the signed head of the logs. */
export interface LogStamps {
  /** http(s) address of the authority; undefined: nobody does */
  readonly authority: string | undefined;
  /** roots that are trusted, in PEM form */
  readonly rootsFile: string | undefined;
}

/** Of a time-stamping authority (RFC 3161). */
export const stampAuthority: ValueSpec<string> = {
  schema: z.url({ protocol: /^https?$/ }).max(500),
  allowed: { zh: 'http(s) 地址', en: 'an http(s) address' },
  example: 'https://tsa.example.cn/tsr',
};

/** `/mnt/backup/logs` or `s3://bucket/prefix`; a relative folder is one of where the program was started. */
export const storePlace: ValueSpec<StorePlace> = {
  schema: z
    .string()
    .min(1)
    .max(4_000)
    .transform((text, context): StorePlace => {
      if (!text.includes('://') && !text.includes('\0'))
        return { folder: isAbsolute(text) ? text : resolve(text) };
      const [, bucket, prefix = ''] =
        /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]{0,500}))?$/.exec(text) ?? [];
      if (bucket !== undefined)
        return { bucket, prefix: prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/` };
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }),
  allowed: { zh: '目录，或 s3://桶/前缀', en: 'a folder, or s3://bucket/prefix' },
  example: 's3://logs-backup/oa',
};

/** Of a program that receives logs into a store that others write into too. */
export const collectorName: ValueSpec<string> = {
  schema: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  allowed: {
    zh: '小写字母、数字和短横，最多40个字符',
    en: 'lower-case letters, digits and hyphens, 40 at most',
  },
  example: 'dmz-1',
};

/** The same in a file of settings, where nobody knows what a relative folder would be of. */
export const fixedStorePlace: ValueSpec<StorePlace> = {
  schema: z
    .string()
    .refine((text) => text.startsWith('s3://') || isAbsolute(text))
    .pipe(storePlace.schema),
  allowed: { zh: '绝对路径，或 s3://桶/前缀', en: 'an absolute path, or s3://bucket/prefix' },
  example: '/mnt/backup/logs',
};
