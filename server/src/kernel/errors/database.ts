import type { ErrorEntry } from './entry.ts';

/** Errors of the database: the embedded one, an outside one, and the migrations of both. */
export const DATABASE_ERRORS = {
  'database-no-binaries': {
    status: 500,
    exit: 70,
    words: {
      zh: '没有适合本机（{platform}）的内置 PostgreSQL。请安装 PostgreSQL 15 或更高版本，并用 DATABASE_URL 指定连接地址。',
      en: 'There is no embedded PostgreSQL for this machine ({platform}). Install PostgreSQL 15 or later and name it with DATABASE_URL.',
    },
  },
  'database-uid-unknown': {
    status: 500,
    exit: 70,
    words: {
      zh: '当前用户（编号 {uid}）在 /etc/passwd 中没有名称，PostgreSQL 无法以其运行。请换用有名称的用户，或用 DATABASE_URL 指定外部数据库。',
      en: 'The current user (id {uid}) has no name in /etc/passwd, and PostgreSQL cannot run as such. Use a user that has a name, or name an outside database with DATABASE_URL.',
    },
  },
  'database-no-useradd': {
    status: 500,
    exit: 70,
    words: {
      zh: '以 root 运行时，PostgreSQL 需要一个专用系统用户，而本机没有 useradd 命令。请安装（Debian：apt-get install passwd；openEuler、麒麟：dnf install shadow-utils），或先自行建立用户 {account}，再次运行。',
      en: 'Started as root, PostgreSQL needs a system user of its own, and this machine has no useradd. Install it (Debian: apt-get install passwd; openEuler, Kylin: dnf install shadow-utils), or create the user {account} yourself, and run again.',
    },
  },
  'database-account-failed': {
    status: 500,
    exit: 70,
    words: {
      zh: '未能建立系统用户 {account}：{detail}。请自行建立（useradd -r {account}）后再次运行。',
      en: 'The system user {account} could not be created: {detail}. Create it yourself (useradd -r {account}) and run again.',
    },
  },
  'database-path-closed': {
    status: 500,
    exit: 70,
    words: {
      zh: '系统用户 {account} 不能进入目录 {path}，PostgreSQL 无法在其下运行。请执行 chmod o+x {path}，或用 ZHENGDUN_DATA 指定另一个位置，例如 /var/lib/zhengdun。',
      en: 'The system user {account} may not enter {path}, so PostgreSQL cannot run below it. Run chmod o+x {path}, or name another place with ZHENGDUN_DATA, such as /var/lib/zhengdun.',
    },
  },
  'database-damaged': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库目录 {path} 不完整：{detail}。请从备份恢复该目录；确认其中没有需要的数据时，可将其改名后再次运行，系统会建立新的数据库。',
      en: 'The database directory {path} is not complete: {detail}. Restore it from a backup; if nothing in it is needed, rename it and run again, and a new database is made.',
    },
  },
  'database-other-version': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库目录 {path} 由 PostgreSQL {found} 建立，本程序使用 PostgreSQL {wanted}。请用原来的程序版本运行，或先导出再导入数据。',
      en: 'The database directory {path} was made by PostgreSQL {found}; this program brings PostgreSQL {wanted}. Run the earlier version of the program, or dump and restore the data.',
    },
  },
  'database-other-owner': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库目录 {path} 属于用户 {owner}，而本次以 {account} 运行。请仍以原来的用户运行，或执行 chown -R {account} {path}。',
      en: 'The database directory {path} belongs to {owner}, but this run is by {account}. Run as the same user as before, or run chown -R {account} {path}.',
    },
  },
  'database-start-failed': {
    status: 500,
    exit: 70,
    words: {
      zh: '内置 PostgreSQL 没有启动起来：{detail}\n详细记录在 {log}。',
      en: 'The embedded PostgreSQL did not start: {detail}\nDetails are in {log}.',
    },
  },
  'database-keeper-failed': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库守护程序没有启动起来：{detail}\n详细记录在 {log}。',
      en: 'The keeper of the database did not start: {detail}\nDetails are in {log}.',
    },
  },
  'database-unreachable': {
    status: 503,
    exit: 70,
    words: {
      zh: '连不上数据库（{where}）：{detail}。请检查 {setting} 和数据库服务。',
      en: 'The database ({where}) cannot be reached: {detail}. Check {setting} and the database server.',
    },
  },
  'database-too-old': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库版本为 {found}，需要 PostgreSQL 15 或更高版本。',
      en: 'The database is version {found}; PostgreSQL 15 or later is needed.',
    },
  },
  'database-role-too-strong': {
    status: 500,
    exit: 70,
    words: {
      zh: "程序所用的数据库角色 {role} 权限过大（{why}），行级隔离对它不起作用，因此不启动。请另建一个普通角色供 DATABASE_URL 使用，建表用的角色写入 ZHENGDUN_MIGRATOR_URL：\n  CREATE ROLE zhengdun_migrator LOGIN PASSWORD '…';\n  CREATE ROLE zhengdun_app LOGIN PASSWORD '…';\n  ALTER DATABASE {database} OWNER TO zhengdun_migrator;",
      en: "The database role {role} of the program may do too much ({why}): row-level security would not hold for it, so the program does not start. Create a plain role for DATABASE_URL and name the role that creates tables in ZHENGDUN_MIGRATOR_URL:\n  CREATE ROLE zhengdun_migrator LOGIN PASSWORD '…';\n  CREATE ROLE zhengdun_app LOGIN PASSWORD '…';\n  ALTER DATABASE {database} OWNER TO zhengdun_migrator;",
    },
  },
  'database-cannot-migrate': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库结构需要更新（{pending}），而角色 {role} 无权更新。请用 ZHENGDUN_MIGRATOR_URL 指定有建表权限的角色。',
      en: 'The database needs migrations ({pending}), and the role {role} may not create tables. Name a role that may with ZHENGDUN_MIGRATOR_URL.',
    },
  },
  'migration-changed': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库结构文件 {file} 在执行之后被改动过。请恢复该文件的原内容；结构变更应写成新的文件。',
      en: 'The migration {file} was changed after it had been applied. Restore the file; a change goes into a new one.',
    },
  },
  'migration-ahead': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库已由更新的程序版本升级（{file}）。请使用不低于该版本的程序。',
      en: 'The database was already upgraded by a newer version of the program ({file}). Use that version or a later one.',
    },
  },
  'migration-failed': {
    status: 500,
    exit: 70,
    words: {
      zh: '数据库结构文件 {file} 没有执行成功，数据库保持原样：{detail}',
      en: 'The migration {file} failed and left the database as it was: {detail}',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
