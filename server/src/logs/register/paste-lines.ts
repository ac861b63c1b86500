import type { LogWay } from '@zhengdun/contract';
import type { LogEndpoint as Endpoint, LogScheme as Scheme } from '../../kernel/config/index.ts';

/** What goes into which file of whoever sends. */
export interface Paste {
  readonly file: string;
  readonly text: string;
}

const SCHEMES: Readonly<Record<LogWay, readonly Scheme[]>> = {
  'syslog-tcp': ['tcp'],
  'syslog-tls': ['tls'],
  'syslog-udp': ['udp'],
  relp: ['relps', 'relp'],
  http: ['https', 'http'],
  file: [],
};

/** Where something listens for a way; undefined: nothing does. A file is read without anything listening. */
export function endpointFor(way: LogWay, places: readonly Endpoint[]): Endpoint | undefined {
  for (const scheme of SCHEMES[way]) {
    const found = places.find((each) => each.scheme === scheme);
    if (found) return found;
  }
  return undefined;
}

const ANY = new Set(['0.0.0.0', '::']);

/**
 * The lines to paste for a source. They hold the names and numbers of this very source, nothing is left to be filled in but a
 * sending key, which is told once.
 *
 * @param about.host by which the reader reaches this installation
 */
export function pasteLines(about: {
  readonly name: string;
  readonly way: LogWay;
  readonly kind: string | null;
  readonly app: string | null;
  readonly places: readonly Endpoint[];
  readonly host: string;
}): Paste[] {
  const { way, kind, app, places, name } = about;
  if (way === 'file')
    return [{ file: 'zhengdun.conf', text: `ZHENGDUN_LOG_FILES=${name}=/var/log/nginx/access.log*` }];
  const endpoint = endpointFor(way, places);
  if (!endpoint) return [];
  const target = ANY.has(endpoint.host) ? about.host : endpoint.host;
  if (way === 'http') return [{ file: 'sh', text: bulk(endpoint, target) }];
  const tag = app ?? (kind === 'database' ? 'postgres' : 'nginx');
  const filter = app === null ? '' : `if $programname == '${quoted(app)}' then `;
  const pastes: Paste[] = [
    { file: '/etc/rsyslog.d/zhengdun.conf', text: rsyslog({ way, endpoint, target, filter }) },
  ];
  if (kind === 'access')
    pastes.push({
      file: 'nginx.conf',
      text:
        way === 'syslog-udp'
          ? `access_log syslog:server=${bracketed(target)}:${endpoint.port},facility=local7,tag=${tag} combined;`
          : `access_log syslog:server=unix:/dev/log,facility=local7,tag=${tag},nohostname combined;`,
    });
  if (kind === 'database')
    pastes.push({
      file: 'postgresql.conf',
      text: [
        "log_destination = 'syslog'",
        `syslog_ident = '${quoted(tag)}'`,
        "log_statement = 'mod'",
        'log_connections = on',
        'log_disconnections = on',
      ].join('\n'),
    });
  return pastes;
}

function rsyslog(about: {
  readonly way: LogWay;
  readonly endpoint: Endpoint;
  readonly target: string;
  readonly filter: string;
}): string {
  const { way, endpoint, target, filter } = about;
  const queue =
    'action.resumeRetryCount="-1" queue.type="linkedlist" queue.filename="zhengdun" queue.saveOnShutdown="on"';
  const to = `Target="${target}" Port="${endpoint.port}"`;
  switch (way) {
    case 'relp': {
      const tls = endpoint.scheme === 'relps' ? ' tls="on" tls.cacert="/etc/ssl/zhengdun.pem"' : '';
      return `module(load="omrelp")\n${filter}action(type="omrelp" ${to}${tls} ${queue})`;
    }
    case 'syslog-tls':
      return [
        'global(DefaultNetstreamDriverCAFile="/etc/ssl/zhengdun.pem")',
        `${filter}action(type="omfwd" ${to} Protocol="tcp" StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/certvalid" ${queue})`,
      ].join('\n');
    case 'syslog-udp':
      return `${filter}action(type="omfwd" ${to} Protocol="udp")`;
    default:
      return `${filter}action(type="omfwd" ${to} Protocol="tcp" TCP_Framing="octet-counted" ${queue})`;
  }
}

function bulk(endpoint: Endpoint, target: string): string {
  const ca = endpoint.scheme === 'https' ? '--cacert /etc/ssl/zhengdun.pem ' : '';
  return [
    `curl ${ca}-H "Authorization: Bearer $KEY" -H "X-Batch-Id: $(date +%s%N)" \\`,
    `  --data-binary @lines.log ${endpoint.scheme}://${bracketed(target)}:${endpoint.port}/api/logs/lines`,
  ].join('\n');
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host);
const quoted = (text: string) => text.replaceAll(/['"\\]/g, '');
