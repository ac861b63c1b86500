import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../kernel/durations.ts';
import type { ReadLine } from '../event.ts';
import { readLine } from './read-line.ts';

const RECEIVED = Date.parse('2026-11-28T01:12:06Z');

function read(line: string | Buffer, receivedAt = RECEIVED) {
  const { at, fields, ...rest } = readLine({ raw: Buffer.from(line), receivedAt, kind: undefined });
  return { ...rest, fields, at: at === undefined ? undefined : new Date(at).toISOString() };
}

function field(line: Pick<ReadLine, 'fields'>, name: string) {
  return line.fields.find((each) => each[0] === name)?.[1];
}

describe('a line of a log', () => {
  it.each([
    [
      'nginx combined',
      String.raw`203.0.113.7 - - [28/Nov/2026:09:12:05 +0800] "GET /zwgk/?q=\"a\" HTTP/1.1" 200 5120 "https://www.example.gov.cn/" "Mozilla/5.0 (X11)"`,
      {
        format: 'combined',
        kind: 'access',
        at: '2026-11-28T01:12:05.000Z',
        fields: [
          ['client', '203.0.113.7'],
          ['method', 'GET'],
          ['path', String.raw`/zwgk/?q=\"a\"`],
          ['protocol', 'HTTP/1.1'],
          ['status', '200'],
          ['bytes', '5120'],
          ['referer', 'https://www.example.gov.cn/'],
          ['agent', 'Mozilla/5.0 (X11)'],
        ],
      },
    ],
    [
      'Apache common, with a request that is none',
      String.raw`2001:db8::7 - wang [28/Nov/2026:01:12:05 +0000] "\x16\x03\x01" 400 -`,
      {
        format: 'combined',
        at: '2026-11-28T01:12:05.000Z',
        fields: [
          ['client', '2001:db8::7'],
          ['user', 'wang'],
          ['request', String.raw`\x16\x03\x01`],
          ['status', '400'],
        ],
      },
    ],
    [
      'nginx JSON',
      '{"time_iso8601":"2026-11-28T09:12:05+08:00","remote_addr":"203.0.113.7","status":200,"request_uri":"/a","tls":{"v":"1.3"}}',
      {
        format: 'json',
        kind: 'access',
        at: '2026-11-28T01:12:05.000Z',
        fields: expect.arrayContaining([
          ['status', '200'],
          ['tls', '{"v":"1.3"}'],
        ]),
      },
    ],
    [
      'a record of our own audit log',
      '{"act":"grant-given","actor":{"id":"p-1","kind":"person"},"at":"2026-11-28T01:12:05.003Z","detail":{},"from":{"address":"203.0.113.7"},"id":"r-1","nonce":"00","object":{"id":"o-1","kind":"person"},"result":"done","unit":"u-1"}',
      {
        format: 'own-audit',
        kind: 'audit',
        at: '2026-11-28T01:12:05.003Z',
        fields: [
          ['action', 'grant-given'],
          ['user', 'p-1'],
          ['actor', 'person'],
          ['client', '203.0.113.7'],
          ['object', 'person'],
          ['object_id', 'o-1'],
          ['unit', 'u-1'],
          ['result', 'done'],
          ['id', 'r-1'],
        ],
      },
    ],
    [
      'syslog RFC 5424 with structured data',
      String.raw`<165>1 2026-11-28T01:12:05.003Z app1.example.gov.cn su 201 ID47 [ex@32473 a="1" b="x \"y\" \]"][o@32473] 登录失败`,
      {
        format: 'syslog-5424',
        kind: 'device',
        at: '2026-11-28T01:12:05.003Z',
        fields: [
          ['facility', 'local4'],
          ['severity', 'notice'],
          ['host', 'app1.example.gov.cn'],
          ['app', 'su'],
          ['pid', '201'],
          ['id', 'ID47'],
          ['ex@32473.a', '1'],
          ['ex@32473.b', 'x "y" ]'],
          ['message', '登录失败'],
        ],
      },
    ],
    [
      'syslog RFC 3164 of the mail service',
      '<22>Nov 28 09:12:05 mx1 postfix/smtpd[811]: connect from unknown[203.0.113.9]',
      {
        format: 'syslog-3164',
        kind: 'mail',
        at: '2026-11-28T01:12:05.000Z',
        fields: [
          ['facility', 'mail'],
          ['severity', 'info'],
          ['host', 'mx1'],
          ['app', 'postfix/smtpd'],
          ['pid', '811'],
          ['message', 'connect from unknown[203.0.113.9]'],
        ],
      },
    ],
    [
      'auth.log',
      'Nov  8 09:12:05 web1 sshd[4711]: Failed password for root from 203.0.113.9 port 52022 ssh2',
      { format: 'journal-short', at: '2026-11-08T01:12:05.000Z', kind: 'device' },
    ],
    [
      'rsyslog with full times',
      '2026-11-28T09:12:05.123456+08:00 web1 sudo: wang : TTY=pts/0 ; COMMAND=/bin/ls',
      { format: 'journal-short', at: '2026-11-28T01:12:05.123Z' },
    ],
    [
      'PostgreSQL csvlog',
      '2026-11-28 09:12:05.123 CST,"app","zwfw",4021,"10.0.0.8:53312",6928a1.fb5,3,"SELECT",2026-11-28 09:00:00 CST,5/11,0,ERROR,42P01,"relation ""t"" does not exist",,,,,,"select * from t, u",15,,"psql","client backend",,0',
      {
        format: 'postgresql-csvlog',
        kind: 'database',
        at: '2026-11-28T01:12:05.123Z',
        fields: expect.arrayContaining([
          ['user', 'app'],
          ['message', 'relation "t" does not exist'],
          ['query', 'select * from t, u'],
          ['query_id', '0'],
        ]),
      },
    ],
    [
      'CEF behind a syslog header',
      String.raw`<134>Nov 28 09:12:05 fw1 CEF:0|Sample|NGFW|1.0|100|port \| scan|7|src=203.0.113.9 dst=10.0.0.8 msg=a\=b with blanks rt=1795828325000`,
      {
        format: 'syslog-3164+cef',
        at: new Date(1795828325000).toISOString(),
        fields: expect.arrayContaining([
          ['host', 'fw1'],
          ['name', 'port | scan'],
          ['msg', 'a=b with blanks'],
        ]),
      },
    ],
    [
      'LEEF 2.0 with its own separator',
      'LEEF:2.0|Sample|IPS|9|deny|^|src=203.0.113.9^dst=10.0.0.8^devTime=2026-11-28 09:12:05',
      {
        format: 'leef',
        at: '2026-11-28T01:12:05.000Z',
        fields: expect.arrayContaining([
          ['event', 'deny'],
          ['dst', '10.0.0.8'],
        ]),
      },
    ],
    [
      'pairs of a firewall',
      'date=2026-11-28 time=09:12:05 devname="FW 1" srcip=203.0.113.9 action=deny',
      {
        format: 'key-value',
        at: '2026-11-28T01:12:05.000Z',
        fields: expect.arrayContaining([['devname', 'FW 1']]),
      },
    ],
    [
      'MySQL general log: a statement over two lines',
      '2026-11-28T01:12:05.123456Z\t   12 Query\tSELECT *\nFROM 公积金',
      {
        format: 'mysql-general',
        kind: 'database',
        at: '2026-11-28T01:12:05.123Z',
        fields: [
          ['session', '12'],
          ['command', 'Query'],
          ['query', 'SELECT *\nFROM 公积金'],
        ],
      },
    ],
    [
      'MySQL general log: who connects',
      '2026-11-28T09:12:05.123456+08:00\t    8 Connect\tapp@10.0.0.8 on zwfw using TCP/IP',
      {
        at: '2026-11-28T01:12:05.123Z',
        fields: expect.arrayContaining([
          ['user', 'app'],
          ['client', '10.0.0.8'],
          ['database', 'zwfw'],
        ]),
      },
    ],
    [
      'MariaDB general log, in its own time',
      '261128  9:12:05\t     3 Connect\troot@localhost on  using Socket',
      {
        format: 'mysql-general',
        at: '2026-11-28T01:12:05.000Z',
        fields: [
          ['session', '3'],
          ['command', 'Connect'],
          ['user', 'root'],
          ['client', 'localhost'],
        ],
      },
    ],
    [
      'MariaDB general log, in the same second',
      '\t\t     3 Query\tselect 1',
      { format: 'mysql-general', at: undefined, fields: expect.arrayContaining([['query', 'select 1']]) },
    ],
    [
      'MariaDB server_audit',
      String.raw`20261128 09:12:05,db1,app,10.0.0.8,7,21,QUERY,zwfw,'select \'a\', 1',1054`,
      {
        format: 'mariadb-audit',
        kind: 'database',
        at: '2026-11-28T01:12:05.000Z',
        fields: [
          ['host', 'db1'],
          ['user', 'app'],
          ['client', '10.0.0.8'],
          ['session', '7'],
          ['query_id', '21'],
          ['command', 'QUERY'],
          ['database', 'zwfw'],
          ['query', "select 'a', 1"],
          ['code', '1054'],
        ],
      },
    ],
    [
      'MariaDB server_audit by syslog',
      '<14>Nov 28 09:12:05 db1 mysql-server_auditing:  db1,app,10.0.0.8,7,0,CONNECT,zwfw,,0',
      {
        format: 'syslog-3164+mariadb-audit',
        kind: 'database',
        at: '2026-11-28T01:12:05.000Z',
        fields: expect.arrayContaining([
          ['user', 'app'],
          ['command', 'CONNECT'],
        ]),
      },
    ],
    [
      'audit log of MySQL in XML, elements',
      '<AUDIT_RECORD>\n  <NAME>Query</NAME>\n  <TIMESTAMP>2026-11-28T01:12:05 UTC</TIMESTAMP>\n  <CONNECTION_ID>7</CONNECTION_ID>\n  <SQLTEXT>select 1 &lt; 2</SQLTEXT>\n  <USER>app[app] @ [10.0.0.8]</USER>\n  <IP>10.0.0.8</IP>\n  <DB>zwfw</DB>\n </AUDIT_RECORD>',
      {
        format: 'mysql-audit-xml',
        kind: 'database',
        at: '2026-11-28T01:12:05.000Z',
        fields: expect.arrayContaining([
          ['command', 'Query'],
          ['session', '7'],
          ['query', 'select 1 < 2'],
          ['client', '10.0.0.8'],
          ['database', 'zwfw'],
        ]),
      },
    ],
    [
      'audit log of MySQL in XML, attributes',
      '<AUDIT_RECORD\n  NAME="Query"\n  TIMESTAMP="2026-11-28T01:12:05 UTC"\n  SQLTEXT="select &quot;a&quot;"\n  IP="10.0.0.8"\n/>',
      {
        format: 'mysql-audit-xml',
        at: '2026-11-28T01:12:05.000Z',
        fields: expect.arrayContaining([
          ['query', 'select "a"'],
          ['client', '10.0.0.8'],
        ]),
      },
    ],
    [
      'audit log of Percona in JSON',
      '{"audit_record":{"name":"Query","timestamp":"2026-11-28T01:12:05Z","connection_id":7,"status":0,"sqltext":"select 1","ip":"10.0.0.8","db":"zwfw"}}',
      {
        format: 'mysql-audit-json',
        kind: 'database',
        at: '2026-11-28T01:12:05.000Z',
        fields: expect.arrayContaining([
          ['session', '7'],
          ['query', 'select 1'],
          ['client', '10.0.0.8'],
        ]),
      },
    ],
    [
      "systemd's journal, -o json",
      '{"__REALTIME_TIMESTAMP":"1795828325123456","_HOSTNAME":"web1","SYSLOG_IDENTIFIER":"sshd","_PID":"811","PRIORITY":"4","SYSLOG_FACILITY":"10","MESSAGE":"Failed password for root"}',
      {
        format: 'journal-json',
        kind: 'device',
        at: new Date(1_795_828_325_123).toISOString(),
        fields: expect.arrayContaining([
          ['facility', 'authpriv'],
          ['severity', 'warning'],
          ['SYSLOG_IDENTIFIER', 'sshd'],
          ['MESSAGE', 'Failed password for root'],
        ]),
      },
    ],
    [
      "systemd's journal, -o export, with a message of two lines",
      '__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1795828325123456\n_HOSTNAME=web1\nMESSAGE\n\x08\0\0\0\0\0\0\0一\na=bc\n_PID=811\n',
      {
        format: 'journal-export',
        at: new Date(1_795_828_325_123).toISOString(),
        fields: [
          ['__CURSOR', 's=1;i=2'],
          ['__REALTIME_TIMESTAMP', '1795828325123456'],
          ['_HOSTNAME', 'web1'],
          ['MESSAGE', '一\na=bc'],
          ['_PID', '811'],
        ],
      },
    ],
  ])('is understood: %s', (_, line, expected) => {
    expect(read(line)).toMatchObject(expected);
  });

  it.each([
    '',
    'something else entirely',
    '{"broken":',
    '<999>Nov 28 09:12:05 a b: c',
    '[28/Nov/2026]',
    'null',
    '{}x',
  ])('that nobody knows is raw: %j', (line) => {
    expect(read(line)).toEqual({ format: 'raw', kind: 'device', fields: [], at: undefined });
  });

  it('without a year belongs to the year before, at the turn of the year', () => {
    const newYear = Date.parse('2026-12-31T16:00:05Z');
    expect(read('Dec 31 23:59:59 web1 a: b', newYear).at).toBe('2026-12-31T15:59:59.000Z');
    expect(read('Dec 31 23:59:59 web1 a: b', newYear + DAY_MS * 2).at).toBe('2026-12-31T15:59:59.000Z');
    expect(read('Feb 29 00:00:00 web1 a: b', newYear).format).toBe('raw');
  });

  it('has the kind that was declared', () => {
    const line = { raw: Buffer.from('whatever'), receivedAt: RECEIVED };
    expect(readLine({ ...line, kind: 'audit' }).kind).toBe('audit');
  });

  it('is read though it holds NUL, invalid UTF-8, half a surrogate pair and names of prototypes', () => {
    const broken = Buffer.from([...Buffer.from('<13>Nov 28 09:12:05 h app: a\0b'), 0xc3, 0x28, 0xff]);
    expect(field(read(broken), 'message')).toBe('a\0b\ufffd(\ufffd');
    expect(field(read(String.raw`{"a":"\ud800"}`), 'a')).toBe('\ufffd');
    expect(field(read('__proto__=1 constructor=2'), '__proto__')).toBe('1');
    expect(read('{"__proto__":{"a":1},"10":1,"2":1}').fields).toHaveLength(3);
  });

  it('of a megabyte is read in one go, whatever it repeats', () => {
    const starts = [
      '',
      '1.1.1.1 - - [28/Nov/2026:09:12:05 +0800] "',
      '<13>1 - h a p i [e ',
      '<13>1 - h a p i [e n="',
      'Nov 28 09:12:05 h a: ',
      'CEF:0|',
      'CEF:0|a|b|c|d|e|f|',
      'LEEF:2.0|a|b|c|d||',
      '2026-11-28 09:12:05.123 CST,',
      'a="',
      '{"a":',
      '{"audit_record":{"a":',
      '<AUDIT_RECORD>',
      '<AUDIT_RECORD ',
      '261128  9:12:05\t 3 Query\t',
      'db1,app,10.0.0.8,7,21,QUERY,zwfw,',
      '__CURSOR=a\n',
      '__CURSOR=a\nMESSAGE\n\x7f\x7f\x7f\0\0\0\0\0',
    ];
    const repeated = [
      'a',
      '\\',
      '\\"',
      '"',
      ' ',
      '=',
      'a=',
      ' a=b',
      '|',
      ',',
      '""',
      '[',
      ']',
      '{"a":',
      '[a b="c"]',
      '\0',
      '<AA>',
      '<AA>b</AA>',
      ' AA="',
      '\n',
      'A\n\x02\0\0\0\0\0\0\0',
    ];
    for (const start of starts)
      for (const each of repeated) {
        const line = start + each.repeat(1_000_000 / each.length);
        expect(
          readLine({ raw: Buffer.from(line), receivedAt: RECEIVED, kind: undefined }).fields.length,
        ).toBeLessThan(220);
      }
  });
});
