import {
  type ApplicationKind,
  type Bound,
  type Condition,
  EVENT_CONDITIONS,
  type Fate,
  isApplicationFlag,
  type Obligation,
  type ShortListQuestion,
  type UnitKind,
  type UnitLevel,
} from '@zhengdun/contract';

/** What the bounds of an obligation ask of a unit. */
export type UnitFacts = Pick<ShortListQuestion, 'kind' | 'level'>;
/** And of one of its applications. */
export type ApplicationFacts = Omit<ShortListQuestion['applications'][number], 'flags'> & {
  readonly flags: readonly string[];
};

/** The strongest comes first: what one application leaves to the unit is the unit's, whatever the others inherit. */
const STRENGTH: readonly Fate[] = ['own', 'shared', 'event', 'inherited', 'not-bound'];

/**
 * What an obligation is for a unit with these applications: its own, shared with the platform that an application runs
 * on, the platform's, due only when something happens, or none of its business. It says what the unit has to answer for,
 * never whether that is met.
 *
 * An application that is not graded yet counts as below level 2: grading it (Art. 17 ¶1) stands in the list before what
 * depends on the grade.
 */
export function fateOf(
  obligation: Obligation,
  unit: UnitFacts,
  applications: readonly ApplicationFacts[],
): Fate {
  if (!bindsUnit(obligation, unit)) return 'not-bound';
  if (obligation.applications.length === 0) return duringEvents(obligation);
  const fates = applications.map((application) => fateFor(obligation, unit, application));
  return STRENGTH.find((fate) => fates.includes(fate)) ?? 'not-bound';
}

/** Whether a sentence names a unit of this kind and level. */
export function bindsUnit({ binds }: Obligation, unit: UnitFacts): boolean {
  return binds.some((bound) => isBound(bound, unit));
}

function fateFor(obligation: Obligation, unit: UnitFacts, application: ApplicationFacts): Fate {
  if (!obligation.applications.includes(application.kind)) return 'not-bound';
  const holds = (condition: Condition): boolean => conditionHolds(condition, unit, application);
  if (!obligation.conditions.every((condition) => isEvent(condition) || holds(condition))) return 'not-bound';
  // What was shut down owes its shutting down, and nothing else.
  if (application.closed && !obligation.conditions.includes('no-longer-used')) return 'not-bound';
  if (isHosted(application) && obligation.inherited === 'yes') return 'inherited';
  if (obligation.conditions.some(isEvent)) return 'event';
  return isHosted(application) && obligation.inherited === 'partly' ? 'shared' : 'own';
}

function duringEvents({ conditions }: Obligation): Fate {
  return conditions.some(isEvent) ? 'event' : 'own';
}

/** A column stands on somebody's platform by its nature. */
function isHosted({ kind, hosted }: ApplicationFacts): boolean {
  return hosted || kind === 'column';
}

function isEvent(condition: Condition): boolean {
  return (EVENT_CONDITIONS as readonly Condition[]).includes(condition);
}

const REGIONAL: readonly UnitLevel[] = ['central', 'provincial', 'prefectural', 'county'];
const COUNTY_ORGANS: readonly UnitLevel[] = ['county-department', 'township'];
const PREFECTURAL: readonly UnitLevel[] = ['central', 'provincial', 'prefectural'];

/** Whom the sentence names. 各地区、各部门 are organs that answer for a region or a sector. */
function isBound(bound: Bound, { kind, level }: UnitFacts): boolean {
  switch (bound) {
    case 'unit':
    case 'staff':
    case 'contractor':
      return true;
    case 'organ':
    case 'institution':
      return kind === (bound satisfies UnitKind);
    case 'county-organ':
      return kind === 'organ' && COUNTY_ORGANS.includes(level);
    case 'region':
      return kind === 'organ' && REGIONAL.includes(level);
    case 'outsider':
      return false;
  }
}

const MAIL: ApplicationKind = 'mail';

function conditionHolds(condition: Condition, unit: UnitFacts, application: ApplicationFacts): boolean {
  const { kind, hosted, mlpsLevel = 1, closed, flags } = application;
  switch (condition) {
    case 'prefectural-or-above':
      return PREFECTURAL.includes(unit.level);
    case 'level-2':
      return mlpsLevel >= 2;
    case 'level-3':
      return mlpsLevel >= 3;
    case 'no-longer-used':
      return closed;
    case 'own-mail':
      return kind === MAIL && !hosted;
    case 'has-mailboxes':
      return kind === MAIL;
    case 'person-or-property':
      return kind === MAIL || flags.includes(condition);
    default:
      return isApplicationFlag(condition) && flags.includes(condition);
  }
}
