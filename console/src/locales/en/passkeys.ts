/** Texts of passkeys and second factors. */
export const PASSKEYS = {
  'passkey.title': 'Passkey',
  'passkey.entry':
    'Sign in by a telephone, a USB key, or the fingerprint, face or PIN of this device, without user name and password.',
  'passkey.enter': 'Sign in by a passkey',
  'passkey.finish': 'Finish by a passkey',
  'passkey.unseen':
    'You have a passkey, but this browser has no support for it. Take a newer browser, or go on as below.',
  'passkey.byAddress': 'Browsers use no passkeys under an IP address. Open this system by a host name:',
  'passkey.byAddress.others':
    'Browsers use no passkeys under an IP address. Open this system by its host name; without one, the system administrator sets it in ZHENGDUN_HOSTS.',
  'passkey.first': 'Or: register a passkey',
  'passkey.first.what':
    'Without an authenticator on a telephone, register a passkey: a USB key, a telephone, or the fingerprint, face or PIN of this device.',
  'passkey.new': 'Register a passkey',
  'passkey.make': 'Register the passkey',
  'passkey.made': 'The passkey is registered.',
  'passkey.name': 'Name of the passkey',
  'passkey.name.hint': 'To know it again, such as "USB key at the office".',
  'passkey.name.empty': 'Enter a name for the passkey',
  'passkey.called': 'Passkey: {name}',
  'passkey.host': 'For',
  'passkey.madeAt': 'Registered',
  'passkey.neverUsed': 'Not used yet',
  'passkey.list': 'My passkeys',
  'passkey.error.cancelled':
    'The browser did not finish: it was cancelled, took too long, or there is no passkey for this host.',
  'passkey.cure.cancelled':
    'Try again, or take another way. Where the browser warns of the certificate of the site there are no passkeys: the system administrator has to install another one.',
  'passkey.error.known': 'This device has a passkey of yours already.',
  'passkey.cure.known': 'Take another device, or use the passkey that is there.',
  'passkey.error.impossible': 'This browser cannot use a passkey on this page.',
  'passkey.cure.impossible': 'Take a newer browser, and open this system by its host name.',
  'confirm.passkey': 'Confirm by a passkey',
  'confirm.demo': 'People of the demonstration have no second factor: give any code, it is not looked at.',
  'confirm.shown': 'You have confirmed by a passkey. Go on within five minutes.',
  'factors.title': 'Second factors',
  'factors.codes': 'Codes of a telephone: set up {time}.',
  'factors.noCodes': 'Codes of a telephone: not set up.',
  'factors.noPasskeys': 'Passkeys: none registered.',
  'factors.setUp': 'Set up codes of a telephone',
  'factors.ofTelephone': 'Codes of a telephone',
  'factors.remove': 'Remove a second factor',
  'factors.remove.act': 'Remove',
  'factors.remove.which': 'Which one',
  'factors.remove.which.empty': 'Choose what to remove',
  'factors.remove.what': 'It will not be taken at signing in any more. The last one cannot be removed.',
} as const;
