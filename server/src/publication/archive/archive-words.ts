/** What stands at the beginning of every archive, for whoever opens it years later without this program. */
export const ARCHIVE_README = `信息发布审核档案
================

本档案是一份稿件的全部审核记录：各版正文、附件、审核意见、批注、筛查结果和存证证明。文件不压缩，可直接打开。

archive.json           稿件、各版、审核意见、经过、批注、筛查命中（只有位置，没有内容）、人员姓名
versions/N/text.txt    第N版正文，UTF-8
versions/N/manifest.json
                       第N版清单：标题、发布时间、正文和每个附件的 SHA-256 与 SM3。审核意见批准的就是这份清单的摘要
files/                 附件、审签单扫描件和转载原文的副本，文件名是内容的 SHA-256；archive.json 和清单中有原来的名称
ledger/entries.json    存证条目原文、序号和包含证明（RFC 6962）；waiting 是导出时还没有封存的
ledger/checkpoint      已签名的检查点（Ed25519 和 SM2）
ledger/verifiers.txt   公钥。应当与事先另行取得的比对，不能只信档案里的这一份
SHA256SUMS             其他各文件的 SHA-256

离线核验
1. sha256sum -c SHA256SUMS：文件没有损坏。
2. zhengdun ledger verify-archive 档案.zip --key 公钥：逐项比对清单、审核意见、存证条目、包含证明和签名。
   不用本程序时：清单的 SHA-256 应等于存证条目 digests.manifest；正文和附件的摘要应等于清单所列；审核意见（archive.json 中
   decisions 各项的 facts，按 RFC 8785 写成一行）的 SHA-256 应等于存证条目 digests.decision；存证条目按 RFC 6962 的包含证明
   应得到检查点第三行的树根；检查点的签名按 docs/ledger.md 用 OpenSSL 核验。
3. 已按保密要求销毁内容的文件，archive.json 中标明 destroyed，档案中没有内容，摘要仍可核对。

本档案供自查和备查使用，不替代法定的电子签名和公证。


The review of one published item
================================

All there is of an item's review: the texts of its versions, attachments, decisions, comments, results of screening, and proofs
of the ledger. Nothing is compressed.

archive.json           item, versions, decisions, history, comments, hits of screening (places, never the text), names
versions/N/text.txt    text of version N, UTF-8
versions/N/manifest.json
                       title, time of publication, SHA-256 and SM3 of the text and of each attachment. What a decision
                       approves is the digest of this file
files/                 attachments, scanned papers and copies of a repost's source, named by the SHA-256 of their
                       content
ledger/entries.json    entries of the ledger with their numbers and inclusion proofs (RFC 6962); "waiting": not sealed then
ledger/checkpoint      the signed checkpoint (Ed25519 and SM2)
ledger/verifiers.txt   public keys. Compare them with those that you got by another way
SHA256SUMS             SHA-256 of every other file

To verify it without a network
1. sha256sum -c SHA256SUMS: nothing is damaged.
2. zhengdun ledger verify-archive FILE.zip --key KEY compares manifests, decisions, entries, proofs and signatures. Without
   this program: SHA-256 of a manifest is digests.manifest of its entry; digests of text and attachments are those of the
   manifest; SHA-256 of a decision (its "facts" in archive.json, as RFC 8785 writes them) is digests.decision of its entry; the
   inclusion proof (RFC 6962) leads from the entry to the root, the third line of the checkpoint; the signatures are verified
   with OpenSSL as docs/ledger.md shows.
3. What was destroyed on an order of the secrecy office is marked "destroyed" in archive.json. Its digests remain.

For self-inspection and for the record; it replaces neither a statutory electronic signature nor a notary.
`;
