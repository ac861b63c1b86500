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

const SENDER = '/etc/ssl/zhengdun-sender';
/** Without one of its own, omrelp takes part in no handshake where certificates are shown at all. */
const OWN_CERTIFICATE = [
  'openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=$(hostname)" \\',
  `  -keyout ${SENDER}.key -out ${SENDER}.pem`,
].join('\n');
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
  const tag = quoted(app ?? (kind === 'database' ? 'postgres' : 'nginx'));
  const filter = app === null ? '' : `if $programname == '${quoted(app)}' then `;
  const pastes: Paste[] = [
    ...(endpoint.scheme === 'relps' ? [{ file: 'sh', text: OWN_CERTIFICATE }] : []),
    { file: '/etc/rsyslog.d/zhengdun.conf', text: rsyslog({ way, endpoint, target, filter }) },
  ];
  if (kind === 'access')
    pastes.push(...webServers(way === 'syslog-udp', { target, port: endpoint.port, tag }));
  if (kind === 'database') pastes.push(...databases(app, tag));
  return pastes;
}

/** One of them is pasted: what the source runs. @param isStraight to us, by datagrams, and not to the own rsyslog */
function webServers(
  isStraight: boolean,
  { target, port, tag }: { readonly target: string; readonly port: number; readonly tag: string },
): Paste[] {
  const server = isStraight ? `server=${bracketed(target)}:${port}` : 'server=unix:/dev/log';
  const nginx = `access_log syslog:${server},facility=local7,tag=${tag}${isStraight ? '' : ',nohostname'} combined;`;
  const logger = `/usr/bin/logger ${isStraight ? `--udp --server ${target} --port ${port} --rfc3164 ` : ''}--size 8192 -p local7.info -t ${tag}`;
  return [
    { file: 'nginx.conf', text: nginx },
    { file: 'apache2.conf', text: `CustomLog "|${logger}" combined` },
  ];
}

/** One of them is pasted. MariaDB's audit plugin speaks syslog; MySQL writes a file that rsyslog reads, a record of several lines as one. */
function databases(app: string | null, tag: string): Paste[] {
  const file = '/var/log/mysql/general.log';
  const named = (otherwise: string) => (app === null ? otherwise : tag);
  return [
    {
      file: 'PostgreSQL: postgresql.conf',
      text: [
        "log_destination = 'syslog'",
        `syslog_ident = '${tag}'`,
        "log_statement = 'mod'",
        'log_connections = on',
        'log_disconnections = on',
      ].join('\n'),
    },
    {
      file: 'MariaDB: my.cnf',
      text: [
        '[mariadb]',
        'plugin_load_add = server_audit',
        'server_audit_logging = ON',
        'server_audit_events = CONNECT,QUERY_DDL,QUERY_DML_NO_SELECT,QUERY_DCL',
        'server_audit_output_type = syslog',
        `server_audit_syslog_ident = ${named('mariadb')}`,
      ].join('\n'),
    },
    {
      file: 'MySQL: my.cnf',
      text: ['[mysqld]', 'general_log = ON', `general_log_file = ${file}`].join('\n'),
    },
    {
      file: 'MySQL: /etc/rsyslog.d/10-mysql.conf',
      text: [
        'module(load="imfile")',
        `input(type="imfile" File="${file}" Tag="${named('mysql')}:" Severity="info" Facility="local6" escapeLF="off"`,
        '  startmsg.regex="^([0-9]{4}-[0-9-]*T|[0-9]{6} [ 0-9][0-9]:|[[:blank:]]{2,} *[0-9]+ [A-Z])" readTimeout="3")',
      ].join('\n'),
    },
  ];
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
      const tls =
        endpoint.scheme === 'relps'
          ? ` tls="on" tls.cacert="/etc/ssl/zhengdun.pem" tls.authMode="certvalid" tls.myCert="${SENDER}.pem" tls.myPrivKey="${SENDER}.key"`
          : '';
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
