import type { ErrorEntry } from './entry.ts';

/** Errors of kept logs. */
export const LOG_ERRORS = {
  'logs-disk-full': {
    status: 507,
    exit: 70,
    words: {
      zh: '磁盘空间不足（{folder}，{detail}），没有接收这一批日志；此前已接收的都已保存。请清理或扩充磁盘，再从未接收处继续。',
      en: 'The disk is full ({folder}, {detail}): this batch was not taken in, and everything before it is kept. Make room, and go on from where it stopped.',
    },
  },
  'logs-no-room-to-seal': {
    status: 507,
    exit: 70,
    words: {
      zh: '磁盘空间不足（{folder}，{detail}），没有封存；已接收的日志都在待封存文件中，没有丢失。请清理或扩充磁盘后再次运行，届时接着封存。',
      en: 'The disk is full ({folder}, {detail}), so nothing was sealed. What was taken in waits in the spool and nothing is lost. Make room and run it again: it then goes on sealing.',
    },
  },
  'logs-no-room-to-compact': {
    status: 507,
    exit: 70,
    words: {
      zh: '磁盘空间不足（{folder}，{detail}），没有合并；已封存的日志没有变动。请清理或扩充磁盘后再次运行。',
      en: 'The disk is full ({folder}, {detail}), so nothing was compacted; what is sealed is as it was. Make room and run it again.',
    },
  },
  'logs-compaction-differs': {
    status: 500,
    exit: 70,
    words: {
      zh: '第 {segment} 段的内容与封存时不同（{file}），没有合并，原文件未动。请运行 zhengdun logs verify 查明，并从备份恢复。',
      en: 'What is in segment {segment} is not what was sealed ({file}), so nothing was compacted and the files are as they were. Run zhengdun logs verify, and restore them from a backup.',
    },
  },
  'logs-backup-unset': {
    status: 409,
    exit: 64,
    words: {
      zh: '还没有设定备份到哪里。请系统管理员在配置文件写明 ZHENGDUN_LOG_BACKUP（另一块磁盘的目录，或 s3://桶/前缀），再重新启动。',
      en: 'Nothing says where logs are backed up. Set ZHENGDUN_LOG_BACKUP in the configuration file (a folder of another disk, or s3://bucket/prefix), and start again.',
    },
  },
  'logs-drill-no-room': {
    status: 507,
    exit: 70,
    words: {
      zh: '磁盘空间不足，没有演练：恢复备份需要 {needed} MB，{folder} 可用 {free} MB。请清理或扩充磁盘，或用 zhengdun logs restore-drill 恢复到另一块磁盘。',
      en: 'There is no room for the drill: the backup needs {needed} MB, and {free} MB are free in {folder}. Make room, or restore it to another disk by zhengdun logs restore-drill.',
    },
  },
  'logs-archive-beyond-reach': {
    status: 403,
    exit: 64,
    words: {
      zh: '日志存档由全部单位共用，留存期限、留存令、备份和演练须由管辖全部单位的系统管理员办理。',
      en: 'The archive of logs is one for all units: only a system administrator over all of them sets how long it is kept, and has it backed up.',
    },
  },
  'logs-hold-range': {
    status: 400,
    exit: 64,
    words: {
      zh: '留存令的起止日期颠倒。请改正：截止日期不早于起始日期。',
      en: 'The order ends before it begins. Correct its days: the last is not before the first.',
    },
  },
  'logs-task-failed': {
    status: 500,
    exit: 70,
    words: {
      zh: '没有做成，原因已记入运行日志。一小时后自动再试；仍然不成的，请系统管理员查看运行日志。',
      en: 'It could not be done; the log of the program tells why. It is tried again within the hour; if it fails again, look at that log.',
    },
  },
  'logs-checkpoint-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个检查点或清单。请从完整性页面下载。',
      en: 'There is no such signed head or manifest. Download it from the page of the archive.',
    },
  },
  'logs-nothing-sealed-yet': {
    status: 404,
    exit: 64,
    words: {
      zh: '还没有封存的日志，所以没有公钥。收到日志几分钟后再下载。',
      en: 'Nothing is sealed yet, so there are no keys. Download them some minutes after the first line came.',
    },
  },
  'logs-retention-short': {
    status: 400,
    exit: 64,
    words: {
      zh: '留存期限不能设为 {days} 天：《规定》第二十条要求留存不少于1年，请设为365天以上。',
      en: 'Logs cannot be kept for {days} days only: Article 20 demands a year at least. Set 365 days or more.',
    },
  },
  'logs-retention-damaged': {
    status: 500,
    exit: 70,
    words: {
      zh: '留存设定 {file} 不能读取或有不合规定的内容（如不满365天），没有删除任何日志。请改正或恢复这个文件。',
      en: 'The settings of retention {file} cannot be read or hold what is not allowed (less than 365 days, say), so nothing was deleted. Correct or restore the file.',
    },
  },
  'logs-holds-many': {
    status: 400,
    exit: 64,
    words: {
      zh: '留存令已达 {most} 件。请先解除不再需要的。',
      en: 'There are {most} orders already. Lift those that are no longer needed.',
    },
  },
  'logs-hold-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有编号为“{id}”的留存令。请用 zhengdun logs retention 查看。',
      en: 'There is no order "{id}". See them with zhengdun logs retention.',
    },
  },
  'logs-clock-doubtful': {
    status: 409,
    exit: 70,
    words: {
      zh: '按现在的时钟，{folder} 已一个月以上没有新增，时钟可能有误，没有删除任何日志。请核对时钟；确认无误后加 --clock-is-right。',
      en: 'By this clock nothing was added to {folder} for more than a month; the clock may be wrong, so nothing was deleted. Check it, and add --clock-is-right where it is right.',
    },
  },
  'logs-store-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '请写明备份的位置：--to 或 --from 后是目录，或 s3://桶/前缀。例：zhengdun logs backup --to /mnt/backup/logs',
      en: 'Name the place of the backup: --to or --from a folder or s3://bucket/prefix. Example: zhengdun logs backup --to /mnt/backup/logs',
    },
  },
  'logs-store-settings': {
    status: 400,
    exit: 64,
    words: {
      zh: '对象存储的设定 {file} 不能读取或不全。应为 JSON：endpoint、region、accessKey、secretKey，用 --s3 给出文件。',
      en: 'The settings of object storage in {file} cannot be read or are not complete. They are JSON: endpoint, region, accessKey, secretKey; name the file with --s3.',
    },
  },
  'logs-store-fails': {
    status: 502,
    exit: 70,
    words: {
      zh: '备份位置 {store} 不能读写（{detail}）。已传的保留，修复后再次运行即接着做。',
      en: '{store} could not be read or written ({detail}). What was copied stays; run it again when that is mended.',
    },
  },
  'logs-backup-foreign': {
    status: 409,
    exit: 70,
    words: {
      zh: '{store} 中的备份不是这个存档较早的状态：存档可能被重写或截断，没有覆盖备份。请用 zhengdun logs verify --head 与备份的 head.note 比对，或换一个位置。',
      en: 'What lies in {store} is no older state of this archive, which may have been written anew or cut off: the backup was not touched. Compare with its head.note by zhengdun logs verify --head, or name another place.',
    },
  },
  'logs-backup-broken': {
    status: 500,
    exit: 70,
    words: {
      zh: '存档有误，没有备份（{detail}）。请运行 zhengdun logs verify 查明，并从原有备份恢复。',
      en: 'The archive is broken, so it was not backed up ({detail}). Run zhengdun logs verify, and restore from the backup that there is.',
    },
  },
  'logs-collector-taken': {
    status: 409,
    exit: 64,
    words: {
      zh: '接收程序名称“{name}”已由另一个存档使用。请用 --collector 另起一个名称；要接着原来的存档写入，请先用 zhengdun logs restore-drill 恢复到本机。',
      en: 'The collector "{name}" is another archive. Give this one another name with --collector; to go on with that one, restore it here first with zhengdun logs restore-drill.',
    },
  },
  'logs-collector-twice': {
    status: 409,
    exit: 75,
    words: {
      zh: '另一个程序正以“{name}”的名称上传，本次没有上传，稍后再试。每个接收程序须用不同的 --collector 名称。',
      en: 'Another program brings logs over under the name "{name}", so this one waits. Every receiver needs another --collector.',
    },
  },
  'logs-collector-forked': {
    status: 409,
    exit: 70,
    words: {
      zh: '接收程序“{name}”的存档从第 {entry} 份清单起与登记的不同，没有上传：可能有两个程序用同一个名称写入，或存档被改动。请停用其中一个，运行 zhengdun logs verify 查明。',
      en: 'From entry {entry} on the archive of the collector "{name}" is not the one that is registered, so nothing was brought over: two programs may write under one name, or it was changed. Stop one of them, and run zhengdun logs verify.',
    },
  },
  'logs-collector-behind': {
    status: 409,
    exit: 70,
    words: {
      zh: '接收程序“{name}”的存档只到第 {own} 份清单，登记的已到第 {registered} 份：本机的存档被恢复到了较早的状态。请从对象存储恢复，或用 --collector 另起一个名称。',
      en: 'The archive of the collector "{name}" goes up to entry {own} only, and {registered} are registered: an older state of it was restored here. Restore it from the object storage, or give this one another name with --collector.',
    },
  },
  'logs-store-keys': {
    status: 409,
    exit: 70,
    words: {
      zh: '接收程序“{name}”没有共用存储的签名密钥，没有上传。请把第一个接收程序数据目录中的 secrets/logs-ed25519 和 secrets/logs-sm2 复制到本机，换一个 --folder 重新开始。',
      en: 'The collector "{name}" has not got the keys of the common store, so nothing was brought over. Copy secrets/logs-ed25519 and secrets/logs-sm2 from the data directory of the first collector, and begin with another --folder.',
    },
  },
  'logs-store-foreign': {
    status: 409,
    exit: 70,
    words: {
      zh: '{store} 中的内容不是本系统登记的，没有写入。请核对位置；要换一个位置，请先把原来的对象全部复制过去。',
      en: 'What lies in {store} is not what this system has registered, so nothing was written. Check the place; to move to another one, copy all objects there first.',
    },
  },
  'logs-collectors-many': {
    status: 409,
    exit: 70,
    words: {
      zh: '接收程序已达 {most} 个，没有登记。',
      en: 'There are {most} collectors already, so this one was not registered.',
    },
  },
  'logs-store-behind': {
    status: 507,
    exit: 70,
    words: {
      zh: '等待上传到对象存储的日志已达 {gib} GiB，停止接收；已接收的都已保存。请恢复对象存储和数据库，或用 --room 加大本机空间，届时自动继续。',
      en: 'Logs that wait for the object storage take {gib} GiB here, so nothing is taken in; everything before is kept. Bring back the object storage and the database, or give more room with --room: it then goes on by itself.',
    },
  },
  'logs-tsa-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有给出时间戳机构的地址。请用 --tsa 给出。',
      en: 'No time-stamping authority is named. Give its address with --tsa.',
    },
  },
  'logs-tsa-unset': {
    status: 409,
    exit: 64,
    words: {
      zh: '还没有设定时间戳机构。请系统管理员在配置文件写明 ZHENGDUN_LOG_TSA（http(s) 地址），再重新启动。',
      en: 'No time-stamping authority is set. Set ZHENGDUN_LOG_TSA in the configuration file (an http(s) address), and start again.',
    },
  },
  'logs-tsa-roots': {
    status: 400,
    exit: 64,
    words: {
      zh: '{file} 中没有能读取的根证书。应为 PEM。',
      en: '{file} holds no root certificates that can be read. They are PEM.',
    },
  },
  'logs-tsa-fails': {
    status: 502,
    exit: 70,
    words: {
      zh: '时间戳机构 {authority} 没有给出答复（{detail}），没有加盖。请检查地址和网络后再试。',
      en: 'The time-stamping authority {authority} gave no answer ({detail}); nothing was stamped. Check the address and the network, and try again.',
    },
  },
  'logs-tsa-wrong': {
    status: 502,
    exit: 70,
    words: {
      zh: '{authority} 的答复不是这份检查点的时间戳，没有采用。请确认地址是 RFC 3161 时间戳服务。',
      en: 'What {authority} answered is no time-stamp of this head, and was not used. See that it is a service of RFC 3161.',
    },
  },
  'logs-tsa-untrusted': {
    status: 502,
    exit: 70,
    words: {
      zh: '时间戳由“{authority}”签发，其证书不能追溯到给出的根证书，没有采用。请核对 --tsa-roots 或 ZHENGDUN_LOG_TSA_ROOTS。',
      en: 'The time-stamp is by "{authority}", whose certificate does not lead to a root that was given; it was not used. Check --tsa-roots or ZHENGDUN_LOG_TSA_ROOTS.',
    },
  },
  'logs-witness-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有给出上级的地址或公钥。请用 --witness 和 --witness-key 给出。',
      en: "The superior's address or key is not named. Give both with --witness and --witness-key.",
    },
  },
  'logs-witness-listen': {
    status: 400,
    exit: 64,
    words: {
      zh: '会签请求只在本机接受，例：--listen http://127.0.0.1:8480。HTTPS 由反向代理提供。',
      en: 'Requests are answered on this machine alone, as by --listen http://127.0.0.1:8480. A reverse proxy gives HTTPS.',
    },
  },
  'logs-witness-key': {
    status: 400,
    exit: 64,
    words: {
      zh: '{file} 中没有会签公钥。请向上级取得 zhengdun logs witness 列出的公钥，存为文件。',
      en: '{file} holds no key that cosigns. Get the one that zhengdun logs witness shows from your superior, and keep it in a file.',
    },
  },
  'logs-witness-fails': {
    status: 502,
    exit: 70,
    words: {
      zh: '上级 {witness} 没有给出会签（{detail}）。请检查地址和网络后再试。',
      en: 'The superior {witness} gave no cosignature ({detail}). Check the address and the network, and try again.',
    },
  },
  'logs-witness-foreign': {
    status: 502,
    exit: 70,
    words: {
      zh: '上级 {witness} 没有登记这份存档（{origin}），或登记的公钥不同。请把 keys/verifiers.txt 交给上级登记。',
      en: 'The superior {witness} does not know this archive ({origin}), or has other keys of it. Hand keys/verifiers.txt over to be registered.',
    },
  },
  'logs-witness-refuses': {
    status: 409,
    exit: 1,
    words: {
      zh: '上级 {witness} 拒绝会签：存档不是从上次会签的检查点接续而来，已被重写或截断。请保全现场，核验备份，并向上级报告。',
      en: 'The superior {witness} refuses to cosign: the archive does not continue the head it cosigned last; it was written anew or cut off. Keep everything as it is, verify the backup, and report it.',
    },
  },
  'logs-witness-wrong': {
    status: 502,
    exit: 70,
    words: {
      zh: '{witness} 的答复不是所给公钥对这份检查点的会签，没有采用。请核对公钥。',
      en: 'What {witness} answered is no cosignature of this head by the key that was given, and was not used. Check the key.',
    },
  },
  'logs-witness-known': {
    status: 409,
    exit: 64,
    words: {
      zh: '{origin} 已用另一些公钥登记，没有变更。确须变更的，查明原因后移走它的目录，再登记。',
      en: '{origin} is registered with other keys; nothing was changed. Find out why first; to change them, move its folder away and register it again.',
    },
  },
  'logs-restored-by': {
    status: 400,
    exit: 64,
    words: {
      zh: '缺少批准人或原因。请用 --by 和 --reason 给出，两项都写入签名的历史。',
      en: 'It is not told who answers for it, or why. Give --by and --reason; both are entered in the signed history.',
    },
  },
  'logs-restored-nothing': {
    status: 409,
    exit: 64,
    words: {
      zh: '没有可以登记的：现有存档到第 {entries} 份清单为止，保存的检查点都在其中，没有丢失。检查点在别处保存的，用 --head 给出。',
      en: 'There is nothing to enter: the archive goes up to entry {entries}, and all heads that were kept are part of it. Where heads were kept elsewhere, name them with --head.',
    },
  },
  'logs-object-missing': {
    status: 500,
    exit: 70,
    words: {
      zh: '对象 {object} 已登记而不在存储中。请确认存储没有被清理，从备份恢复这个对象后再试。',
      en: 'The object {object} is registered and is not in the store. See that nothing clears the store, restore it from a backup, and try again.',
    },
  },
  'logs-object-changed': {
    status: 500,
    exit: 70,
    words: {
      zh: '对象 {object} 与登记的摘要不符，被改动或损坏，没有采用。请保全现场，从备份恢复这个对象后再试。',
      en: 'The object {object} is not the one that is registered: it was changed or damaged, and was not used. Keep things as they are, restore it from a backup, and try again.',
    },
  },
  'logs-collector-store': {
    status: 400,
    exit: 64,
    words: {
      zh: '上传到共用存储须同时给出 --registered 和 --collector 名称（小写字母、数字和短横，最多40个字符）。例：zhengdun logs serve --registered --store s3://logs/zw --s3 /etc/zhengdun/s3.json --collector dmz-1 …',
      en: 'A common store needs --registered and --collector with a name (lower-case letters, digits and hyphens, 40 at most). Example: zhengdun logs serve --registered --store s3://logs/zw --s3 /etc/zhengdun/s3.json --collector dmz-1 …',
    },
  },
  'logs-nothing-sealed': {
    status: 409,
    exit: 2,
    words: {
      zh: '{folder} 中还没有封存的日志。',
      en: 'Nothing is sealed in {folder} yet.',
    },
  },
  'logs-drill-folder': {
    status: 400,
    exit: 64,
    words: {
      zh: '请用 --into 写明恢复到哪个空目录。例：zhengdun logs restore-drill --from /mnt/backup/logs --into /srv/drill',
      en: 'Name an empty folder with --into. Example: zhengdun logs restore-drill --from /mnt/backup/logs --into /srv/drill',
    },
  },
  'logs-folder-not-empty': {
    status: 409,
    exit: 64,
    words: {
      zh: '{folder} 不是空目录。请指定一个空目录，以免覆盖已有的文件。',
      en: '{folder} is not empty. Name an empty folder, so that nothing is written over.',
    },
  },
  'logs-source-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '缺少 --source：请写明日志来源。例：zhengdun logs take --source nginx-01 access.log',
      en: '--source is missing: name whose logs they are. Example: zhengdun logs take --source nginx-01 access.log',
    },
  },
  'logs-busy': {
    status: 409,
    exit: 75,
    words: {
      zh: '另一个程序正在向 {folder} 写入日志。请等它结束，或用 --folder 指定另一个目录。',
      en: 'Another program is writing logs into {folder}. Wait until it ends, or name another folder with --folder.',
    },
  },
  'logs-head-damaged': {
    status: 500,
    exit: 70,
    words: {
      zh: '{file} 被改动，不能接着封存。请运行 zhengdun logs verify 查明，并从备份恢复这个文件。',
      en: '{file} was changed, so nothing can be sealed behind it. Run zhengdun logs verify, and restore the file from a backup.',
    },
  },
  'logs-foreign-keys': {
    status: 409,
    exit: 70,
    words: {
      zh: '{folder} 中的存档由另一套密钥签名，不能用本系统的密钥接着封存。请恢复当时的 secrets 目录，或用 --folder 指定另一个目录。',
      en: 'The archive in {folder} is signed with other keys than those of this system, which cannot go on with it. Restore the folder "secrets" that belongs to it, or name another folder with --folder.',
    },
  },
  'logs-spool-damaged': {
    status: 500,
    exit: 70,
    words: {
      zh: '待封存的文件 {file} 在第 {at} 字节处损坏，或与已封存的日志不相接，没有封存。请保留原文件，运行 zhengdun logs verify 查明，并从备份恢复。',
      en: '{file}, which waits to be sealed, is damaged at byte {at} or does not continue what is sealed, so it was not sealed. Keep the file, run zhengdun logs verify, and restore it from a backup.',
    },
  },
  'logs-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '不能读取 {file}（{detail}）。请检查路径和权限；它之前的文件已接收并封存。',
      en: '{file} cannot be read ({detail}). Check its path and permissions; the files before it were taken in and sealed.',
    },
  },
  'logs-folder-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有目录 {folder}，或不能读取（{detail}）。请检查路径和权限。',
      en: 'There is no folder {folder}, or it cannot be read ({detail}). Check its path and permissions.',
    },
  },
  'logs-not-readable': {
    status: 500,
    exit: 70,
    words: {
      zh: '日志存档不能检索：{file} 缺失或被改动。请运行 zhengdun logs verify 查明，并从备份恢复。',
      en: 'The logs cannot be searched: {file} is missing or was changed. Run zhengdun logs verify, and restore it from a backup.',
    },
  },
  'logs-address-unknown': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{address}”不是 IP 地址或网段。例：203.0.113.7、10.1.0.0/16、2001:db8::1、2001:db8::/32',
      en: '"{address}" is no IP address or network. Examples: 203.0.113.7, 10.1.0.0/16, 2001:db8::1, 2001:db8::/32',
    },
  },
  'logs-head-foreign': {
    status: 400,
    exit: 64,
    words: {
      zh: '{file} 不是日志存档的 head.note 或 head.json。请核对路径。',
      en: '{file} is no head.note or head.json of kept logs. Check its path.',
    },
  },
  'logs-keys-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '{file} 中没有可用的公钥。请核对路径；公钥在存档的 keys/verifiers.txt。',
      en: '{file} holds no public key. Check its path; the keys of an archive are in its keys/verifiers.txt.',
    },
  },
  'logs-cannot-listen': {
    status: 500,
    exit: 70,
    words: {
      zh: '不能在 {place} 接收日志（{detail}）。EADDRINUSE 是端口已被占用，EACCES 是没有权限，1024 以下的端口需要相应权限。请换一个地址或端口。',
      en: 'Logs cannot be received at {place} ({detail}). EADDRINUSE: the port is taken; EACCES: not permitted, ports below 1024 need a privilege. Name another address or port.',
    },
  },
  'logs-nothing-to-serve': {
    status: 400,
    exit: 64,
    words: {
      zh: '没有要接收的内容。请用 --listen 给出地址，或用 --follow 给出文件。例：zhengdun logs serve --listen tls://0.0.0.0:6514',
      en: 'There is nothing to receive. Give an address with --listen or files with --follow. Example: zhengdun logs serve --listen tls://0.0.0.0:6514',
    },
  },
  'logs-sources-unreadable': {
    status: 400,
    exit: 64,
    words: {
      zh: '来源文件 {file} 不能读取或格式不对（{detail}）。应为 JSON 数组，每项至少有 name 和 way，见 docs/logs.md。',
      en: 'The file of sources {file} cannot be read or is not as it should be ({detail}). It is a JSON list whose entries have at least name and way, see docs/logs.md.',
    },
  },
  'logs-bulk-method': {
    status: 405,
    exit: 70,
    words: { zh: '请用 POST 发送日志。', en: 'Send logs with POST.' },
  },
  'logs-key-unknown': {
    status: 401,
    exit: 70,
    words: {
      zh: '没有给出发送密钥，或密钥已停用。请在请求头写明 Authorization: Bearer 密钥，密钥在来源页面取得。',
      en: 'The sending key is missing or no longer holds. Give it as Authorization: Bearer KEY; it comes from the page of sources.',
    },
  },
  'logs-bulk-encoding': {
    status: 415,
    exit: 70,
    words: {
      zh: '只接受 gzip 压缩或不压缩的内容。请改用 Content-Encoding: gzip，或去掉这个请求头。',
      en: 'Only gzip or plain content is taken. Use Content-Encoding: gzip or leave the header out.',
    },
  },
  'logs-batch-id': {
    status: 400,
    exit: 70,
    words: {
      zh: 'X-Batch-Id 应为 1 至 128 个字母、数字、点、冒号、短横或下划线。',
      en: 'X-Batch-Id is 1 to 128 letters, digits, dots, colons, dashes or underscores.',
    },
  },
  'logs-bulk-too-large': {
    status: 413,
    exit: 70,
    words: {
      zh: '这一批太大：发送的内容不超过 {limit}，解压后不超过 {unpacked}，不超过 200000 行。整批没有接收，请分成小批。',
      en: 'The batch is too large: at most {limit} as sent, {unpacked} unpacked, 200000 lines. Nothing of it was taken in; send smaller batches.',
    },
  },
  'logs-bulk-unreadable': {
    status: 400,
    exit: 70,
    words: {
      zh: '内容没有传完，或不是完整的 gzip 数据，整批没有接收。请重新发送这一批。',
      en: 'The content broke off or is no whole gzip data; nothing of the batch was taken in. Send it again.',
    },
  },
  'logs-bulk-behind': {
    status: 503,
    exit: 70,
    words: {
      zh: '磁盘写入跟不上，暂不接收。请在 {seconds} 秒后重新发送这一批。',
      en: 'The disk does not keep up, so nothing is taken in now. Send the batch again after {seconds} seconds.',
    },
  },
  'logs-bulk-stopped': {
    status: 503,
    exit: 70,
    words: {
      zh: '接收程序正在停止，或不能写入存档，整批没有接收。请稍后重新发送这一批。',
      en: 'The program is stopping or cannot write to the archive; nothing of the batch was taken in. Send it again later.',
    },
  },
  'logs-search-too-long': {
    status: 503,
    exit: 70,
    words: {
      zh: '检索超过{seconds}秒，已停止。请缩小时间范围，或者增加来源、地址等条件后再检索。',
      en: 'The search took longer than {seconds} seconds and was broken off. Narrow the time, or name a source or an address.',
    },
  },
  'logs-sql-select': {
    status: 400,
    exit: 64,
    words: {
      zh: '只接受一条 SELECT 语句：存档只能查看，不能改动。',
      en: 'One SELECT is taken, and nothing else: the archive is looked at, never changed.',
    },
  },
  'logs-sql-wrong': {
    status: 400,
    exit: 64,
    words: {
      zh: '语句不能执行（{detail}）。各种类各有一个视图：device、access、database、mail、audit；列名见 docs/logs.md。',
      en: 'That could not be asked ({detail}). There is a view of each kind: device, access, database, mail, audit; docs/logs.md tells their columns.',
    },
  },
  'logs-search-busy': {
    status: 503,
    exit: 70,
    words: {
      zh: '正在进行的检索过多，请稍后再试。',
      en: 'Too many searches are under way. Try again in a moment.',
    },
  },
  'logs-search-personal': {
    status: 403,
    exit: 64,
    words: {
      zh: '您没有查看日志中个人信息的权限，不能按地址、用户名或个人号码检索。请改用时间、来源、状态等条件，或者由安全管理员、审计管理员检索。',
      en: 'You may not see personal data in logs, so you cannot search by an address, a user or a number of a person. Use time, source or status, or have the security or audit administrator search.',
    },
  },
  'logs-search-without-sources': {
    status: 409,
    exit: 64,
    words: {
      zh: '您负责的范围内没有登记日志来源，没有可以检索的日志。请先由系统管理员登记来源。',
      en: 'No source of logs is declared in your scope, so there is nothing to search. Have the system administrator declare one.',
    },
  },
  'logs-broken': {
    status: 500,
    exit: 70,
    words: {
      zh: '日志存档不能读取：{where} 缺失或被改动。请系统管理员运行 zhengdun logs verify 查明，并从备份恢复。',
      en: 'The kept logs cannot be read: {where} is missing or was changed. Have zhengdun logs verify run, and restore it from a backup.',
    },
  },
  'logs-field-form': {
    status: 400,
    exit: 64,
    words: {
      zh: '字段应写成“名称=内容”，例如 status=5xx、path=/login。',
      en: 'A field is written as name=text: status=5xx, path=/login.',
    },
  },
  'logs-words-many': {
    status: 400,
    exit: 64,
    words: { zh: '词语不超过{most}个。', en: 'At most {most} words.' },
  },
  'log-searches-many': {
    status: 409,
    exit: 64,
    words: {
      zh: '最多保存{most}个检索。请先删除不用的。',
      en: 'At most {most} searches are saved. Remove one that is not used.',
    },
  },
  'log-search-unknown': {
    status: 404,
    exit: 64,
    words: { zh: '没有这个保存的检索。', en: 'There is no such saved search.' },
  },
  'log-source-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个日志来源，或者不在您负责的范围内。',
      en: 'There is no such source of logs, or it is outside of your scope.',
    },
  },
  'log-source-ended': {
    status: 409,
    exit: 64,
    words: {
      zh: '这个来源已停用，不能再变更。需要继续接收的，请另行登记一个来源。',
      en: 'This source has ended and is not changed any more. Declare another one to go on receiving.',
    },
  },
  'log-unit-unknown': {
    status: 404,
    exit: 64,
    words: {
      zh: '没有这个单位，或者不在您管理日志来源的范围内。请从列表中选择。',
      en: 'There is no such unit, or you do not manage its sources of logs. Choose one from the list.',
    },
  },
  'log-source-name-taken': {
    status: 409,
    exit: 64,
    words: {
      zh: '这个名称已经使用过。名称与每条日志一起封存，停用后也不能再用，请换一个，例如加上单位简称。',
      en: 'This name was used before. It is sealed with every line and never given again: choose another one, with the name of the unit in it.',
    },
  },
  'log-source-name-heard': {
    status: 409,
    exit: 64,
    words: {
      zh: '存档中已有以此为名的日志，不属于任何单位，不能这样归入一个单位。请换一个名称。',
      en: 'Lines of this name are kept already and belong to no unit: they are not made a unit’s in this way. Choose another name.',
    },
  },
  'log-source-name-address': {
    status: 400,
    exit: 64,
    words: {
      zh: '名称不能是 IP 地址：没有登记的来源以地址为名。请用应用和设备的名称，例如“门户-nginx”。',
      en: 'A name is no IP address: senders that nobody declared are known by it. Name the application and the machine.',
    },
  },
  'log-source-since': {
    status: 400,
    exit: 64,
    words: {
      zh: '起始日期不能晚于今天。请改为今天或更早的日期。',
      en: 'The first day is not later than today. Give today or a day before.',
    },
  },
  'log-addresses-missing': {
    status: 400,
    exit: 64,
    words: {
      zh: '请填写发送方的 IP 地址或网段，据此判断日志属于哪个来源。',
      en: 'Give the IP addresses or networks that it sends from: whose lines are whose is told by them.',
    },
  },
  'log-addresses-unfit': {
    status: 400,
    exit: 64,
    words: {
      zh: '“{address}”不是 IP 地址或网段，或者网段太大。IPv4 网段不大于 /16，IPv6 不大于 /48。例：10.1.2.3、10.1.2.0/24',
      en: '"{address}" is no IP address or network, or too wide: at most /16 for IPv4 and /48 for IPv6. Examples: 10.1.2.3, 10.1.2.0/24',
    },
  },
  'log-source-taken': {
    status: 409,
    exit: 64,
    words: {
      zh: '这些地址已登记为另一个来源，日志将分不清。请核对地址；同一地址有多个程序的，请填写各自的主机名或程序名。',
      en: 'These addresses are declared for another source, so the lines could not be told apart. Check them; where several programs of the unit share an address, give the host or program of each.',
    },
  },
  'log-source-without-key': {
    status: 409,
    exit: 64,
    words: {
      zh: '只有 HTTP 方式的来源才有发送密钥。',
      en: 'Only sources that send by HTTP have a key.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
