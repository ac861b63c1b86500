import { z } from 'zod';
import type { LocalText } from '../local-text.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { GRANT_AREAS, PERMISSIONS, ROLE_NAMES } from '../roles.ts';
import { UNIT_KINDS, UNIT_LEVELS } from '../vocabulary.ts';
import { columnChoicesSchema } from './columns.ts';
import { passkeySchema } from './passkeys.ts';

/** 身份: how somebody is employed. `established`: 本单位在编, once personnel has confirmed it (Art. 13 and 25). */
export const EMPLOYMENT_WORDS = {
  'civil-servant': { word: { zh: '公务员', en: 'civil servant' }, established: true },
  'reference-managed': { word: { zh: '参公人员', en: 'managed as a civil servant' }, established: true },
  'institution-staff': { word: { zh: '事业编制', en: "institution's own staff" }, established: true },
  seconded: { word: { zh: '借调', en: 'seconded' }, established: false },
  contract: { word: { zh: '编外聘用', en: 'employed outside the establishment' }, established: false },
  dispatched: { word: { zh: '劳务派遣', en: 'dispatched' }, established: false },
  'purchased-service': { word: { zh: '政府购买服务', en: 'purchased service' }, established: false },
  outsourced: { word: { zh: '外包人员', en: 'contractor' }, established: false },
  'temporary-post': { word: { zh: '挂职', en: 'on a temporary post' }, established: false },
  rehired: { word: { zh: '返聘', en: 'rehired' }, established: false },
} as const satisfies Record<string, { word: LocalText; established: boolean }>;
export type Employment = keyof typeof EMPLOYMENT_WORDS;
export const EMPLOYMENTS = Object.keys(EMPLOYMENT_WORDS) as Employment[];

/** Passwords by their length alone; what is known or holds the name is refused by the server with its words. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

const nameSchema = z.string().trim().min(1).max(60);
export const loginNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/);
const passwordSchema = z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max);
const linkTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const noteSchema = z.string().trim().min(1).max(200);

/** How far a sign-in has come. */
export const SESSION_STAGES = ['none', 'second-factor', 'enrolment', 'full'] as const;

/** `GET /session`: who is signed in. Asking does not keep a session alive. */
export const sessionViewSchema = z.object({
  stage: z.enum(SESSION_STAGES),
  /** whether this installation has its first administrator */
  claimed: z.boolean(),
  person: z
    .object({
      id: z.uuid(),
      name: z.string(),
      loginName: z.string(),
      unitName: z.string(),
    })
    .optional(),
  roles: z.array(z.enum(ROLE_NAMES)),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** minutes without an act after which the session ends; the page ends it too */
  idleMinutes: z.int(),
  /** name and time are to stand over every page */
  screenMark: z.boolean().optional(),
  /** the session ends then at the latest */
  endsAt: z.iso.datetime().optional(),
  /** the last grant ends then (whoever is not 在编) */
  grantsEndAt: z.iso.datetime().optional(),
  /** devices that signed in for the first time since the last look */
  newDevices: z.int(),
  /** at `second-factor`: which this person has; a recovery code is always taken */
  factors: z.array(z.enum(['code', 'passkey'])).optional(),
  /** others than this machine are served: checks are for those who may check, and not for everybody here */
  checksNeedAccount: z.boolean().optional(),
  /** which columns of which list this person has put away */
  columns: columnChoicesSchema.optional(),
  /** 演示数据: an invented city, in a database of its own; every page says so */
  demo: z.boolean().optional(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** `POST /session`: first factor. Answers with the view of the session. */
export const signInSchema = z.object({ loginName: z.string().max(200), password: z.string().max(1_000) });
/** A code of six digits, a recovery code, or what stands for one after a passkey was shown. */
export const codeSchema = z.string().trim().max(60);
/** `POST /session/second-factor` */
export const secondFactorSchema = z.object({ code: codeSchema });

/** `GET /session/demo`, in the demonstration only: whom one may enter as. */
export const demoPeopleSchema = z.object({
  rows: z.array(
    z.object({
      loginName: z.string(),
      name: z.string(),
      unitName: z.string(),
      role: z.enum(ROLE_NAMES),
    }),
  ),
});
/** `POST /session/demo`, in the demonstration only. Answers with the view of the session. */
export const demoEntrySchema = z.object({ loginName: z.string().max(60) });

/** `POST /link`: what a one-time link is for. */
export const linkSchema = z.object({ token: linkTokenSchema });
export const linkViewSchema = z.object({
  kind: z.enum(['first-administrator', 'person']),
  name: z.string().optional(),
  loginName: z.string().optional(),
});
export type LinkView = z.infer<typeof linkViewSchema>;

/** `POST /claim`: the first administrator and the unit. Answers with the view of the session, at `enrolment`. */
export const claimSchema = z.object({
  token: linkTokenSchema,
  unitName: z.string().trim().min(1).max(120),
  unitKind: z.enum(UNIT_KINDS),
  unitLevel: z.enum(UNIT_LEVELS),
  /** GB/T 2260 */
  regionCode: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
  regionName: z.string().trim().min(1).max(40),
  name: nameSchema,
  loginName: loginNameSchema,
  employment: z.enum(EMPLOYMENTS),
  password: passwordSchema,
});
export type Claim = z.infer<typeof claimSchema>;

/** `POST /link/password`: a person's own password by a one-time link. Answers with the view of the session. */
export const linkPasswordSchema = z.object({ token: linkTokenSchema, password: passwordSchema });

/** `POST /me/factor`: a new second factor, shown once. */
export const factorOfferSchema = z.object({
  /** base32, in groups of four */
  secret: z.string(),
  /** otpauth:// address, for the picture */
  uri: z.string(),
});
export type FactorOffer = z.infer<typeof factorOfferSchema>;

/** `POST /me/factor/confirm` and `POST /me/recovery-codes`: shown once. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) });

/** `POST /me/password` */
export const passwordChangeSchema = z.object({ current: z.string().max(1_000), next: passwordSchema });

const holderSchema = z.object({
  name: z.string(),
  unitName: z.string(),
  /** those by which the person may */
  roles: z.array(z.enum(ROLE_NAMES)),
});
/** `GET /me/holders?permission=…`: who nearest to one's own unit may do something, and who could grant it; five of each at most. */
export const holdersSchema = z.object({ holders: z.array(holderSchema), granting: z.array(holderSchema) });
export type Holders = z.infer<typeof holdersSchema>;
export const holdersQuerySchema = z.object({ permission: z.enum(PERMISSIONS) });

/** `GET /me` */
export const accountSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      device: z.string(),
      source: z.string(),
      startedAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
      current: z.boolean(),
    }),
  ),
  devices: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
      isNew: z.boolean(),
    }),
  ),
  /** the telephone's codes count since then; without it they are not set up */
  codesSince: z.iso.datetime().optional(),
  passkeys: z.array(passkeySchema),
  recoveryCodesLeft: z.int(),
  /** none: no password was set yet */
  passwordChangedAt: z.iso.datetime().optional(),
});
export type Account = z.infer<typeof accountSchema>;

export const grantSchema = z.object({
  id: z.uuid(),
  role: z.enum(ROLE_NAMES),
  area: z.enum(GRANT_AREAS),
  /** name of the unit or region; empty where it is everything */
  placeName: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().optional(),
  approver: z.string().optional(),
  reason: z.string().optional(),
  state: z.enum(['coming', 'live', 'ended']),
});
export type Grant = z.infer<typeof grantSchema>;

/** `GET /people?page=&size=&preset=&q=` */
export const PEOPLE_PRESETS = ['all', 'ending'] as const;
export const peopleQuerySchema = z.object({
  ...PAGE_QUERY,
  preset: z.enum(PEOPLE_PRESETS).default('all'),
  q: z.string().trim().max(60).default(''),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

export const personRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  loginName: z.string(),
  unitName: z.string(),
  employment: z.enum(EMPLOYMENTS),
  /** day on which personnel confirmed the employment */
  confirmedOn: z.iso.date().optional(),
  roles: z.array(z.enum(ROLE_NAMES)),
  /** the last of the live grants ends then */
  grantsEndAt: z.iso.datetime().optional(),
  lastSignInAt: z.iso.datetime().optional(),
});
export type PersonRow = z.infer<typeof personRowSchema>;

export const peopleSchema = z.object({
  rows: z.array(personRowSchema),
  total: z.int(),
  asOf: z.iso.datetime(),
});
export type People = z.infer<typeof peopleSchema>;

/** `GET /people/:id`; the grants only for whoever may see them. */
export const personViewSchema = personRowSchema.extend({ grants: z.array(grantSchema).optional() });
export type PersonView = z.infer<typeof personViewSchema>;

/** `POST /people` */
export const newPersonSchema = z.object({
  unitId: z.uuid(),
  name: nameSchema,
  loginName: loginNameSchema,
  employment: z.enum(EMPLOYMENTS),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

/** The one-time link of a person: to be handed over, valid until then. `POST /people`, `POST /people/:id/link`. */
export const personLinkSchema = z.object({ id: z.uuid(), path: z.string(), endsAt: z.iso.datetime() });
export type PersonLink = z.infer<typeof personLinkSchema>;

/** `POST /people/:id/employment`: confirmed by personnel. */
export const employmentSchema = z.object({ employment: z.enum(EMPLOYMENTS), confirmedOn: z.iso.date() });

/** `POST /grants` */
export const newGrantSchema = z.object({
  personId: z.uuid(),
  role: z.enum(ROLE_NAMES),
  area: z.enum(GRANT_AREAS),
  /** id of a unit, or code of a region; empty for everything */
  place: z.string().max(60),
  /** now, where it is left out */
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  approver: nameSchema.optional(),
  reason: noteSchema.optional(),
});
/** What `POST /grants` answers. */
export const grantGivenSchema = z.object({ id: z.uuid() });
export type NewGrant = z.infer<typeof newGrantSchema>;

/** So many units and regions `GET /places` lists at most; others are found by their names. */
export const PLACES_LISTED = 50;
/** `GET /places?q=`: units and regions that a person or a grant may be put in, within what the asker reaches. */
export const placesSchema = z.object({
  units: z.array(z.object({ id: z.uuid(), name: z.string() })),
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type Places = z.infer<typeof placesSchema>;

/** 小单位模式 lasts so long at most, and may be renewed. */
export const SMALL_UNIT_MOST_DAYS = 180;

/** `GET /units/:id/small-unit`: one person is system and security administrator, the audit lies with the superior. */
export const smallUnitSchema = z.object({
  running: z.boolean(),
  startsAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime().optional(),
  approver: z.string().optional(),
  reason: z.string().optional(),
  /** names of those who are both now */
  merged: z.array(z.string()),
});
export type SmallUnit = z.infer<typeof smallUnitSchema>;

/** `POST /units/:id/small-unit`: begins or renews it until the end of a day, Beijing time. */
export const smallUnitInputSchema = z.object({
  endsOn: z.iso.date(),
  approver: nameSchema,
  reason: noteSchema,
});
export type SmallUnitInput = z.infer<typeof smallUnitInputSchema>;

/** Answer of an act that has nothing to tell. */
export const doneSchema = z.object({ done: z.literal(true) });
