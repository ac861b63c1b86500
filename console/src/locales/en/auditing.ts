/** 审计 and 存证. */
export const AUDITING = {
  'audit.title': 'Audit log',
  'audit.lead':
    'Who did what, from where, to what, with what result. Records cannot be changed; their digests are in the ledger.',
  'audit.list': 'Records',
  'audit.count': '{count} records',
  'audit.export': 'Export to Excel',
  'audit.filter': 'Filter the records',
  'audit.since': 'From',
  'audit.until': 'To',
  'audit.time': 'Time',
  'audit.person': 'Person',
  'audit.from': 'From where',
  'audit.terminal': 'the command line here',
  'audit.act': 'Act',
  'audit.object': 'Object',
  'audit.result': 'Result',
  'audit.detail': 'Detail',
  'audit.none.why': 'Only records within your scope of audit are listed here.',
  'ledger.title': 'Ledger',
  'ledger.lead':
    'Digests of results and of acts, sealed one by one; it only grows. It is verified once a day by itself.',
  'ledger.last': 'Last verification',
  'ledger.verify': 'Verify now',
  'ledger.running': 'Verifying',
  'ledger.none': 'It was not verified yet. Press "Verify now".',
  'ledger.whole': 'Verified at {time}: {size} entries, whole',
  'ledger.broken': 'The ledger is broken: the verification at {time} found that {fault}',
  'ledger.compared':
    'Compared with {checkpoints} signed checkpoints, and with the records of the audit log and the results of checks in the database. {pending} entries wait to be sealed.',
  'ledger.outside': 'Verifying without us',
  'ledger.outside.copy': 'Export a copy of the ledger and hand it over.',
  'ledger.outside.keys':
    'The other side gets the public keys below by another way; those in the copy prove nothing by themselves.',
  'ledger.outside.steps':
    'With OpenSSL and Python, by the steps in docs/ledger.md, they verify the signatures and compute the root.',
  'ledger.outside.keep':
    'Hand the file ledger/checkpoint to a superior, an auditor or a notary each month: only that shows that all was written anew.',
  'ledger.origin': 'Name of the log',
  'ledger.rotation': 'Keys replaced, {number}',
  'ledger.rotation.how':
    '{time}. The old keys sign up to entry {last}, which names the new ones; both sign there',
} as const;
