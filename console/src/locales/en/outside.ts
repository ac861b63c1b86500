/** Texts of identity providers, signing in by them, and bindings. */
export const OUTSIDE = {
  'outside.entry': 'Sign in by another provider',
  'outside.entry.what':
    'An account that is bound to an identity elsewhere is entered by that, without the password of this system.',
  'outside.enter': 'Sign in by "{name}"',
  'outside.enter.again': 'Sign in by "{name}" again',
  'outside.directory.name': 'User name in "{name}"',
  'outside.directory.password': 'Password in "{name}"',
  'outside.directory.hint': 'The password is shown to that directory alone and is not kept here.',
  'outside.return': 'Signing in by another provider',
  'outside.asking': 'Asking the provider, please wait.',
  'outside.toSignIn': 'Back to the sign-in page',
  'outside.toAccount': 'Back to my account',
  'outside.unbound':
    '"{name}" knows you, but no account of this system is bound to that identity, so you are not signed in.',
  'outside.unbound.own':
    'If you have an account here: sign in as before, in this browser and within 10 minutes, and confirm the binding in "My account". From then on you sign in by "{name}".',
  'outside.unbound.none':
    'If you have none, or cannot sign in: ask the system administrator of your unit for an account, or for the binding.',
  'outside.unbound.act': 'Sign in with an account of this system',
  'outside.cure.failed':
    'Try again later, or sign in by password or passkey. If it happens again, tell the system administrator of your unit what is said above.',
  'outside.cure.again':
    'Finish within 10 minutes in one and the same browser, without reloading or going back on the way.',
  'outside.cure.other': 'Other ways of signing in remain.',
  'outside.bindings': 'Bound identities',
  'outside.bindings.what':
    'This account is entered by the identities below. Unbound, they open nothing any more; the only way in cannot be unbound.',
  'outside.bindings.none':
    'None is bound. A bound identity is a way to sign in; the second factor of this system stays.',
  'outside.label': 'Name there',
  'outside.boundAt': 'Bound',
  'outside.by': 'By',
  'outside.by.self': 'oneself',
  'outside.by.administrator': 'administrator',
  'outside.stale': 'the address of the provider has changed: bind it anew',
  'outside.bind': 'Bind an identity',
  'outside.bind.what':
    'Confirm that it is you, then sign in at the provider; the identity is bound when you are back.',
  'outside.bind.go': 'Go to the provider and bind',
  'outside.bind.which.empty': 'Choose a provider',
  'outside.bound': 'Your identity in "{name}" is bound: you can sign in by it from now on.',
  'outside.unbind': 'Unbind',
  'outside.unbind.of': 'Unbind: {name}',
  'outside.unbind.what':
    'The person cannot sign in by this identity any more. Reset the ways of signing in of somebody without a password.',
  'outside.shown': 'The identity "{label}" that you have just shown in "{name}" is bound to no account.',
  'outside.adopt': 'Bind it to this account',
  'outside.subject': 'Subject',
  'outside.subject.hint':
    'The identifier that the provider gives and never changes, letter by letter: sub for OpenID Connect, the user name for CAS, the value of the chosen attribute for a directory. Where an administrator binds, the second factor stays here.',
  'outside.subject.empty': 'Enter the subject',
  'provider.title': 'Identity providers',
  'provider.one': 'Identity provider',
  'provider.lead':
    'For the whole installation. A provider says who somebody is; accounts and grants stay here. Secrets are kept encrypted and are not shown again.',
  'provider.none': 'No identity provider is set up',
  'provider.none.why':
    'Once one is set up and switched on, the sign-in page has a button for it. Until then one signs in by password and passkey.',
  'provider.new': 'New identity provider',
  'provider.kind': 'Kind',
  'provider.name': 'Name',
  'provider.name.hint': 'As the button on the sign-in page says it, such as "Provincial single sign-on".',
  'provider.name.empty': 'Enter a name',
  'provider.add': 'Save the provider',
  'provider.save': 'Save the changes',
  'provider.change': 'Change',
  'provider.changedAt': 'Last changed',
  'provider.returnUrl': 'Return address',
  'provider.bindings': 'Bound accounts',
  'provider.bindings.count': '{count}',
  'provider.next': 'Saved, and not switched on yet. Next: test it, and switch it on when the test is good.',
  'provider.next.redirect':
    'Saved, and not switched on yet. Next: register the return address at the provider, test it, and switch it on when the test is good.',
  'provider.test': 'Test',
  'provider.testing': 'Testing',
  'provider.test.good': 'The test is good: the provider answers, and the settings fit.',
  'provider.test.fault': 'The test is not good: {fault}.',
  'provider.on': 'Switch on',
  'provider.on.what':
    'The sign-in page will offer this provider. Accounts that are bound to it and can sign in by it: {count}.',
  'provider.off': 'Switch off',
  'provider.off.what':
    'Nobody will sign in by it any more; bindings are kept, and whoever is signed in stays so. Accounts that are bound: {count}.',
  'provider.remove': 'Remove',
  'provider.remove.what':
    'This cannot be undone. The bindings go with it; whoever is signed in stays so. Accounts that are bound: {count}.',
  'provider.https.wrong': 'This should be an address that begins with https://',
  'provider.issuer': 'Issuer',
  'provider.issuer.hint': 'As the provider publishes it, such as https://sso.example.gov.cn/realms/staff',
  'provider.clientId': 'Client id',
  'provider.clientId.hint':
    'Given by the provider where this system is registered. If the return address is asked for first, enter the id you mean to have: saving gives the return address.',
  'provider.clientSecret': 'Client secret',
  'provider.clientSecret.hint': 'Given by the provider; empty for a public client.',
  'provider.scope': 'Scope',
  'provider.scope.hint': 'Usually openid; with openid profile, names are shown.',
  'provider.scope.wrong': 'This should begin with openid, with one space between scopes',
  'provider.marks': 'Marks of two factors',
  'provider.marks.hint':
    'Values of amr or acr by which the provider says that two factors were used, such as mfa, with spaces between. Accounts that people have bound themselves are then not asked again, but for the three administrators. Leave it empty if in doubt.',
  'provider.marks.hint.cas':
    'Values of that attribute by which the provider says that two factors were used, such as mfa-gauth, with spaces between. Accounts that people have bound themselves are then not asked again, but for the three administrators. Leave it empty if in doubt.',
  'provider.marks.attribute': 'Attribute that says how somebody was recognised',
  'provider.attribute.wrong': 'This should begin with a letter and hold letters, digits and hyphens only',
  'provider.casUrl': 'Address of CAS',
  'provider.casUrl.hint':
    'The address of its sign-in page without /login, such as https://sso.example.gov.cn/cas',
  'provider.host.hint': 'The host name must be that of its certificate, such as ldap.example.gov.cn',
  'provider.port.hint': 'Usually 636 for LDAPS and 389 for StartTLS.',
  'provider.bindDn': 'Account that searches (DN)',
  'provider.bindDn.hint': 'It needs no more than to search, such as cn=reader,dc=example,dc=gov,dc=cn',
  'provider.bindPassword': 'Password of that account',
  'provider.baseDn': 'Search base (DN)',
  'provider.baseDn.hint': 'Such as ou=people,dc=example,dc=gov,dc=cn',
  'provider.filter': 'Search filter',
  'provider.filter.hint':
    '{open}name{close} stands for the user name that was typed. For Active Directory: (sAMAccountName={open}name{close})',
  'provider.filter.wrong':
    'This should stand in parentheses, hold attribute={open}name{close}, and close every parenthesis',
  'provider.subjectAttribute': 'Attribute that identifies a person',
  'provider.subjectAttribute.hint':
    "One that never changes and is nobody else's: entryUUID for OpenLDAP, objectGUID for Active Directory. No names or mail addresses, which change.",
  'provider.startUrl': 'Page that calls up the national App',
  'provider.startUrl.hint':
    'Addresses, codes and names of fields below are given on admission; try them with the access organisation before switching on.',
  'provider.checkUrl': 'Address of the verification interface',
  'provider.orgCode': 'Organisation code (orgCode)',
  'provider.appId': 'Application id (appId)',
  'provider.appName': 'Application name (appName)',
  'provider.mode': 'Mode',
  'provider.authMode': 'Code of the mode (authMode)',
  'provider.authMode.wrong': 'This should be 1 to 10 letters or digits',
  'provider.resultField': 'Field of the result',
  'provider.passValue': 'Result that means verified',
  'provider.subjectField': 'Field of the application identifier of the person',
  'provider.path.hint': 'Its place in the answer, with dots between the levels.',
  'provider.path.wrong': 'This should be names of fields with dots between, at most four levels',
  'provider.twoFactors': 'Credential and password count as two factors',
  'provider.twoFactors.hint':
    'If so, accounts that people have bound themselves are not asked again, but for the three administrators.',
  'certificate.title': 'Sign by a certificate',
  'certificate.lead': 'Sign with the key of your certificate, on a USB key for example, within 10 minutes.',
  'certificate.none': 'There is nothing to sign',
  'certificate.none.why': 'Begin on the sign-in page or in "My account".',
  'certificate.text': 'To be signed, one line without a line break:',
  'certificate.how':
    'Have the program that came with the certificate sign this line as it is, with the result in Base64: SM2 with SM3 (default identifier), RSA (PKCS #1) with SHA-256, or ECDSA with SHA-256.',
  'certificate.form': 'Certificate and signature',
  'certificate.certificate': 'Signing certificate',
  'certificate.certificate.hint':
    'The certificate for signing, not the one for encryption, as that program exports it: PEM or Base64.',
  'certificate.certificate.wrong': 'Paste the signing certificate, in PEM or Base64',
  'certificate.signature': 'Signature',
  'certificate.signature.hint': 'The Base64 that the program gives, without text and certificate in it.',
  'certificate.signature.wrong': 'Paste the signature, in Base64',
  'certificate.act': 'Hand in',
  'provider.authority': 'Certificate of the authority',
  'provider.authority.hint':
    'One certificate in PEM: the root that is trusted, or the authority that issues to people. After a change everybody binds anew.',
  'provider.between': 'Certificates between',
  'provider.between.hint':
    'In PEM, one after the other, where people have their certificates from an authority below that one.',
  'provider.listUrl': 'Address of the revocation list (CRL)',
  'provider.listUrl.hint':
    'The whole list of the authority that issues to people, at most 2 MB. Without it revocation is not looked at: unbind whoever has lost a certificate.',
  'provider.pem.wrong':
    'This should be PEM that begins with -----BEGIN CERTIFICATE-----, at most 3500 characters',
  'provider.listUrl.wrong': 'This should be an address that begins with http:// or https://',
  'field.missing': 'Enter: {field}',
  'field.kept': 'Kept, and not shown again. Leave it empty to keep it.',
  'field.true': 'yes',
  'field.false': 'no',
} as const;
